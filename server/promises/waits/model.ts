import { MOST_CASES } from '../rules/survival.ts'
import { fitWaits, weighed } from './regression.ts'
import type { Waited, WaitState } from './state.ts'

/** What the past says: which states are alike, by the logarithm of their expected wait, and past waits in that order. */
export type WaitModel = {
  readonly kinds: readonly string[]
  readonly weights: Float64Array
  /** Rising. */
  readonly expected: Float64Array
  /** Each wait over the root of what was expected of it. */
  readonly rooted: Float64Array
  readonly answered: Uint8Array
}

/** A kind of caller is looked at once so many of them have waited. */
const LEAST_OF_KIND = 40

/** So many numbers are known of every caller; the kinds come after them. */
const NUMBERS = 5

/** Learns from waits that have ended, the latest 4,096 of them; `before` is what was learnt last, to begin from. */
export function learnWaits(past: readonly Waited[], before?: WaitModel): WaitModel {
  const latest = past.slice(-MOST_CASES)
  const [count, kinds] = [latest.length, kindsOf(latest)]
  const width = NUMBERS + kinds.length
  const rows = new Float64Array(count * width)
  for (const [i, { state }] of latest.entries()) writeRow(rows, i * width, kinds, state)
  const waits = Float64Array.from(latest, ({ waitMs }) => waitMs)
  const answered = Uint8Array.from(latest, ({ isAnswered }) => (isAnswered ? 1 : 0))
  const isLikeBefore = before !== undefined && before.kinds.join() === kinds.join()
  const weights = fitWaits({ count, width, rows, waits, answered }, isLikeBefore ? before.weights : undefined)
  const likeness = Float64Array.from({ length: count }, (_, i) => weighed(rows, i * width, weights))
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => (likeness[a] ?? 0) - (likeness[b] ?? 0) || a - b)
  return {
    kinds,
    weights,
    expected: Float64Array.from(order, (i) => likeness[i] ?? 0),
    rooted: Float64Array.from(order, (i) => (waits[i] ?? 0) * Math.exp(-(likeness[i] ?? 0) / 2)),
    answered: Uint8Array.from(order, (i) => answered[i] ?? 0),
  }
}

/** The logarithm of the wait (in milliseconds) that the past makes one expect in a state. */
export function expectedWait({ kinds, weights }: WaitModel, state: WaitState): number {
  const row = new Float64Array(weights.length)
  writeRow(row, 0, kinds, state)
  return weighed(row, 0, weights)
}

function kindsOf(past: readonly Waited[]): string[] {
  const counts = new Map<string, number>()
  for (const { state } of past) for (const kind of state.kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= LEAST_OF_KIND)
    .map(([kind]) => kind)
    .toSorted()
}

function writeRow(rows: Float64Array, at: number, kinds: readonly string[], state: WaitState): void {
  rows[at] = 1
  rows[at + 1] = Math.log(1 + state.ahead)
  rows[at + 2] = Math.log(1 + state.aheadAlike)
  rows[at + 3] = Math.log(1 + state.people)
  rows[at + 4] = Math.log(15 + state.lastWaitsMs / 1000)
  for (const kind of state.kinds) {
    const place = kinds.indexOf(kind)
    if (place >= 0) rows[at + NUMBERS + place] = 1
  }
}
