import { type Asked, firstFeasible, type Workload } from './feasibility.ts'
import { roundUpToHumanTime } from './human-time.ts'
import type { Quote } from './quote.ts'

/** The time to offer, and whether the quote or the team's load set it. */
export type OfferTime = { readonly dueAtMs: number; readonly setBy: 'quote' | 'load' }

/**
 * Answers the time to offer for work that is due at a time: the later of the quote and the first feasible time, rounded up to a
 * human time, which stays feasible because every instant after a feasible one is. Null when there is none.
 */
export function offerTime(
  workload: Workload,
  quote: Pick<Quote, 'dueAtMs'>,
  nowMs: number,
  asked: Asked = {},
  zone: string = workload.calendar.zone,
): OfferTime | null {
  const feasibleMs = firstFeasible(workload, nowMs, quote.dueAtMs, asked)
  if (feasibleMs === null) return null
  const dueAtMs = roundUpToHumanTime(workload.calendar, nowMs, feasibleMs, zone)
  return dueAtMs === null ? null : { dueAtMs, setBy: feasibleMs > quote.dueAtMs ? 'load' : 'quote' }
}
