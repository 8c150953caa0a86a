import type { Calendar, Span } from './calendar.ts'

/** Working intervals of one fixed stretch of time, rising and disjoint, with the working time before each. */
export type Chunk = {
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly before: Float64Array
  readonly totalMs: number
}

type Chunks = Map<number, Chunk>

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Length of a chunk: 32 days, short enough to expand in a fraction of a millisecond, long enough to be few. */
export const CHUNK_MS = 32 * DAY_MS

// Ten years are 115 chunks; a calendar asked over more starts again rather than grow without end.
const CHUNKS_KEPT = 256
const CALENDARS_KEPT = 128

const byObject = new WeakMap<Calendar, Chunks>()
const byContent = new Map<string, Chunks>()

/** Answers the number of the chunk that holds an instant. */
export function chunkIndex(atMs: number): number {
  return Math.floor(atMs / CHUNK_MS)
}

/**
 * Answers a chunk of a calendar, expanded at its first use and remembered, also for an equal calendar read anew from
 * its row.
 */
export function chunkAt(calendar: Calendar, index: number): Chunk {
  const chunks = byObject.get(calendar) ?? chunksOf(calendar)
  const known = chunks.get(index)
  if (known) return known
  if (chunks.size >= CHUNKS_KEPT) chunks.clear()
  const chunk = expand(calendar, index * CHUNK_MS, (index + 1) * CHUNK_MS)
  chunks.set(index, chunk)
  return chunk
}

/** Index of the last interval that starts at or before the instant, -1 when none does. */
export function lastStartAt(chunk: Chunk, atMs: number): number {
  let low = -1
  let high = chunk.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((chunk.starts[middle] ?? 0) <= atMs) low = middle
    else high = middle - 1
  }
  return low
}

/** Counts the working milliseconds of a chunk that lie before an instant inside it. */
export function workedBefore(chunk: Chunk, atMs: number): number {
  const i = lastStartAt(chunk, atMs)
  if (i < 0) return 0
  return (chunk.before[i] ?? 0) + Math.min(atMs, chunk.ends[i] ?? 0) - (chunk.starts[i] ?? 0)
}

function chunksOf(calendar: Calendar): Chunks {
  const content = JSON.stringify([calendar.zone, calendar.week, calendar.holidays, calendar.extra])
  const chunks: Chunks = byContent.get(content) ?? new Map()
  if (byContent.size >= CALENDARS_KEPT) byContent.clear()
  byContent.set(content, chunks)
  byObject.set(calendar, chunks)
  return chunks
}

function expand(calendar: Calendar, fromMs: number, toMs: number): Chunk {
  const holidays = new Set(calendar.holidays.map(epochDay))
  const extra = new Map(Object.entries(calendar.extra).map(([date, spans]) => [epochDay(date), spans]))
  const intervals: [number, number][] = []
  // A span may start the day before and last a day, and a zone may lie a day off UTC: two days of margin.
  for (let day = Math.floor(fromMs / DAY_MS) - 2; day <= toMs / DAY_MS + 1; day++) {
    const spans = extra.get(day) ?? (holidays.has(day) ? [] : calendar.week[weekday(day)])
    for (const span of spans ?? []) {
      const [startMs, endMs] = instants(calendar.zone, day, span)
      if (Math.min(endMs, toMs) > Math.max(startMs, fromMs)) intervals.push([startMs, endMs])
    }
  }
  return toChunk(united(intervals), fromMs, toMs)
}

/** Joins overlapping and touching intervals, which the spring gap and night shifts beside extra days make. */
function united(intervals: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [startMs, endMs] of intervals.sort((a, b) => a[0] - b[0])) {
    const previous = joined.at(-1)
    if (previous && startMs <= previous[1]) previous[1] = Math.max(previous[1], endMs)
    else joined.push([startMs, endMs])
  }
  return joined
}

function toChunk(intervals: readonly [number, number][], fromMs: number, toMs: number): Chunk {
  const starts = Float64Array.from(intervals, ([startMs]) => Math.max(startMs, fromMs))
  const ends = Float64Array.from(intervals, ([, endMs]) => Math.min(endMs, toMs))
  const before = new Float64Array(intervals.length)
  let totalMs = 0
  for (let i = 0; i < intervals.length; i++) {
    before[i] = totalMs
    totalMs += (ends[i] ?? 0) - (starts[i] ?? 0)
  }
  return { starts, ends, before, totalMs }
}

function instants(zone: string, day: number, [start, end]: Span): [number, number] {
  const from = minutesOf(start)
  const to = minutesOf(end)
  return [instantOf(zone, day, from), instantOf(zone, to <= from ? day + 1 : day, to)]
}

/** Turns wall time into an instant: one inside the spring gap moves forward, one that occurs twice is the first. */
function instantOf(zone: string, day: number, minutes: number): number {
  const wall = new Date(day * DAY_MS + minutes * MINUTE_MS)
  const [year, month, date] = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()]
  return new Temporal.PlainDateTime(year, month, date, wall.getUTCHours(), wall.getUTCMinutes()).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  }).epochMilliseconds
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function epochDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/** Weekday of an epoch day, Monday 0; day 0, 1 January 1970, was a Thursday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
