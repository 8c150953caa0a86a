import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import type { Row } from './sections.ts'

/** That somebody is in danger, in ink: colour says only how it stands with a promise. */
export function EmergencyMark({ emergency }: { emergency: NonNullable<Row['emergency']> }): ReactNode {
  return (
    <span className="flex-none self-center rounded-chip bg-ink px-1.5 text-2xs font-semibold whitespace-nowrap text-on-ink">
      <span aria-hidden="true">! </span>
      {t(`desk.emergency.kind.${emergency.kind}`)}
      <span className="max-narrow:sr-only">{emergency.confirmed ? '' : ` · ${t('desk.emergency.open')}`}</span>
    </span>
  )
}

/** The words that raised it, as they were written. */
export function quoted(words: readonly string[]): string {
  return words.map((one) => `„${one}“`).join(', ')
}
