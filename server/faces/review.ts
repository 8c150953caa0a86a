import type { Review, ReviewedPromise } from '#contract/review.ts'
import { casesTouched, numberText, type Touched } from '#cases'
import { findOrganisation } from '#customers'
import { ratingsOf } from '#feedback'
import { changesOf, gapsOf, reviewPromises, type Reviewed } from '#promises'
import type { Actor, Context } from '#platform/context.ts'

export interface ReviewWish {
  organisationId: string
  from: Date
  to: Date
  /** Whose clock the sentences are said in. */
  zone: string
}

/**
 * The joint review of an organisation and a span: what was kept, broken and moved, what runs, what was wished for and how it was found, of
 * all cases the actor may see. Refuses like an absent one an organisation the actor may not know of.
 */
export async function reviewOf(ctx: Context, { organisationId, from, to, zone }: ReviewWish): Promise<Review> {
  const { id, name, namedPerson } = await findOrganisation(ctx, organisationId)
  const { items: cases, isCut } = await casesTouched(ctx, { organisationId, from, to })
  const byId = new Map(cases.map((it) => [it.id, it]))
  const caseIds = [...byId.keys()]
  const promises = await reviewPromises(ctx, { caseIds, from, to, zone })
  const partOf = ({ count, items }: { count: number; items: Reviewed[] }) => ({
    count,
    items: items.flatMap((one) => promiseOf(ctx.actor, one, byId) ?? []),
  })
  const ratings = await ratingsOf(ctx, caseIds, { from, to })
  return {
    organisation: { id, name },
    namedPerson,
    from,
    to,
    isPart: !seesAll(ctx.actor),
    isCut,
    opened: cases.filter(({ openedAt }) => openedAt >= from).length,
    ended: cases.filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to).length,
    kept: partOf(promises.kept),
    broken: partOf(promises.broken),
    moved: partOf(promises.moved),
    running: partOf(promises.running),
    gaps: (await gapsOf(ctx, caseIds)).flatMap(({ caseId, by, openingGapMinutes, metAt, closingGapMinutes, askedFor }) => {
      const it = byId.get(caseId)
      return it ? [{ ...headOf(it), by, openingGapMinutes, metAt, closingGapMinutes, askedFor }] : []
    }),
    changes: (await changesOf(ctx, { organisationId, from, to })).map(({ sentence, language, at, because }) => ({
      sentence,
      language,
      at,
      because,
    })),
    wishes: cases.filter(({ kind, openedAt }) => kind === 'wish' && openedAt >= from).map((it) => ({ ...headOf(it), ...pick(it) })),
    ratings: ratings.flatMap(({ caseId, score, text, createdAt }) => {
      const it = byId.get(caseId)
      return it ? [{ ...headOf(it), score, text, at: createdAt }] : []
    }),
  }
}

/** Who sees every case of an organisation they know: managers, and its contacts for all of it. */
function seesAll(actor: Actor): boolean {
  if (actor.kind === 'customer') return actor.sight?.projectIds === null
  return actor.kind === 'system' || ('role' in actor && (actor.role === 'manager' || actor.role === 'admin'))
}

function promiseOf(actor: Actor, it: Reviewed, cases: ReadonlyMap<string, Touched>): ReviewedPromise | null {
  const about = cases.get(it.caseId)
  if (!about) return null
  const { form, state, sentence, agreedAt, startsAt, dueAt, endedAt, because, movedBy, reason } = it
  // What went wrong among us is for us to mend; the customer hears the reason that was written for them.
  const cause = actor.kind === 'customer' ? null : because
  const doneAt = state === 'kept' || state === 'kept_late' ? endedAt : null
  return { ...headOf(about), form, state, sentence, agreedAt, startsAt, dueAt, doneAt, cause, movedBy, reason }
}

const headOf = ({ id, number, subject, language }: Touched) => ({ caseId: id, number: numberText(number), subject, language })
const pick = ({ state, openedAt }: Touched) => ({ state, openedAt })
