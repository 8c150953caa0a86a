import { firstIndex } from './search.ts'

/** Cases as a curve sees them: an age each (operating milliseconds), a weight, and whether it was finished then or is still open. */
export type Observed = {
  readonly ages: ArrayLike<number>
  readonly weights: ArrayLike<number>
  readonly finished: ArrayLike<number>
  readonly count: number
}

/**
 * The share still open after each age at which something was finished. Beyond `lastMs`, the oldest age seen, it falls
 * as a power of the age: `tail` is the exponent, 0 when nothing says that it falls at all.
 */
export type Curve = {
  readonly ages: Float64Array
  readonly left: Float64Array
  readonly lastMs: number
  readonly tail: number
  /** How many equally weighted cases would say as much (Kish). */
  readonly cases: number
}

/** The tail's exponent is read between this share of the oldest age and the oldest age: two doublings. */
const TAIL_FROM = 0.25

/** Coarser classes stand behind a small one, so that no curve says less than so many cases would. */
const LEAST_CASES = 80

/** Ages are cut to whole milliseconds and packed with their place into one exact number, which sorts natively. */
export const MOST_CASES = 2 ** 12

const scratch = new Float64Array(MOST_CASES)

/**
 * The Kaplan-Meier estimate with case weights (Kaplan and Meier 1958; Beran 1981), 4,096 cases at most: open cases
 * count until the age they have reached. Beyond the oldest age the curve is completed on log-log axes, because waiting
 * times are heavy-tailed.
 */
export function survivalCurve({ ages, weights, finished, count }: Observed): Curve {
  const order = scratch.subarray(0, count)
  let [risk, squares] = [0, 0]
  for (let i = 0; i < count; i++) {
    const weight = weights[i] ?? 0
    // At the same age what was finished comes before what is still open.
    order[i] = (Math.floor(ages[i] ?? 0) * 2 + (finished[i] ? 0 : 1)) * MOST_CASES + i
    risk += weight
    squares += weight * weight
  }
  order.sort()
  const cases = squares > 0 ? (risk * risk) / squares : 0
  const steps = { ages: new Float64Array(count), left: new Float64Array(count) }
  let [left, events] = [1, 0]
  for (let k = 0; k < count; k++) {
    const i = (order[k] ?? 0) % MOST_CASES
    const weight = weights[i] ?? 0
    if (finished[i]) {
      left *= Math.max(0, 1 - weight / risk)
      if (k === count - 1 || left < 1e-12) left = 0
      steps.ages[events] = Math.floor(ages[i] ?? 0)
      steps.left[events++] = left
    }
    risk -= weight
  }
  const lastMs = count ? Math.floor(ages[(order[count - 1] ?? 0) % MOST_CASES] ?? 0) : 0
  const curve = { ages: steps.ages.subarray(0, events), left: steps.left.subarray(0, events), lastMs, cases }
  return { ...curve, tail: tailOf(curve) }
}

/** The share still open at an age, 0 to 1: what was finished at that very age is gone. */
export function leftAt(curve: Omit<Curve, 'tail' | 'cases'> & { tail?: number }, ageMs: number): number {
  const step = firstIndex(curve.ages.length, (i) => (curve.ages[i] ?? 0) > ageMs) - 1
  const left = step < 0 ? 1 : (curve.left[step] ?? 0)
  if (ageMs <= curve.lastMs || !curve.tail || !(curve.lastMs > 0)) return left
  return left * (curve.lastMs / ageMs) ** curve.tail
}

/** The first age by which no more than this share is still open; infinite when the curve never comes to it. */
export function ageAt({ ages, left, lastMs, tail }: Curve, share: number): number {
  const step = firstIndex(left.length, (i) => (left[i] ?? 0) <= share + 1e-12)
  if (step < left.length) return ages[step] ?? 0
  if (!(share > 0) || !(tail > 0) || !(lastMs > 0)) return Number.POSITIVE_INFINITY
  return lastMs * ((left.at(-1) ?? 1) / share) ** (1 / tail)
}

/**
 * The age by which the next case will be finished with this chance, as p(n+1)/n of the curve: n cases split the future
 * into n+1 equally likely gaps. A case that has been open for `openMs` is asked about what lies ahead of it only.
 */
export function quantile(curve: Curve, chance: number, openMs = 0): number {
  const still = openMs > 0 ? leftAt(curve, openMs - 1) : 1
  const cases = Math.max(curve.cases, LEAST_CASES)
  const level = Math.min(1, (chance * (cases + 1)) / cases)
  return Math.max(openMs, ageAt(curve, (1 - level) * still))
}

function tailOf(curve: Omit<Curve, 'tail' | 'cases'>): number {
  const [early, late] = [leftAt(curve, curve.lastMs * TAIL_FROM), curve.left.at(-1) ?? 1]
  return late > 0 && early > late ? Math.log(early / late) / Math.log(1 / TAIL_FROM) : 0
}
