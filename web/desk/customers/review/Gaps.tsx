import type { ReactNode } from 'react'
import type { Review } from '#contract/review.ts'
import type { Wire } from '../../client.ts'
import { say, t } from '../../kit/language.ts'
import { spanWords } from '../../kit/time.ts'
import { CaseName } from './CaseName.tsx'
import { when } from './PromisesTold.tsx'

/** What was expected by an hour, what we could when it was said, and what was done. */
export function Gaps({ gaps, zone }: { gaps: Wire<Review>['gaps']; zone: string }): ReactNode {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-base font-semibold">
        {t('desk.review.gaps')} <span className="num font-normal text-ink-3">{gaps.length}</span>
      </h2>
      {gaps.length === 0 ? <p className="text-ink-3">{t('desk.review.noneGaps')}</p> : null}
      <ul>
        {gaps.map((gap) => (
          <li
            key={gap.caseId}
            className="grid break-inside-avoid gap-x-6 gap-y-0.5 border-b border-line py-2 narrow:grid-cols-[1fr_1fr] print:grid-cols-[1fr_1fr]"
          >
            <span>
              <CaseName of={gap} />
            </span>
            <span>
              <span className="block">{t('desk.review.expected', { by: when(gap.by, zone) })}</span>
              <span className="block text-ink-2">
                {gap.openingGapMinutes === null ? null : `${t('desk.review.could', { gap: later(gap.openingGapMinutes) })} `}
                {gap.metAt === null ? null : t('desk.review.met', { time: when(gap.metAt, zone), gap: later(gap.closingGapMinutes) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const later = (minutes: number | null): string =>
  minutes ? t('desk.review.later', { span: say(spanWords(minutes * 60_000)) }) : t('desk.review.inTime')
