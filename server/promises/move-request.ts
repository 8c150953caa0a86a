import { findCase, mayDecide, mayWork } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { carryOut, lockAll, lockMove } from './acceptance.ts'
import { holdFor, needOfOffer } from './holding.ts'
import * as offers from './offer-store.ts'
import * as requests from './move-request-store.ts'
import { endHolds } from './reservation-store.ts'
import { ensureFeasible } from './taking.ts'

/** What we ask of a customer: another time for a promise of theirs, and why. */
export interface MoveRequest {
  id: string
  promiseId: string
  offer: offers.OfferRow
  reason: string
  askedAt: Date
}

/**
 * Asks the customer to agree to another time. The old one stands until they do, and the new one is held for them meanwhile. Asked again it
 * takes the place of what was asked before.
 */
export async function askToMove(ctx: Context, input: { promiseId: string; offerId: string; reason: string }): Promise<MoveRequest> {
  const { running, offer, it } = await lockMove(ctx, input)
  allow(mayWork(ctx.actor))
  if (ctx.now > running.dueAt) refuse('promises.wrong_course', { state: running.state })
  if (offer.takenAt || offer.expiresAt <= ctx.now || offer.teamId !== it.teamId) refuse('promises.offer_expired')
  await requests.withdrawRequests(ctx.db, running.id, ctx.now)
  await endHolds(ctx.db, { caseId: it.id })
  const until = new Date(Math.min((offer.startsAt ?? offer.dueAt).getTime(), Math.max(offer.expiresAt.getTime(), running.dueAt.getTime())))
  await offers.keepOpen(ctx.db, offer.id, until)
  // Nobody is asked about a time that is gone: what was offered may have been taken since.
  await ensureFeasible(ctx, it, { ...offer, need: needOfOffer(offer) })
  if (!(await holdFor(ctx, { ...offer, heldUntil: until }))) refuse('promises.offer_taken')
  const askedBy = ctx.actor.kind === 'staff' ? ctx.actor.id : null
  const row = {
    id: newId('move', ctx),
    caseId: it.id,
    promiseId: running.id,
    offerId: offer.id,
    reason: input.reason,
    askedBy,
    askedAt: ctx.now,
  }
  await requests.insertRequest(ctx.db, row)
  await ctx.tell('promise.move_asked', {
    caseId: it.id,
    promiseId: running.id,
    requestId: row.id,
    reason: input.reason,
    fromAt: running.dueAt.toISOString(),
    toAt: offer.dueAt.toISOString(),
  })
  return { ...row, offer: { ...offer, expiresAt: until, heldUntil: until } }
}

/** What waits for the customer's word on a case, or null. */
export async function moveRequestOf(ctx: Context, caseId: string): Promise<MoveRequest | null> {
  const row = await requests.waitingOn(ctx.db, caseId, ctx.now)
  return row && { ...row, offer: found(await offers.offerById(ctx.db, row.offerId)) }
}

/** The customer agrees: the promise is moved by us, with their consent; said twice it changes nothing. Refuses like any choice when the time is gone after all. */
export async function agreeToMove(ctx: Context, requestId: string): Promise<void> {
  const { caseId, promiseId, offerId, reason } = found(await requests.requestById(ctx.db, requestId))
  allow(mayDecide(ctx.actor, await findCase(ctx, caseId)))
  await lockAll(ctx, offerId)
  // Read under the locks: of two clicks at once the second finds what the first one said.
  if (found(await requests.requestById(ctx.db, requestId)).answer === 'agreed') return
  const move = await lockMove(ctx, { promiseId, offerId })
  if (!(await requests.answerRequest(ctx.db, requestId, 'agreed', ctx.now))) refuse('promises.offer_expired')
  await carryOut(ctx, move, { by: 'us', reason })
}

/** The customer keeps the old time, or whoever asked takes it back; said twice it changes nothing. */
export async function declineMove(ctx: Context, requestId: string): Promise<void> {
  const row = found(await requests.requestById(ctx.db, requestId))
  const it = await findCase(ctx, row.caseId)
  const caseId = it.id
  const theirs = mayDecide(ctx.actor, it)
  if (theirs) allow(mayWork(ctx.actor))
  const answer = theirs === null ? 'declined' : 'withdrawn'
  if (!(await requests.answerRequest(ctx.db, requestId, answer, ctx.now))) return
  await endHolds(ctx.db, { caseId })
  await ctx.tell('promise.move_declined', { caseId, promiseId: row.promiseId, requestId, by: answer === 'declined' ? 'customer' : 'us' })
}
