import { findCase, lockCase, type Case } from '#cases'
import { changeCustomer, findCustomer } from '#customers'
import type { Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { settleDemands } from './demand-store.ts'
import { needOfOffer } from './holding.ts'
import { lockTeam } from './load.ts'
import { withdrawRequests } from './move-request-store.ts'
import * as offers from './offer-store.ts'
import { mayChoose, mayMove } from './rules/may.ts'
import { trackOf } from './rules/track.ts'
import { atLeastAgreed } from './standing.ts'
import * as store from './store.ts'
import { take, type Mover } from './taking.ts'

/**
 * Turns an offer into a promise, once: the same acceptance again answers the same promise. By the customer, by staff on the customer's word,
 * or by a key. What ran before gives way: the default promise as if it had never been, a chosen one as moved by the customer. Refuses
 * `promises.offer_expired` and `promises.offer_taken`; the caller then asks for a fresh list.
 */
export async function acceptOffer(ctx: Context, input: { offerId: string; phone?: string | undefined }): Promise<store.PromiseRow> {
  const { offer, it } = await lockAll(ctx, input.offerId)
  allow(mayChoose(ctx.actor, it))
  const known = offer.takenAt && (await store.promiseOfOffer(ctx.db, offer.id))
  if (known) return known.endedAt === null ? known : refuse('promises.offer_expired')
  return choose(ctx, it, offer, { by: 'customer', reason: null, phone: input.phone })
}

export interface MovePromise {
  promiseId: string
  offerId: string
  /** Words the customer can read; needed where the move is ours. */
  reason?: string | undefined
  /** Staff or a key carry what the customer said: their own wish. */
  onCustomersWord?: boolean
  /** Ours, and the customer has agreed to it already. */
  agreed?: boolean
}

/**
 * Moves a running promise to an offered time: by the customer freely; by us before it is due, with a reason and with consent. Refuses
 * `promises.needs_consent` where nobody has asked the customer: `askToMove` does.
 */
export async function movePromise(ctx: Context, input: MovePromise): Promise<store.PromiseRow> {
  const move = await lockMove(ctx, input)
  const by = ctx.actor.kind === 'customer' || input.onCustomersWord ? 'customer' : 'us'
  const reason = input.reason?.trim() || null
  allow(mayMove(ctx.actor, move.it, { by, reason, isDue: ctx.now > move.running.dueAt, agreed: input.agreed ?? false }))
  return carryOut(ctx, move, { by, reason })
}

/** A promise and the offer it is to be moved to, all locked. */
export interface Move {
  it: Case
  offer: offers.OfferRow
  running: store.PromiseRow
}

/** Locks what a move is about; refuses when another promise runs on its track by now. */
export async function lockMove(ctx: Context, { promiseId, offerId }: Pick<MovePromise, 'promiseId' | 'offerId'>): Promise<Move> {
  const { caseId, form } = found(await store.promiseById(ctx.db, promiseId))
  const { offer, it } = await lockAll(ctx, offerId)
  if (it.id !== caseId) refuse('not_found')
  const running = await store.lockRunning(ctx.db, it.id, trackOf(form))
  if (running?.id !== promiseId || trackOf(offer.form) !== trackOf(form)) refuse('promises.wrong_course')
  return { it, offer, running }
}

/** Puts the offered time in the place of the running promise; what was asked about it is answered by that. */
export async function carryOut(ctx: Context, { it, offer, running }: Move, mover: Mover): Promise<store.PromiseRow> {
  await withdrawRequests(ctx.db, running.id, ctx.now)
  return choose(ctx, it, offer, mover)
}

/** Locks the team, the case and the offer, in this order everywhere, because two who choose at once must wait for each other. */
export async function lockAll(ctx: Context, offerId: string): Promise<{ it: Case; offer: offers.OfferRow }> {
  const { teamId, caseId } = found(await offers.offerById(ctx.db, offerId))
  if (!caseId) refuse('not_found')
  await findCase(ctx, caseId)
  await lockTeam(ctx, teamId)
  const it = await lockCase(ctx, caseId)
  return { it, offer: found(await offers.lockOffer(ctx.db, offerId)) }
}

async function choose(
  ctx: Context,
  it: Case,
  offer: offers.OfferRow,
  { phone, ...mover }: Mover & { phone?: string | undefined },
): Promise<store.PromiseRow> {
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  if (offer.takenAt || offer.expiresAt <= ctx.now || offer.teamId !== it.teamId) refuse('promises.offer_expired')
  if (offer.form === 'call') await ensurePhone(ctx, it.customerId, phone)
  const { optionId, teamId, form, level, probability, class: name, inputs, startsAt, dueAt } = offer
  const need = needOfOffer(offer)
  const terms = {
    offerId: offer.id,
    optionId,
    teamId,
    form,
    level,
    probability,
    class: name,
    inputs,
    startsAt,
    dueAt,
    need,
    personId: inputs.personId ?? null,
  }
  const row = await take(ctx, it, await atLeastAgreed(ctx, it, terms), mover)
  await offers.takeOffer(ctx.db, { id: offer.id, caseId: it.id }, ctx.now)
  await settleDemands(ctx.db, it.id, 'chosen_other', ctx.now)
  return row
}

/** A call needs a number; one given with the choice is remembered. */
export async function ensurePhone(ctx: Context, customerId: string, given: string | undefined): Promise<void> {
  const phone = given?.trim()
  if (phone && !/^[+\d][\d\s()./-]{4,38}$/.test(phone)) refuse('promises.needs_phone')
  const known = await findCustomer(ctx, customerId)
  if (!phone && !known.phone) refuse('promises.needs_phone')
  if (phone && phone !== known.phone) await changeCustomer(ctx, customerId, { phone })
}
