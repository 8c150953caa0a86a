import { addWorking, type Calendar, elapsedWorking } from './working-time.ts'

/** Work already promised by one team: so many units due at one instant. */
export type Due = { readonly dueAtMs: number; readonly units: number }

/**
 * One team's ability: its calendar, its answers per working hour, and its load, rising by due time (overdue work
 * included).
 */
export type Workload = {
  readonly calendar: Calendar
  readonly ratePerHour: number
  readonly load: readonly Due[]
}

/**
 * Answers the first instant, not before `notBeforeMs`, at which so many more units can be promised without making
 * anything due then or later impossible: for every d at or after it, the units due by d plus these fit into the
 * working hours before d. O(load). Null when the team answers nothing or ten years do not suffice.
 */
export function firstFeasible({ calendar, ratePerHour, load }: Workload, nowMs: number, notBeforeMs: number, units = 1): number | null {
  if (!(ratePerHour > 0)) return null
  const totals = totalsOf(load)
  const earliestMs = Math.max(nowMs, notBeforeMs)
  // What stands before the answer is all that is due by the later of the wish and the last due time without room left.
  let last = load.length - 1
  for (; last >= 0; last--) {
    const dueAtMs = load[last]?.dueAtMs ?? 0
    if (dueAtMs <= earliestMs) break
    if (elapsedWorking(calendar, nowMs, dueAtMs) < neededMs((totals[last] ?? 0) + units, ratePerHour)) break
  }
  const doneAtMs = addWorking(calendar, nowMs, neededMs((totals[last] ?? 0) + units, ratePerHour))
  return doneAtMs === null ? null : Math.max(earliestMs, doneAtMs)
}

/**
 * Says whether so many more units may be due at this instant: the question of decision 3, asked again under the team's
 * lock. O(load).
 */
export function isFeasible({ calendar, ratePerHour, load }: Workload, nowMs: number, dueAtMs: number, units = 1): boolean {
  if (!(ratePerHour > 0)) return false
  const fits = (atMs: number, total: number) => elapsedWorking(calendar, nowMs, atMs) >= neededMs(total + units, ratePerHour)
  const totals = totalsOf(load)
  const before = load.findLastIndex((due) => due.dueAtMs <= dueAtMs)
  if (!fits(dueAtMs, totals[before] ?? 0)) return false
  return load.every((due, i) => i <= before || fits(due.dueAtMs, totals[i] ?? 0))
}

/** Answers a load with more units due at an instant, still rising: what the next question must be asked with. */
export function withDue(load: readonly Due[], due: Due): Due[] {
  const at = load.findLastIndex((other) => other.dueAtMs <= due.dueAtMs) + 1
  return [...load.slice(0, at), due, ...load.slice(at)]
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

/** Whole milliseconds of work; the small allowance keeps a third of an hour from becoming one millisecond more. */
function neededMs(units: number, ratePerHour: number): number {
  return Math.ceil((units * 3_600_000) / ratePerHour - 1e-6)
}
