import { type Need, type Team, unitsBetween, writtenAt } from './ability.ts'
import { canAllBeDone } from './schedule.ts'
import { firstIndex } from './search.ts'

export type { Need } from './ability.ts'

/** Work already promised by one team: so many units due at one instant, and what whoever does it must have (absent: nothing in particular). */
export type Due = { readonly dueAtMs: number; readonly units: number; readonly need?: Need }

/** One team's ability and its load, rising by due time (overdue work included). */
export type Workload = Team & { readonly load: readonly Due[] }

/** What is asked for: so many units (1 unless told), by whoever has what is needed. */
export type Asked = { readonly units?: number; readonly need?: Need }

/** Due times are looked for by quarter hours where not everybody can do everything. */
const STEP_MS = 15 * 60_000

/**
 * Answers the first instant, not before `notBeforeMs`, at which so many more units can be promised without making
 * anything due then or later impossible: for every d at or after it, the units due by d plus these fit into what the
 * team can write before d. O(load), or O(load log time) where not everybody can do it. Null when the team answers nothing or time does not suffice.
 */
export function firstFeasible(workload: Workload, nowMs: number, notBeforeMs: number, asked: Asked = {}): number | null {
  if (!(workload.ratePerHour > 0)) return null
  const earliestMs = Math.max(nowMs, notBeforeMs)
  if (isParted(workload, asked)) return firstOfSteps(workload, nowMs, earliestMs, asked)
  const { load } = workload
  const { units = 1 } = asked
  const totals = totalsOf(load)
  // What stands before the answer is all that is due by the later of the wish and the last due time without room left.
  let last = load.length - 1
  for (; last >= 0; last--) {
    const dueAtMs = load[last]?.dueAtMs ?? 0
    if (dueAtMs <= earliestMs || !fits(workload, nowMs, dueAtMs, (totals[last] ?? 0) + units)) break
  }
  const doneAtMs = writtenAt(workload, nowMs, (totals[last] ?? 0) + units)
  return doneAtMs === null ? null : Math.max(earliestMs, doneAtMs)
}

/**
 * Says whether so many more units may be due at this instant: the question of decision 3, asked again under the team's
 * lock. O(load), or O(load x people) where not everybody can do everything: then a timetable is made, so that nothing is promised that nobody
 * could do.
 */
export function isFeasible(workload: Workload, nowMs: number, dueAtMs: number, asked: Asked = {}): boolean {
  const { load, ratePerHour } = workload
  const { units = 1, need } = asked
  if (!(ratePerHour > 0)) return false
  if (isParted(workload, asked)) return canAllBeDone(workload, withDue(load, { dueAtMs, units, ...(need && { need }) }), nowMs, dueAtMs)
  const totals = totalsOf(load)
  const before = load.findLastIndex((due) => due.dueAtMs <= dueAtMs)
  if (!fits(workload, nowMs, dueAtMs, (totals[before] ?? 0) + units)) return false
  return load.every((due, i) => i <= before || fits(workload, nowMs, due.dueAtMs, (totals[i] ?? 0) + units))
}

/** Answers a load with more units due at an instant, still rising: what the next question must be asked with. */
export function withDue(load: readonly Due[], due: Due): Due[] {
  const at = load.findLastIndex((other) => other.dueAtMs <= due.dueAtMs) + 1
  return [...load.slice(0, at), due, ...load.slice(at)]
}

/** Counts the units due by an instant. */
export function unitsDueBy({ load }: Workload, atMs: number): number {
  return load.reduce((sum, { dueAtMs, units }) => (dueAtMs <= atMs ? sum + units : sum), 0)
}

/** Whether it matters who does what. */
function isParted({ load, people }: Workload, { need }: Asked): boolean {
  return people !== null && (isSome(need) || load.some((due) => isSome(due.need)))
}

const isSome = (need: Need | undefined): boolean => need !== undefined && (need.skill !== null || need.language !== null)

/** The small allowance keeps thirds of an hour from being short by a rounding. */
const fits = (team: Team, nowMs: number, dueAtMs: number, units: number): boolean => unitsBetween(team, nowMs, dueAtMs) >= units - 1e-9

function firstOfSteps(workload: Workload, nowMs: number, earliestMs: number, asked: Asked): number | null {
  const at = (step: number) => (step === 0 ? earliestMs : Math.ceil((earliestMs + 1) / STEP_MS) * STEP_MS + (step - 1) * STEP_MS)
  const last = Math.floor((workload.untilMs - earliestMs) / STEP_MS)
  const holds = (step: number) => isFeasible(workload, nowMs, at(step), asked)
  return last >= 0 && holds(last) ? at(firstIndex(last, holds)) : null
}

function totalsOf(load: readonly Due[]): Float64Array {
  const totals = new Float64Array(load.length)
  let total = 0
  for (const [i, due] of load.entries()) {
    total += due.units
    totals[i] = total
  }
  return totals
}
