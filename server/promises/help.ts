import { confirmEmergency, emergencyOf, lockCase, mayWork } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { keep } from './keeping.ts'
import { anyone } from './rules/ability.ts'
import { mayChoose } from './rules/may.ts'
import { isTooFar } from './rules/proposal.ts'
import * as store from './store.ts'
import { take } from './taking.ts'

export interface SendHelp {
  caseId: string
  /** Who or what comes, in words the customer reads. */
  who: string
  /** By when it is there. */
  at: Date
  /** Where help was sent already: why the time is another now, in words the customer reads. */
  reason?: string | undefined
}

/**
 * Says that help is on its way and by when it is there: a promise of its own, given as a decision of a person, in no menu and of no capacity.
 * Whoever sends help says that it is an emergency. A new time takes the place of the old one with its reason. Refuses `cases.no_emergency`,
 * `promises.bad_time`, `promises.needs_reason`.
 */
export async function sendHelp(ctx: Context, { caseId, who, at, reason }: SendHelp): Promise<store.PromiseRow> {
  if (at <= ctx.now || isTooFar(at.getTime(), ctx.now.getTime())) refuse('promises.bad_time')
  const it = await lockCase(ctx, caseId)
  allow(mayWork(ctx.actor))
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  if (!(await emergencyOf(ctx, caseId))) refuse('cases.no_emergency')
  const running = await store.lockRunning(ctx.db, caseId, 'arrival')
  if (running && !reason?.trim()) refuse('promises.needs_reason')
  // A program may send help; that somebody is in danger only a person confirms.
  if (ctx.actor.kind === 'staff') await confirmEmergency(ctx, caseId)
  const inputs = { setBy: 'decision', who }
  const terms = {
    offerId: null,
    optionId: null,
    teamId: it.teamId,
    form: 'arrival' as const,
    level: arrivalLevel,
    probability: null,
    class: null,
  }
  return take(ctx, it, { ...terms, inputs, startsAt: null, dueAt: at, need: anyone }, { by: 'us', reason: reason?.trim() || null }, true)
}

/** What is said of somebody's coming is meant to hold always; no record is quoted for it. */
const arrivalLevel = 0.99

/** The customer or the desk says that help is there. Where none is on its way nothing changes, and the answer is null. */
export async function helpArrived(ctx: Context, caseId: string): Promise<store.PromiseRow | null> {
  allow(mayChoose(ctx.actor, await lockCase(ctx, caseId)))
  const running = await store.lockRunning(ctx.db, caseId, 'arrival')
  return running && keep(ctx, running, ctx.now)
}

/** Who comes, as it was said when help was sent; null of every other promise. */
export function helperOf({ inputs }: Pick<store.PromiseRow, 'inputs'>): string | null {
  return inputs && 'who' in inputs && typeof inputs.who === 'string' ? inputs.who : null
}
