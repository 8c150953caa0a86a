import type { Case } from '#cases'
import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { lockedLoad } from './load.ts'
import { callersFor } from './offering.ts'
import { menuOf } from './option.ts'
import { begin, save, stepTo, untouched } from './promise.ts'
import * as reservations from './reservation-store.ts'
import { isFeasible } from './rules/feasibility.ts'
import * as store from './store.ts'

/** What is about to be promised, by an offer or without one. */
export type Terms = Pick<
  store.PromiseRow,
  'offerId' | 'optionId' | 'teamId' | 'form' | 'level' | 'probability' | 'class' | 'startsAt' | 'dueAt'
> & {
  /** For a call: what whoever dials must speak; null: anything. */
  language: Language | null
}

/** Who puts a new promise in the place of the running one, and why. */
export interface Mover {
  by: 'customer' | 'us'
  reason: string | null
}

/**
 * Puts a new promise in the place of whatever runs on a case. The caller holds the team's lock and then the case's; here it is asked again,
 * exactly, whether the team can do it, and refused with `promises.offer_taken` when it cannot.
 */
export async function take(ctx: Context, it: Case, terms: Terms, mover: Mover): Promise<store.PromiseRow> {
  await ensureFeasible(ctx, it, terms)
  const running = await store.lockRunning(ctx.db, it.id)
  const id = newId('promise', ctx)
  if (running) await replace(ctx, running, terms, mover)
  const { language, ...said } = terms
  const row = { ...untouched, ...said, id, caseId: it.id, isDefault: false, agreedAt: ctx.now, previousId: running?.id ?? null }
  const begun = (await begin(ctx, row)) ?? refuse('promises.wrong_course')
  if (terms.form === 'call') await reserve(ctx, begun, language)
  return begun
}

async function ensureFeasible(ctx: Context, it: Case, { form, teamId, dueAt }: Terms): Promise<void> {
  if (form === 'call') return
  const { calendar } = await menuOf(ctx, teamId)
  const workload = await lockedLoad(ctx, teamId, calendar, it.id)
  if (!isFeasible(workload, ctx.now.getTime(), dueAt.getTime())) refuse('promises.offer_taken')
}

/** The default promise gives way to a choice and counts as nothing; any other one was moved. */
async function replace(ctx: Context, running: store.PromiseRow, terms: Terms, { by, reason }: Mover): Promise<void> {
  await reservations.freeOfPromise(ctx.db, running.id)
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

/** Takes a person for the time of a call: the one an offer holds, else anyone free. */
async function reserve(
  ctx: Context,
  { id: promiseId, offerId, startsAt, dueAt, teamId }: store.PromiseRow,
  language: Language | null,
): Promise<void> {
  if (offerId && (await reservations.keepHeld(ctx.db, offerId, promiseId, ctx.now))) return
  const callers = await callersFor(ctx, teamId, language)
  await reservations.dropLapsed(ctx.db, callers, ctx.now)
  for (const staffId of await freeCallers(ctx, callers, startsAt ?? dueAt, dueAt)) {
    if (await reservations.reserve(ctx.db, { staffId, startsAt: startsAt ?? dueAt, endsAt: dueAt, promiseId, offerId: null, until: null }))
      return
  }
  refuse('promises.offer_taken')
}

/** Who of the callers is taken in no part of a stretch. */
export async function freeCallers(ctx: Context, callers: readonly string[], startsAt: Date, endsAt: Date): Promise<string[]> {
  const taken = await reservations.takenOf(ctx.db, callers, ctx.now)
  const busy = new Set(taken.filter((other) => other.startsAt < endsAt && other.endsAt > startsAt).map(({ staffId }) => staffId))
  return callers.filter((staffId) => !busy.has(staffId))
}
