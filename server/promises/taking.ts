import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { lockedLoad } from './load.ts'
import { callersOf } from './offering.ts'
import { menuOf } from './option.ts'
import { peopleOf } from './presence.ts'
import { begin, overbookedAsAgreed, save, stepTo, untouched } from './promise.ts'
import { quotingOf } from './quoting.ts'
import * as reservations from './reservation-store.ts'
import { canDo, type Need } from './rules/ability.ts'
import { freeCallers, type Callers } from './rules/call-slots.ts'
import { isFeasible } from './rules/feasibility.ts'
import type { Draft } from './rules/menu.ts'
import { trackOf, unitsOf } from './rules/track.ts'
import { setByOf } from './standing.ts'
import * as store from './store.ts'

/** What is about to be promised, by an offer or without one. */
export type Terms = Pick<
  store.PromiseRow,
  'offerId' | 'optionId' | 'teamId' | 'form' | 'level' | 'probability' | 'class' | 'inputs' | 'startsAt' | 'dueAt'
> & {
  /** What whoever does it must have. */
  need: Need
  /** The one person who is to call; absent or null: anybody who can. */
  personId?: string | null
}

/** The terms of a draft that no offer was written down for. */
export const termsOf = (draft: Draft, teamId: string): Terms => {
  const { optionId, form, level, probability, class: name, inputs, need, startsAtMs, dueAtMs } = draft
  const startsAt = startsAtMs === null ? null : new Date(startsAtMs)
  return { offerId: null, optionId, teamId, form, level, probability, class: name, inputs, startsAt, dueAt: new Date(dueAtMs), need }
}

/** Who puts a new promise in the place of the running one, and why. */
export interface Mover {
  by: 'customer' | 'us'
  reason: string | null
}

/**
 * Puts a new promise in the place of whatever runs on its track of a case. The caller holds the team's lock and then the case's; here it is
 * asked again, exactly, whether the team can do it, and refused with `promises.offer_taken` when it cannot. `overbooked`: taken all the same,
 * as a decision; and so is what an agreement says, which is told to the leads.
 */
export async function take(ctx: Context, it: Case, terms: Terms, mover: Mover, overbooked = false): Promise<store.PromiseRow> {
  const asAgreed = setByOf(terms) === 'agreement'
  const beyond = overbooked || (asAgreed && !(await isFeasibleNow(ctx, it, terms)))
  if (!beyond && !asAgreed) await ensureFeasible(ctx, it, terms)
  const running = await store.lockRunning(ctx.db, it.id, trackOf(terms.form))
  const id = newId('promise', ctx)
  if (running) await replace(ctx, running, terms, mover)
  const { need, personId = null, ...said } = terms
  const row = { ...untouched, ...said, id, caseId: it.id, isDefault: false, agreedAt: ctx.now, previousId: running?.id ?? null }
  const record = await quotingOf(ctx, await menuOf(ctx, terms.teamId), it)
  const begun =
    (await begin(ctx, { ...row, fallsAt: record.falls(row) }, { ...need, overbooked: beyond })) ?? refuse('promises.wrong_course')
  const taken = terms.form !== 'call' || (await reserve(ctx, begun, { need, overbooked, personId }))
  if (!taken && !(asAgreed && (await reserve(ctx, begun, { need, overbooked: true, personId })))) refuse('promises.offer_taken')
  if (asAgreed && (beyond || !taken)) await ctx.tell('promise.overbooked', overbookedAsAgreed(begun))
  return begun
}

/** Refuses `promises.offer_taken` where the team cannot write it by then; a call is asked for when a person is taken. The caller holds the team's lock. */
export async function ensureFeasible(ctx: Context, it: Case, asked: Asked): Promise<void> {
  if (!(await isFeasibleNow(ctx, it, asked))) refuse('promises.offer_taken')
}

type Asked = Pick<Terms, 'form' | 'teamId' | 'dueAt' | 'need'>

async function isFeasibleNow(ctx: Context, it: Case, { form, teamId, dueAt, need }: Asked): Promise<boolean> {
  if (form === 'call') return true
  const { calendar } = await menuOf(ctx, teamId)
  const workload = await lockedLoad(ctx, teamId, calendar, { caseId: it.id, track: trackOf(form) })
  return isFeasible(workload, ctx.now.getTime(), dueAt.getTime(), { units: unitsOf(form), need })
}

/** The default promise gives way to a choice and counts as nothing; any other one was moved. */
async function replace(ctx: Context, running: store.PromiseRow, terms: Terms, { by, reason }: Mover): Promise<void> {
  const { caseId, id: promiseId } = running
  if (running.isDefault && by === 'customer') {
    await save(ctx, { ...running, state: stepTo(running, 'chosen'), endedAt: ctx.now })
    return ctx.tell('promise.released', { caseId, promiseId, why: 'chosen_other' })
  }
  const state = stepTo(running, by === 'us' ? 'moved_by_us' : 'moved_by_customer')
  await save(ctx, { ...running, state, endedAt: ctx.now, movedBy: by, reason })
  await ctx.tell('promise.moved', {
    caseId,
    promiseId,
    by,
    reason,
    wasAtRisk: running.atRiskAt !== null,
    fromAt: running.dueAt.toISOString(),
    toAt: terms.dueAt.toISOString(),
  })
}

/** Takes a person for the time of a call: the one an offer holds, else anyone free; where it is a decision, anyone who could. Whether there was one. */
async function reserve(
  ctx: Context,
  promise: store.PromiseRow,
  { need, overbooked, personId }: { need: Need; overbooked: boolean; personId: string | null },
): Promise<boolean> {
  const { id: promiseId, offerId, teamId, caseId, dueAt: endsAt } = promise
  const startsAt = promise.startsAt ?? endsAt
  if (offerId && (await reservations.keepHeld(ctx.db, offerId, promiseId, ctx.now))) return true
  // What else the case holds gives way to its choice and must not stand in its way.
  await reservations.endHolds(ctx.db, { caseId })
  const callers = await lockedCallers(ctx, teamId)
  const slot = { startMs: startsAt.getTime(), endMs: endsAt.getTime() }
  const able = callers.people.filter((person) => canDo(person, need)).map(({ staffId }) => staffId)
  const free = overbooked ? able : freeCallers(callers, need, slot)
  const taken = { teamId, caseId, visitId: null, ...need, startsAt, endsAt, promiseId, offerId: null, until: null, overbooked }
  const wanted = personId ? free.filter((staffId) => staffId === personId) : free
  for (const staffId of wanted) if (await reservations.reserve(ctx.db, { ...taken, staffId })) return true
  return false
}

/** Who of a team takes calls and when, holds that have lapsed forgotten. */
export async function lockedCallers(ctx: Context, teamId: string): Promise<Callers> {
  const present = await peopleOf(ctx, teamId)
  const people = present?.people ?? []
  await reservations.dropLapsed(
    ctx.db,
    teamId,
    people.map(({ staffId }) => staffId),
    ctx.now,
  )
  return (await callersOf(ctx, { people })) ?? { people: [], booked: [] }
}
