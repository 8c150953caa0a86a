import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { t } from './language.ts'

interface ConflictProps {
  /** Who saved it, where that is known. */
  by?: string | null
  /** What is saved now, in words, where a line can say it. */
  theirs?: string
  onMine: () => void
  onTheirs: () => void
}

/** Somebody else saved meanwhile: what is saved now beside what is typed, until one of them is chosen. It takes the focus. */
export function Conflict({ by, theirs, onMine, onTheirs }: ConflictProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} role="alert" className="rounded-control border border-line-strong bg-sunken p-4">
      <p className="font-semibold">{t('desk.conflict.title', { by: by ?? t('desk.menu.somebody') })}</p>
      {theirs === undefined ? null : <p className="mt-1">{t('desk.conflict.theirs', { theirs })}</p>}
      <p className="mt-1 text-ink-2">{t('desk.conflict.yours')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button type="button" className="button small" onClick={onMine}>
          {t('desk.conflict.saveMine')}
        </button>
        <button type="button" className="button small" onClick={onTheirs}>
          {t('desk.conflict.takeTheirs')}
        </button>
      </div>
    </div>
  )
}
