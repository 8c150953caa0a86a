import type { ReactNode } from 'react'
import type { CompanyRecord } from '#contract/promises.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { CountTable } from './CountTable.tsx'
import { linesThrough } from './recordWeeks.ts'

const size = { width: 240, height: 72 }

/** Kept promises week by week: the line shows the course, the table says the same in numbers. */
export function WeekTable({ weeks }: { weeks: CompanyRecord['weeks'] }): ReactNode {
  if (weeks.length === 0) return <p className="text-ink-3">{t('desk.record.nothing')}</p>
  return (
    <div className="mt-2 flex flex-wrap items-start gap-x-10 gap-y-3">
      <Sparkline weeks={weeks} />
      <CountTable
        isDense
        className="min-w-64 flex-1"
        heads={[t('desk.record.week'), t('desk.record.kept'), t('desk.record.plainShare')]}
        rows={weeks.toReversed().map(({ monday, kept, total }) => ({
          key: monday,
          name: dateWords(monday),
          figures: [
            total === 0 ? t('desk.record.nothing') : t('desk.record.of', { kept, total }),
            <span className="text-ink-2">
              {total < 20 ? t('desk.record.fewer') : t('desk.percent', { percent: Math.round((kept / total) * 100) })}
            </span>,
          ],
        }))}
      />
    </div>
  )
}

/** Decoration: its numbers stand in the table beside it. The box reaches from none kept to all kept. */
function Sparkline({ weeks }: { weeks: CompanyRecord['weeks'] }): ReactNode {
  const { width, height } = size
  return (
    <div className="flex items-stretch gap-2 text-2xs text-ink-3" aria-hidden="true">
      <span className="num flex flex-col justify-between text-end">
        <span>{t('desk.percent', { percent: 100 })}</span>
        <span>{t('desk.percent', { percent: 0 })}</span>
      </span>
      <svg
        width={width}
        height={height}
        viewBox={`-4 -4 ${width + 8} ${height + 8}`}
        className="max-w-full border-y border-line text-ink"
        focusable="false"
      >
        {linesThrough(weeks, width, height).map((points) =>
          points.includes(' ') ? (
            <polyline
              key={points}
              points={points}
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          ) : (
            <circle key={points} cx={points.split(',')[0]} cy={points.split(',')[1]} r="2.5" fill="currentColor" />
          ),
        )}
      </svg>
    </div>
  )
}
