import type { ReactNode } from 'react'
import type { PreviewDay } from '#contract/working-time.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { isOvernight } from './clockText.ts'

/** The next two weeks as they will be: when it opens each day, why a day differs, and where clocks move. */
export function FortnightStrip({ days, today }: { days: readonly PreviewDay[]; today: string }): ReactNode {
  return (
    <ol className="grid gap-px overflow-hidden rounded-control border border-line bg-line narrow:grid-cols-7">
      {days.map((day) => (
        <li
          key={day.date}
          className={`flex min-w-0 gap-x-3 px-2.5 py-2 text-xs narrow:min-h-16 narrow:flex-col ${day.spans.length ? 'bg-surface' : 'bg-sunken'}`}
        >
          <p
            className={`num w-20 flex-none narrow:w-auto ${day.date === today ? 'font-semibold underline decoration-2 underline-offset-4' : 'text-ink-2'}`}
          >
            <time dateTime={day.date}>{dateWords(day.date)}</time>
            {day.date === today ? <span className="sr-only"> {t('desk.hours.today')}</span> : null}
          </p>
          <div className="min-w-0 narrow:mt-1">
            {day.spans.length === 0 ? <p className="text-ink-3">{t('desk.hours.closed')}</p> : null}
            {day.spans.map((span) => (
              <p key={span.join()} className="num font-medium whitespace-nowrap">
                {span[0]}–{span[1]}
                {isOvernight(span) ? <span className="font-normal text-ink-3 narrow:block"> {t('desk.hours.plusDay')}</span> : null}
              </p>
            ))}
            {day.why ? <p className="[overflow-wrap:anywhere] text-ink-2">{day.why}</p> : null}
            {day.clockMinutes === 0 ? null : (
              <p className="text-ink-2">
                {t(day.clockMinutes > 0 ? 'desk.hours.clockOn' : 'desk.hours.clockBack', { minutes: Math.abs(day.clockMinutes) })}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
