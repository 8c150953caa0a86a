import type { ReactNode } from 'react'
import type { FieldFault, SpanText } from '#contract/working-time.ts'
import { weekdayWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { SpansField } from './SpansField.tsx'

interface WeekProps {
  week: readonly SpanText[][]
  onChange: (week: SpanText[][]) => void
  faults: readonly FieldFault[]
  disabled?: boolean | undefined
  none: string
}

/** Seven days with their hours; Monday's can be copied to the other working days, or to all. */
export function WeekEditor({ week, onChange, faults, disabled, none }: WeekProps): ReactNode {
  const monday = week[0] ?? []
  const copy = (until: number) =>
    onChange(week.map((spans, day) => (day < until ? monday.map(([start, end]): SpanText => [start, end]) : spans)))
  const whole = faults.filter(({ pointer }) => pointer === '/week')
  return (
    <div>
      <ol className="flex flex-col">
        {week.map((spans, day) => (
          <li key={day} className="grid gap-x-4 gap-y-1 border-t border-line py-2 narrow:grid-cols-[7rem_1fr]">
            <span className="pt-1.5 font-medium">{weekdayWords(day)}</span>
            <SpansField
              name={weekdayWords(day)}
              spans={spans}
              pointer={`/week/${day}`}
              faults={faults}
              disabled={disabled}
              none={none}
              onChange={(changed) => onChange(week.map((old, other) => (other === day ? changed : old)))}
            />
          </li>
        ))}
      </ol>
      {whole.map(({ detail }) => (
        <p key={detail} role="alert" className="mt-2 text-xs text-late-text">
          {detail}
        </p>
      ))}
      {disabled ? null : (
        <div className="flex flex-wrap gap-2 border-t border-line pt-3">
          <button type="button" className="button small" onClick={() => copy(5)}>
            {t('desk.hours.copyWorkdays')}
          </button>
          <button type="button" className="button small" onClick={() => copy(7)}>
            {t('desk.hours.copyAll')}
          </button>
        </div>
      )}
    </div>
  )
}
