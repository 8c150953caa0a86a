import { findCase, lockCase, type Case } from '#cases'
import { changeCustomer, findCustomer } from '#customers'
import type { Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { lockTeam } from './load.ts'
import * as offers from './offer-store.ts'
import { mayChoose, mayMove } from './rules/may.ts'
import * as store from './store.ts'
import { take, type Mover } from './taking.ts'

/**
 * Turns an offer into a promise, once: the same acceptance again answers the same promise. By the customer, by staff on the customer's word,
 * or by a key. What ran before gives way: the default promise as if it had never been, a chosen one as moved by the customer. Refuses
 * `promises.offer_expired` and `promises.offer_taken`; the caller then asks for a fresh list.
 */
export async function acceptOffer(ctx: Context, input: { offerId: string; phone?: string | undefined }): Promise<store.PromiseRow> {
  const { offer, it } = await lockAll(ctx, input.offerId)
  allow(mayChoose(ctx.actor))
  const known = offer.takenAt && (await store.promiseOfOffer(ctx.db, offer.id))
  if (known) return known.endedAt === null ? known : refuse('promises.offer_expired')
  return choose(ctx, it, offer, { by: 'customer', reason: null, phone: input.phone })
}

export interface MovePromise {
  promiseId: string
  offerId: string
  /** Words the customer can read; needed where the move is ours. */
  reason?: string | undefined
  /** Staff or a key carry what the customer said. */
  onCustomersWord: boolean
}

/** Moves a running promise to an offered time: by the customer freely, by us with a reason and before it is due. */
export async function movePromise(ctx: Context, input: MovePromise): Promise<store.PromiseRow> {
  const { caseId } = found(await store.promiseById(ctx.db, input.promiseId))
  const { offer, it } = await lockAll(ctx, input.offerId)
  if (it.id !== caseId) refuse('not_found')
  const running = await store.lockRunning(ctx.db, it.id)
  if (running?.id !== input.promiseId) refuse('promises.wrong_course')
  const by = ctx.actor.kind === 'customer' || input.onCustomersWord ? 'customer' : 'us'
  const reason = input.reason?.trim() || null
  allow(mayMove(ctx.actor, { by, reason, isDue: ctx.now > running.dueAt }))
  return choose(ctx, it, offer, { by, reason })
}

/** Locks the team, the case and the offer, in this order everywhere, because two who choose at once must wait for each other. */
async function lockAll(ctx: Context, offerId: string): Promise<{ it: Case; offer: offers.OfferRow }> {
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
  const { need = { skill: null, language: null } } = inputs
  const terms = { offerId: offer.id, optionId, teamId, form, level, probability, class: name, inputs, startsAt, dueAt, need }
  const row = await take(ctx, it, terms, mover)
  await offers.takeOffer(ctx.db, { id: offer.id, caseId: it.id }, ctx.now)
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
