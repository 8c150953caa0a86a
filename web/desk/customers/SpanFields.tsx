import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import type { Days } from './span.ts'

/** The first and the last day that are looked at; each change stands in the address at once. */
export function SpanFields({ days, onChange }: { days: Days; onChange: (days: Days) => void }): ReactNode {
  return (
    <div className="flex flex-wrap items-end gap-2 print:hidden">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="block">
          <span className="block text-xs text-ink-3">{t(`desk.span.${end}`)}</span>
          <input
            type="date"
            className="field w-auto!"
            value={days[end]}
            max={end === 'from' ? days.to : undefined}
            min={end === 'to' ? days.from : undefined}
            onChange={({ target }) => target.value && onChange({ ...days, [end]: target.value })}
          />
        </label>
      ))}
    </div>
  )
}
