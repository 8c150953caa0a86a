/** Numbers known of each of `count` waits, row after row, `width` a row; how long each took, and whether it ended in an answer (1) or a hang-up (0). */
export type Sample = {
  readonly count: number
  readonly width: number
  readonly rows: Float64Array
  readonly waits: ArrayLike<number>
  readonly answered: ArrayLike<number>
}

const MOST_STEPS = 25

/**
 * Weights under which the logarithm of the mean wait is a sum over what is known: exponential regression with censored
 * waits (Glasser 1967) by Newton's steps, weights held near 0 by a unit normal prior, so that little data says little.
 * `from` is where to begin. The likelihood is concave: there is one answer.
 */
export function fitWaits(sample: Sample, from?: Float64Array): Float64Array {
  const weights = from?.length === sample.width ? from.slice() : new Float64Array(sample.width)
  if (weights !== from && !from) weights[0] = Math.log(meanWait(sample))
  for (let step = 0; step < MOST_STEPS; step++) {
    const change = solve(...slopes(sample, weights))
    let largest = 0
    for (const [i, by] of change.entries()) {
      // A whole Newton step may overshoot where the start is far; one unit is a factor of e.
      const bounded = Math.max(-1, Math.min(1, by))
      weights[i] = (weights[i] ?? 0) + bounded
      largest = Math.max(largest, Math.abs(bounded))
    }
    if (largest < 1e-4) break
  }
  return weights
}

/** The sum of a row's numbers times their weights. */
export function weighed(rows: Float64Array, at: number, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (rows[at + i] ?? 0) * (weights[i] ?? 0)
  return sum
}

function meanWait({ count, waits, answered }: Sample): number {
  let [total, answers] = [0, 0]
  for (let i = 0; i < count; i++) {
    total += waits[i] ?? 0
    answers += answered[i] ?? 0
  }
  return Math.max(1, total) / Math.max(1, answers)
}

/** The curvature and slope of the log-likelihood. */
function slopes({ count, width, rows, waits, answered }: Sample, weights: Float64Array): [Float64Array[], Float64Array] {
  const curve = Array.from({ length: width }, (_, i) => new Float64Array(width).fill(1, i, i + 1))
  // The first number is 1 in every row: its weight is the level itself, and nothing is assumed of it.
  if (curve[0]) curve[0][0] = 1e-6
  const slope = weights.map((weight, i) => (i ? -weight : 0))
  for (let row = 0; row < count; row++) {
    const at = row * width
    const expected = (waits[row] ?? 0) * Math.exp(-weighed(rows, at, weights))
    const excess = expected - (answered[row] ?? 0)
    for (let i = 0; i < width; i++) {
      const value = rows[at + i] ?? 0
      if (value === 0) continue
      slope[i] = (slope[i] ?? 0) + excess * value
      const line = curve[i]
      if (line) for (let j = 0; j < width; j++) line[j] = (line[j] ?? 0) + expected * value * (rows[at + j] ?? 0)
    }
  }
  return [curve, slope]
}

/** Solves a symmetric positive definite system by elimination; the prior keeps its pivots from vanishing. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const entry = (i: number, j: number) => matrix[i]?.[j] ?? 0
  for (let pivot = 0; pivot < size; pivot++)
    for (let i = pivot + 1; i < size; i++) {
      const factor = entry(i, pivot) / entry(pivot, pivot)
      const line = matrix[i]
      if (factor && line) for (let j = pivot; j < size; j++) line[j] = entry(i, j) - factor * entry(pivot, j)
      right[i] = (right[i] ?? 0) - factor * (right[pivot] ?? 0)
    }
  for (let i = size - 1; i >= 0; i--) {
    let sum = right[i] ?? 0
    for (let j = i + 1; j < size; j++) sum -= entry(i, j) * (right[j] ?? 0)
    right[i] = sum / entry(i, i)
  }
  return right
}
