import { lineBound, type LinePace } from '../rules/erlang-line.ts'
import { firstIndex } from '../rules/search.ts'
import { quantile, survivalCurve } from '../rules/survival.ts'
import { expectedWait, type WaitModel } from './model.ts'
import type { WaitState } from './state.ts'

/** By when somebody who waits is answered with a chance, and what says so: waits of `like` callers, or the line's pace. */
export type WaitBound = { readonly seconds: number; readonly basis: 'record' | 'erlang'; readonly like: number }

/** Fewer like waits say too little. */
const LEAST_LIKE = 40

/** The share of the past that is like one state. */
const NEAR = 1 / 2

/**
 * The seconds within which a caller who joins a line in this state is answered with this chance (0 to 1), if they stay.
 * From past waits in like states, scaled to this one, with hang-ups counted for as long as they held (Kaplan-Meier);
 * where fewer than forty are like it, from the pace of the line (Erlang A, given how many are ahead).
 */
export function waitBound(model: WaitModel | null, pace: LinePace, state: WaitState, level: number): WaitBound {
  const near = model && nearest(model, expectedWait(model, state))
  const curve = near && survivalCurve(near)
  if (curve && curve.cases >= LEAST_LIKE) {
    const ms = quantile(curve, level)
    if (Number.isFinite(ms)) return { seconds: ms / 1000, basis: 'record', like: Math.round(curve.cases) }
  }
  return { seconds: lineBound(pace, state.ahead, level), basis: 'erlang', like: Math.round(curve?.cases ?? 0) }
}

/**
 * Past waits in states near this one, the nearest weighing most (tricube), each as long as it would have been in this state. What one
 * bounds grows as the root of what one expects, because a wait is a sum: its spread is the root of its length.
 */
function nearest({ expected, rooted, answered }: WaitModel, here: number) {
  const count = Math.min(expected.length, Math.max(2 * LEAST_LIKE, Math.ceil(expected.length * NEAR)))
  // The window slides until its left neighbour is no nearer than its right one.
  const start = firstIndex(expected.length - count, (i) => here - (expected[i] ?? 0) <= (expected[i + count] ?? 0) - here)
  const reach = Math.max(here - (expected[start] ?? 0), (expected[start + count - 1] ?? 0) - here) * 1.0001 + 1e-9
  const [ages, weights, root] = [new Float64Array(count), new Float64Array(count), Math.exp(here / 2)]
  for (let i = 0; i < count; i++) {
    const apart = Math.abs(here - (expected[start + i] ?? 0)) / reach
    const rest = 1 - apart * apart * apart
    ages[i] = (rooted[start + i] ?? 0) * root
    weights[i] = rest * rest * rest
  }
  return { ages, weights, finished: answered.subarray(start, start + count), count }
}
