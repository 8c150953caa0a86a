import type { ReactNode } from 'react'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'

/** A filter that is on, and can be taken off. */
export function Chip({ text, off }: { text: string; off: () => void }): ReactNode {
  return (
    <button type="button" className="button small" onClick={off} aria-label={t('desk.filter.remove', { filter: text })}>
      {text}
      <Icon name="close" size={12} />
    </button>
  )
}
