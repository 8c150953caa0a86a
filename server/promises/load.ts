import type { Calendar } from '#people'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import * as store from './option-store.ts'
import type { Workload } from './rules/feasibility.ts'

const quarterMs = 15 * 60_000
const freshMs = 1_000
const usableMs = 10_000

/**
 * A team's load to quote from: by quarter hours and at most a second old, however many promises are open. Whoever finds it older renews it,
 * while others go on with what there is.
 */
export async function quotedLoad(ctx: Context, teamId: string, calendar: Calendar): Promise<Workload> {
  const known = await store.capacityOf(ctx.db, teamId)
  if (!known) return { calendar, ratePerHour: 0, load: [] }
  const ageMs = known.takenAt ? Math.abs(ctx.now.getTime() - known.takenAt.getTime()) : Number.POSITIVE_INFINITY
  if (known.load && ageMs <= freshMs) return workload(calendar, known.answersPerHour, known.load)
  const mine = known.takenAt && (await store.claimSnapshot(ctx.db, teamId, known.takenAt))
  if (!mine && known.load && ageMs <= usableMs) return workload(calendar, known.answersPerHour, known.load)
  const { load } = await store.readLoad(ctx.db, teamId, ctx.now, quarterMs, null)
  if (mine) await store.saveSnapshot(ctx.db, teamId, ctx.now, load)
  return workload(calendar, known.answersPerHour, load)
}

/** A team's load to the millisecond, without one case's own, as it is now: what a fresh list for a person is made from. */
export async function presentLoad(ctx: Context, teamId: string, calendar: Calendar, exceptCaseId: string | null): Promise<Workload> {
  const known = await store.capacityOf(ctx.db, teamId)
  return exact(ctx, teamId, calendar, exceptCaseId, known?.answersPerHour ?? 0)
}

/** The same under the team's lock, which stays until the transaction ends: nothing can be promised of this team beside us. */
export async function lockedLoad(ctx: Context, teamId: string, calendar: Calendar, exceptCaseId: string | null): Promise<Workload> {
  const locked = await store.lockCapacity(ctx.db, teamId)
  return exact(ctx, teamId, calendar, exceptCaseId, locked?.answersPerHour ?? 0)
}

/** Takes the team's lock before any case's, so that two who choose at once wait for each other in one order; refuses a team without capacity. */
export async function lockTeam(ctx: Context, teamId: string): Promise<void> {
  if (!(await store.lockCapacity(ctx.db, teamId))) refuse('promises.not_feasible')
}

async function exact(
  ctx: Context,
  teamId: string,
  calendar: Calendar,
  exceptCaseId: string | null,
  answersPerHour: number,
): Promise<Workload> {
  const { load } = await store.readLoad(ctx.db, teamId, ctx.now, 1, exceptCaseId)
  return workload(calendar, answersPerHour, load)
}

function workload(calendar: Calendar, ratePerHour: number, load: store.LoadPairs): Workload {
  return { calendar, ratePerHour, load: load.map(([dueAtMs, units]) => ({ dueAtMs, units })) }
}
