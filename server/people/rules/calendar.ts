import { CHUNK_MS, chunkAt, chunkIndex, lastStartAt, workedBefore } from './expansion.ts'

/**
 * A stretch of wall time, 'HH:MM' to 'HH:MM'; '24:00' is the end of the day, an end at or before the start lies on the
 * next day.
 */
export type Span = readonly [start: string, end: string]

/**
 * Working time as people state it: spans per weekday (Monday first), dates without them, dates with their own. A
 * holiday removes what starts that day; `extra` replaces both week and holiday. It is a value: never change one in
 * place.
 */
export type Calendar = {
  readonly zone: string
  readonly week: readonly (readonly Span[])[]
  readonly holidays: readonly string[]
  readonly extra: Readonly<Record<string, readonly Span[]>>
}

/** A stretch of working time in epoch milliseconds, the end outside. */
export type WorkingInterval = { readonly startMs: number; readonly endMs: number }

/** How far ahead any search looks before it says that there is no working time: ten years. */
export const HORIZON_MS = 3653 * 86_400_000

/** Says whether the instant lies in working time; an interval's end does not. */
export function isWorking(calendar: Calendar, atMs: number): boolean {
  const chunk = chunkAt(calendar, chunkIndex(atMs))
  const i = lastStartAt(chunk, atMs)
  return i >= 0 && atMs < (chunk.ends[i] ?? 0)
}

/**
 * Answers the instant itself if it is working time, else the next opening, or null when none comes within ten years.
 */
export function nextWorking(calendar: Calendar, atMs: number): number | null {
  if (isWorking(calendar, atMs)) return atMs
  const last = chunkIndex(atMs + HORIZON_MS)
  for (let index = chunkIndex(atMs); index <= last; index++) {
    const chunk = chunkAt(calendar, index)
    const start = chunk.starts[lastStartAt(chunk, atMs) + 1]
    if (start !== undefined) return start
  }
  return null
}

/**
 * Answers the first instant by which `workingMs` of working time have passed since the start: real, elapsed
 * milliseconds. On a boundary it is the interval's end, and adding nothing inside or at the end of working time
 * changes nothing. Null when ten years do not hold that much working time; a negative duration is a RangeError.
 */
export function addWorking(calendar: Calendar, startMs: number, workingMs: number): number | null {
  if (!(workingMs >= 0)) throw new RangeError('working time to add must be zero or more milliseconds')
  if (workingMs === 0) return isWorking(calendar, startMs - 1) ? startMs : nextWorking(calendar, startMs)
  const first = chunkIndex(startMs)
  const last = chunkIndex(startMs + HORIZON_MS)
  let left = workingMs + workedBefore(chunkAt(calendar, first), startMs)
  for (let index = first; index <= last; index++) {
    const chunk = chunkAt(calendar, index)
    if (left <= chunk.totalMs) {
      const i = lastBelow(chunk.before, left)
      return (chunk.starts[i] ?? 0) + left - (chunk.before[i] ?? 0)
    }
    left -= chunk.totalMs
  }
  return null
}

/**
 * Counts the working milliseconds between two instants (real, elapsed time); 0 when the second is not later, ten years
 * at most.
 */
export function elapsedWorking(calendar: Calendar, fromMs: number, toMs: number): number {
  if (!(toMs > fromMs)) return 0
  const untilMs = Math.min(toMs, fromMs + HORIZON_MS)
  const first = chunkIndex(fromMs)
  const last = chunkIndex(untilMs)
  let elapsed = workedBefore(chunkAt(calendar, last), untilMs) - workedBefore(chunkAt(calendar, first), fromMs)
  for (let index = first; index < last; index++) elapsed += chunkAt(calendar, index).totalMs
  return elapsed
}

/**
 * Lists the working intervals between two instants, cut to them, in order, none touching the next; ten years at most.
 */
export function workingIntervals(calendar: Calendar, fromMs: number, toMs: number): WorkingInterval[] {
  const found: { startMs: number; endMs: number }[] = []
  const untilMs = Math.min(toMs, fromMs + HORIZON_MS)
  for (let index = chunkIndex(fromMs); index * CHUNK_MS < untilMs; index++) {
    const { starts, ends } = chunkAt(calendar, index)
    for (let i = 0; i < starts.length; i++) {
      const startMs = Math.max(starts[i] ?? 0, fromMs)
      const endMs = Math.min(ends[i] ?? 0, untilMs)
      if (endMs <= startMs) continue
      const previous = found.at(-1)
      if (previous?.endMs === startMs) previous.endMs = endMs
      else found.push({ startMs, endMs })
    }
  }
  return found
}

/**
 * Answers when the working interval that holds the instant ends, or null outside working time or when it never ends in
 * ten years.
 */
export function endOfWorking(calendar: Calendar, atMs: number): number | null {
  if (!isWorking(calendar, atMs)) return null
  const last = chunkIndex(atMs + HORIZON_MS)
  let endMs = atMs
  for (let index = chunkIndex(atMs); index <= last; index++) {
    const chunk = chunkAt(calendar, index)
    const i = lastStartAt(chunk, endMs)
    if (i < 0 || endMs >= (chunk.ends[i] ?? 0)) return endMs
    endMs = chunk.ends[i] ?? 0
    if (endMs < (index + 1) * CHUNK_MS) return endMs
  }
  return null
}

/** Index of the last value that is below `limit` in a rising array whose first value is 0 and below it. */
function lastBelow(rising: Float64Array, limit: number): number {
  let low = 0
  let high = rising.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rising[middle] ?? 0) < limit) low = middle
    else high = middle - 1
  }
  return low
}
