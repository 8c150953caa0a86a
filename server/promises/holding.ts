import type { Context } from '#platform/context.ts'
import type { OfferRow } from './offer-store.ts'
import { reserve } from './reservation-store.ts'
import type { Need } from './rules/ability.ts'
import { freeCallers } from './rules/call-slots.ts'
import { lockedCallers } from './taking.ts'

/** Nothing in particular. */
export const anyone: Need = { skill: null, language: null }

/**
 * Holds what an offer needs until its hold lapses: a person for a call (false when nobody is free any more), a unit of writing for anything
 * else. The caller holds the team's lock.
 */
export async function holdFor(ctx: Context, offer: OfferRow, need: Need): Promise<boolean> {
  const { id: offerId, teamId, caseId, visitId, startsAt, offeredAt, dueAt, heldUntil, form } = offer
  const span = { startsAt: startsAt ?? offeredAt, endsAt: dueAt }
  const held = { teamId, caseId, visitId, ...need, ...span, promiseId: null, offerId, until: heldUntil, overbooked: false }
  if (form !== 'call') return (await reserve(ctx.db, { ...held, staffId: null })) > 0
  const slot = { startMs: span.startsAt.getTime(), endMs: dueAt.getTime() }
  for (const staffId of freeCallers(await lockedCallers(ctx, teamId), need, slot))
    if (await reserve(ctx.db, { ...held, staffId })) return true
  return false
}
