import type { ReviewedLine, ReviewPage } from '#contract/portal.ts'
import type { Review, ReviewedPromise } from '#contract/review.ts'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { reviewOf } from '../review.ts'
import type { SignedIn } from './my-door.ts'

const usualDays = 90
const mostDays = 395

/**
 * The joint review for a contact who sees all of their organisation: the days in the address, by their clock, else the last ninety. Refuses
 * everybody else like a page that never was.
 */
export async function reviewPage(ctx: Context, { actor, zone }: SignedIn, query: unknown): Promise<ReviewPage> {
  const { sight } = actor
  if (!sight || sight.projectIds !== null) refuse('not_found')
  const { first, last } = daysOf(query, Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(zone).toPlainDate())
  const [from, to] = [startOf(first, zone), startOf(last.add({ days: 1 }), zone)]
  const review = await reviewOf(ctx, { organisationId: sight.organisationId, from, to, zone })
  const days = first.until(last).days + 1
  const hrefOf = (by: number) => `/my/review?from=${first.add({ days: by }).toString()}&to=${last.add({ days: by }).toString()}`
  return {
    page: 'review',
    organisation: review.organisation.name,
    namedPerson: review.namedPerson?.name ?? null,
    from,
    until: new Date(to.getTime() - 60_000),
    isCut: review.isCut,
    opened: review.opened,
    ended: review.ended,
    parts: (['broken', 'moved', 'running', 'kept'] as const).map((what) => ({
      what,
      count: review[what].count,
      lines: review[what].items.map(lineOf),
    })),
    gaps: review.gaps.map(({ by, openingGapMinutes, metAt, closingGapMinutes, ...it }) => ({
      ...caseOf(it),
      by,
      openingGapMinutes,
      metAt,
      closingGapMinutes,
    })),
    changes: review.changes,
    wishes: review.wishes.map((it) => ({ ...caseOf(it), state: it.state })),
    ratings: review.ratings.map((it) => ({ ...caseOf(it), score: it.score, text: it.text })),
    earlierHref: hrefOf(-days),
    laterHref: to < ctx.now ? hrefOf(days) : null,
    backHref: '/my',
  }
}

function lineOf(it: Review['kept']['items'][number]): ReviewedLine {
  const { form: way, state, startsAt, dueAt, doneAt, movedBy, reason } = it
  return { ...caseOf(it), promise: { way, startsAt, dueAt }, state, doneAt, movedBy, reason }
}

const caseOf = ({ number, subject, language, caseId }: Pick<ReviewedPromise, 'number' | 'subject' | 'language' | 'caseId'>) => ({
  number,
  subject,
  language,
  href: `/my/cases/${caseId}`,
})

function daysOf(query: unknown, today: Temporal.PlainDate): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  const { from, to } = (query ?? {}) as Record<string, unknown>
  const last = dayOf(to) ?? today
  const asked = dayOf(from)
  const first = asked && Temporal.PlainDate.compare(asked, last) <= 0 ? asked : last.subtract({ days: usualDays - 1 })
  const least = last.subtract({ days: mostDays })
  return { first: Temporal.PlainDate.compare(first, least) < 0 ? least : first, last }
}

function dayOf(text: unknown): Temporal.PlainDate | null {
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

const startOf = (day: Temporal.PlainDate, zone: string): Date => new Date(day.toZonedDateTime(zone).epochMilliseconds)
