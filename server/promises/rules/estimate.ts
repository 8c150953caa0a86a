import { unitsBetween } from './ability.ts'
import type { Workload } from './feasibility.ts'

/** Loads are told by five minutes; what is due within the same ones is done in the order it was promised. */
const GRAIN_MS = 5 * 60_000

/**
 * Answers, for all that is promised of a team by an instant, rising by due time and then in the order it was promised, the chance 0 to 1 that
 * each is done in time: answers come like a Poisson process of what the team can write until then, and those in line before it come first.
 * O(promises + load).
 */
export function chancesOfWork(workload: Workload, nowMs: number, dues: readonly number[]): number[] {
  let [ahead, next, place, grain] = [0, 0, 0, Number.NaN]
  return dues.map((dueAtMs) => {
    const startMs = Math.floor(dueAtMs / GRAIN_MS) * GRAIN_MS
    for (let due = workload.load[next]; due && due.dueAtMs < startMs; due = workload.load[++next]) ahead += due.units
    place = startMs === grain ? place + 1 : 1
    grain = startMs
    return poissonAtLeast(Math.ceil(ahead - 1e-9) + place, unitsBetween(workload, nowMs, dueAtMs))
  })
}

/** Says whether a chance is so low that the customer has to hear of it: under half of what was stated (decision 5). */
export const isTooLow = (chance: number | null, level: number): boolean => chance !== null && chance < level / 2

/**
 * The chance that a Poisson count of this mean is `least` or more: by its sum, above 500 by the normal approximation with the correction for
 * continuity.
 */
export function poissonAtLeast(least: number, mean: number): number {
  if (least <= 0) return 1
  if (!(mean > 0)) return 0
  if (mean > 500) return normalAbove((least - 0.5 - mean) / Math.sqrt(mean))
  let term = Math.exp(-mean)
  let below = term
  for (let k = 1; k < least; k++) {
    term *= mean / k
    below += term
  }
  return Math.max(0, 1 - below)
}

/** The upper tail of the normal distribution (Abramowitz and Stegun 26.2.17, error under 7.5e-8). */
function normalAbove(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const tail = density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z >= 0 ? tail : 1 - tail
}
