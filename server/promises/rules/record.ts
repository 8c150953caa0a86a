import type { PromiseState } from './course.ts'

/** One promise as its record sees it; `lateAtMs` is its due time once it passed unkept, `movedBy` who moved it. */
export type RecordedPromise = {
  readonly state: PromiseState
  readonly movedBy: 'us' | 'customer' | null
  readonly atRiskAtMs: number | null
  readonly lateAtMs: number | null
  readonly endedAtMs: number | null
}

/** Kept so many of the last so many, with the 95 % Wilson interval of the share. */
export type KeptRecord = { readonly kept: number; readonly total: number; readonly low: number; readonly high: number }

/** How many kept-or-broken promises a record needs before it is shown, and how many of the latest it counts. */
export const RECORD = { least: 20, last: 100 } as const

const Z_95 = 1.959963984540054

/**
 * Judges one promise: kept in time, broken (it went late, however it ended, or we moved it after it was at risk), or
 * null while it runs and when it counts nothing: moved by the customer or in good time, replaced by a choice, let go.
 * Judging every link of a chain so counts the chain once at its end, plus each link we moved at risk.
 */
export function verdictOf(promise: RecordedPromise): 'kept' | 'broken' | null {
  if (promise.state === 'kept') return 'kept'
  if (promise.state === 'late' || promise.state === 'kept_late' || promise.lateAtMs !== null) return 'broken'
  const movedAtRisk = promise.state === 'moved' && promise.movedBy === 'us' && promise.atRiskAtMs !== null
  return movedAtRisk ? 'broken' : null
}

/**
 * Counts the kept among the last hundred judged promises, given in any order; null under twenty: "new, no record yet".
 */
export function keptRecord(promises: readonly RecordedPromise[]): KeptRecord | null {
  const judged = promises
    .flatMap((promise) => {
      const verdict = verdictOf(promise)
      return verdict === null ? [] : [{ verdict, atMs: judgedAtMs(promise) }]
    })
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, RECORD.last)
  return recordOf(judged.filter(({ verdict }) => verdict === 'kept').length, judged.length)
}

/** Makes the record from counts that a query has made; null under twenty. */
export function recordOf(kept: number, total: number): KeptRecord | null {
  return total < RECORD.least ? null : withInterval(kept, total)
}

/** A count with the 95 % Wilson interval of its share. */
export function withInterval(kept: number, total: number): KeptRecord {
  const [low, high] = wilson(kept, total)
  return { kept, total, low, high }
}

/**
 * Answers the Wilson score interval of a share (E. B. Wilson, JASA 22, 1927), 95 % unless told; all of 0 to 1 when n
 * is 0.
 */
export function wilson(successes: number, n: number, z = Z_95): [low: number, high: number] {
  if (n === 0) return [0, 1]
  const share = successes / n
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const middle = share + (z * z) / (2 * n)
  const scale = 1 + (z * z) / n
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}

/** A broken promise is judged at its due time (when it was moved, if that came first), a kept one when it was kept. */
export function judgedAtMs({ state, lateAtMs, endedAtMs }: RecordedPromise): number {
  return (state === 'kept' ? endedAtMs : (lateAtMs ?? endedAtMs)) ?? 0
}
