import type { ReactNode } from 'react'
import type { ReviewedPromise } from '#contract/review.ts'
import type { Wire } from '../../client.ts'
import { dateIn, dateWords } from '../../kit/dates.ts'
import { t, tOr } from '../../kit/language.ts'
import { clockTime } from '../../kit/time.ts'
import { CaseName } from './CaseName.tsx'

type Told = Wire<ReviewedPromise>

interface PartProps {
  title: string
  /** What is said where there is none. */
  none: string
  part: { count: number; items: Told[] }
  zone: string
}

/** Promises of one fate: of which case, what was promised, when it was done, and what had come between. */
export function PromisesTold({ title, none, part, zone }: PartProps): ReactNode {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-base font-semibold">
        {title} <span className="num font-normal text-ink-3">{part.count}</span>
      </h2>
      {part.items.length === 0 ? <p className="text-ink-3">{none}</p> : null}
      <ul>
        {part.items.map((one) => (
          <li
            key={`${one.caseId}${one.form}${one.agreedAt}`}
            className="grid break-inside-avoid gap-x-6 gap-y-0.5 border-b border-line py-2 narrow:grid-cols-[1fr_1fr] print:grid-cols-[1fr_1fr]"
          >
            <span>
              <CaseName of={one} />
            </span>
            <span>
              <span className="block">
                {t('desk.review.promised', { form: t(`desk.form.${one.form}`), by: when(one.startsAt ?? one.dueAt, zone) })}
              </span>
              <span className="block text-ink-2">{outcomeOf(one, zone)}</span>
            </span>
          </li>
        ))}
      </ul>
      {part.count > part.items.length ? (
        <p className="mt-2 text-ink-3">{t('desk.review.more', { count: part.count - part.items.length })}</p>
      ) : null}
    </section>
  )
}

function outcomeOf({ state, doneAt, movedBy, reason, cause }: Told, zone: string): string {
  const what = doneAt
    ? t('desk.review.done', { at: when(doneAt, zone) })
    : state === 'moved'
      ? t('desk.review.movedBy', { by: movedBy ?? 'us', reason: reason ?? '' })
      : t(`desk.review.state.${state}`)
  return cause ? `${what} ${t('desk.review.cause', { cause: tOr(`desk.record.causes.${cause}`, cause) })}` : what
}

/** A day and a clock time, whatever today is: this is read long after. */
/** The day and clock time of an instant, for a table of a span. */
export function when(at: string, zone: string): string {
  const atMs = Date.parse(at)
  return `${dateWords(dateIn(zone, atMs))} ${clockTime(atMs, zone)}`
}
