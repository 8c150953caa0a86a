import { findCase, lockCase, type Case } from '#cases'
import type { Calendar } from '#people'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import * as store from './option-store.ts'
import { peopleOf, type People } from './presence.ts'
import { readLoad, sumLoad, type LoadPairs } from './reservation-store.ts'
import type { Workload } from './rules/feasibility.ts'
import type { Track } from './rules/track.ts'

const freshMs = 1_000
const usableMs = 10_000

/** What of a case is left out of a load: what it has on one track already, because that gives way to what is asked for. */
export type Except = { caseId: string; track: Track } | null

/**
 * A team's load to quote from: at most a second old, however many promises are open. Whoever finds it older renews it,
 * while others go on with what there is.
 */
export async function quotedLoad(ctx: Context, teamId: string, calendar: Calendar): Promise<Workload> {
  const known = await store.capacityOf(ctx.db, teamId)
  if (!known) return workload(calendar, 0, [], null)
  const { answersPerHour, load, people } = known
  const ageMs = known.takenAt ? Math.abs(ctx.now.getTime() - known.takenAt.getTime()) : Number.POSITIVE_INFINITY
  if (load && ageMs <= freshMs) return workload(calendar, answersPerHour, load, people)
  const mine = known.takenAt && (await store.claimSnapshot(ctx.db, teamId, known.takenAt))
  if (!mine && load && ageMs <= usableMs) return workload(calendar, answersPerHour, load, people)
  const present = await peopleOf(ctx, teamId)
  const read = await readLoad(ctx.db, teamId, ctx.now, null)
  if (mine) await store.saveSnapshot(ctx.db, teamId, ctx.now, read.load, present)
  return workload(calendar, answersPerHour, read.load, present)
}

/** A team's load without one case's own, as it is now: what a fresh list for a person is made from. */
export async function presentLoad(ctx: Context, teamId: string, calendar: Calendar, except: Except): Promise<Workload> {
  const known = await store.capacityOf(ctx.db, teamId)
  return exact(ctx, teamId, calendar, except, known?.answersPerHour ?? 0)
}

/** The same under the team's lock, which stays until the transaction ends: nothing can be promised of this team beside us. */
export async function lockedLoad(ctx: Context, teamId: string, calendar: Calendar, except: Except): Promise<Workload> {
  const locked = await store.lockCapacity(ctx.db, teamId)
  await sumLoad(ctx.db, teamId)
  return exact(ctx, teamId, calendar, except, locked?.answersPerHour ?? 0)
}

/** Takes the team's lock before any case's, so that two who choose at once wait for each other in one order; refuses a team without capacity. */
export async function lockTeam(ctx: Context, teamId: string): Promise<void> {
  if (!(await store.lockCapacity(ctx.db, teamId))) refuse('promises.not_feasible')
}

/** Locks the team that has a case, then the case, in this order as everywhere; refuses a case that went to another team meanwhile. */
export async function lockTeamAndCase(ctx: Context, caseId: string): Promise<Case> {
  const { teamId } = await findCase(ctx, caseId)
  await lockTeam(ctx, teamId)
  const it = await lockCase(ctx, caseId)
  // The other team's lock would be taken after the case's, and its work was not looked at.
  return it.teamId === teamId ? it : refuse('promises.offer_expired')
}

async function exact(ctx: Context, teamId: string, calendar: Calendar, except: Except, answersPerHour: number): Promise<Workload> {
  const people = await peopleOf(ctx, teamId)
  const { load } = await readLoad(ctx.db, teamId, ctx.now, except)
  return workload(calendar, answersPerHour, load, people)
}

function workload(calendar: Calendar, ratePerHour: number, load: LoadPairs, people: People | null): Workload {
  const dues = load.map(([dueAtMs, units, skill, language]) => ({ dueAtMs, units, need: { skill, language } }))
  return { calendar, ratePerHour, load: dues, people: people?.people ?? null, untilMs: people?.untilMs ?? Number.NEGATIVE_INFINITY }
}
