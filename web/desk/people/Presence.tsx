import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'

const everyMs = 20_000

/** Tells the others every twenty seconds, and on each change, that this person looks at a case or writes; silent while the page is hidden. */
export function usePresence(caseId: string, isWriting: boolean): void {
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'visible')
        call(`/cases/${caseId}/presence`, { method: 'PUT', body: { doing: isWriting ? 'writing' : 'viewing' } }).catch(() => undefined)
    }
    tell()
    const timer = setInterval(tell, everyMs)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [caseId, isWriting])
}

/** Who else is here, in words. */
export function PresentOthers({
  present,
  selfId,
}: {
  present: { staffId: string; name: string; doing: 'viewing' | 'writing' }[]
  selfId: string
}): ReactNode {
  const others = present.filter((person) => person.staffId !== selfId)
  const [shown] = useState(() => new Intl.ListFormat('en', { type: 'conjunction' }))
  const writing = others.filter((person) => person.doing === 'writing').map((person) => person.name)
  const viewing = others.filter((person) => person.doing === 'viewing').map((person) => person.name)
  const words = [
    writing.length > 0 ? t('desk.present.writing', { names: shown.format(writing), count: writing.length }) : '',
    viewing.length > 0 ? t('desk.present.viewing', { names: shown.format(viewing), count: viewing.length }) : '',
  ].filter(Boolean)
  return (
    <p role="status" className="px-4 text-xs text-ink-2 not-empty:pb-2">
      {words.join(' ')}
    </p>
  )
}
