import { firstIndex } from '../rules/search.ts'

/** Hours by priority 1 to 4, as help desks fix them. */
export const usualLevels = { answer: [0.5, 2, 8, 24], resolution: [4, 8, 72, 120] } as const

const LAST = 500

/** The fixed level of a priority in hours: by the first number in its text, the third where there is none. */
export function fixedLevel(levels: readonly number[], priority: string): number {
  const rank = Number(/\d+/.exec(priority)?.[0] ?? 3)
  return levels[Math.min(Math.max(rank, 1), levels.length) - 1] ?? 0
}

/** What a desk does that measures: a percentile of the last five hundred finished cases of each priority. */
export type Rolling = {
  readonly finish: (priority: number, hours: number) => void
  /** Hours, or null before anything was finished. */
  readonly quote: (priority: number) => number | null
}

/** Begins to roll: O(500) for each finished case, a look for each quote. */
export function rolling(level: number): Rolling {
  const seen = new Map<number, { queue: number[]; sorted: number[] }>()
  const finish = (priority: number, hours: number) => {
    const known = seen.get(priority) ?? { queue: [], sorted: [] }
    seen.set(priority, known)
    known.queue.push(hours)
    known.sorted.splice(placeOf(known.sorted, hours), 0, hours)
    if (known.queue.length > LAST) known.sorted.splice(placeOf(known.sorted, known.queue.shift() ?? 0), 1)
  }
  const quote = (priority: number) => {
    const sorted = seen.get(priority)?.sorted ?? []
    return sorted[Math.min(sorted.length, Math.ceil(level * sorted.length)) - 1] ?? null
  }
  return { finish, quote }
}

const placeOf = (sorted: readonly number[], value: number): number => firstIndex(sorted.length, (i) => (sorted[i] ?? 0) >= value)
