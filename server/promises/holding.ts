import type { Context } from '#platform/context.ts'
import type { OfferRow } from './offer-store.ts'
import { reserve } from './reservation-store.ts'
import { anyone, type Need } from './rules/ability.ts'
import { freeCallers, type Callers } from './rules/call-slots.ts'
import { lockedCallers } from './taking.ts'

/** What whoever does it must have; older offers rest without it and need nothing in particular. */
export const needOfOffer = ({ inputs }: Pick<OfferRow, 'inputs'>): Need => inputs.need ?? anyone

/**
 * Holds what an offer needs until its hold lapses: a person for a call (false when nobody is free any more), a unit of writing for anything
 * else. The caller holds the team's lock, and may say who takes calls where it holds several.
 */
export async function holdFor(ctx: Context, offer: OfferRow, callers: Callers | null = null): Promise<boolean> {
  const { id: offerId, teamId, caseId, visitId, startsAt, offeredAt, dueAt, heldUntil, form } = offer
  const [need, span] = [needOfOffer(offer), { startsAt: startsAt ?? offeredAt, endsAt: dueAt }]
  const held = { teamId, caseId, visitId, ...need, ...span, promiseId: null, offerId, until: heldUntil, overbooked: false }
  if (form !== 'call') return (await reserve(ctx.db, { ...held, staffId: null })) > 0
  const slot = { startMs: span.startsAt.getTime(), endMs: dueAt.getTime() }
  // Whoever was taken meanwhile is taken: the database says so, and the next one is asked.
  for (const staffId of freeCallers(callers ?? (await lockedCallers(ctx, teamId)), need, slot))
    if (await reserve(ctx.db, { ...held, staffId })) return true
  return false
}
