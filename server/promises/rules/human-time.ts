import { type Calendar, endOfWorking, isWorking, nextWorking } from './working-time.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Local times of day that people name for something days away: the working morning and the early afternoon. */
const DAY_MARKS_MINUTES = [600, 840]

/** The share of the way from now that rounding up may add; beyond it a finer step is taken. */
const MOST_ADDED = 0.25

/**
 * Rounds an instant up to a time people say: 5 minutes under two hours away, a quarter hour under eight, then the
 * hour, and from two days on the working morning (10:00), early afternoon (14:00) or closing time. Never earlier than
 * the instant, never beyond the end of its working interval, and at most a quarter of the way from now later (or five
 * minutes); an instant outside working time goes to the next opening first. Wall time is that of `zone`. Null when
 * there is no working time.
 */
export function roundUpToHumanTime(calendar: Calendar, nowMs: number, atMs: number, zone: string = calendar.zone): number | null {
  const closed = !isWorking(calendar, atMs)
  if (closed && isWorking(calendar, atMs - 1)) return atMs
  const fromMs = closed ? nextWorking(calendar, atMs) : atMs
  if (fromMs === null) return null
  const endMs = endOfWorking(calendar, fromMs) ?? Number.POSITIVE_INFINITY
  const latestMs = fromMs + Math.max(0, fromMs - nowMs) * MOST_ADDED
  const best = candidates(fromMs, fromMs - nowMs, endMs, zone).find((candidate) => candidate <= latestMs)
  return Math.min(best ?? ceilToStep(zone, fromMs, 5), endMs)
}

/**
 * Answers the first instant at or after this one whose local time of day is a whole number of steps (minutes) from
 * midnight.
 */
export function ceilToStep(zone: string, atMs: number, stepMinutes: number): number {
  const stepMs = stepMinutes * MINUTE_MS
  let alignedMs = atMs
  // The clock may change on the way, by an hour or by half of one: look again from where we landed.
  for (let look = 0; look < 3; look++) {
    const over = localTimeOfDayMs(zone, alignedMs) % stepMs
    if (over === 0) return alignedMs
    alignedMs += stepMs - over
  }
  return alignedMs
}

/** Times to consider, coarsest first; the end of working time stands in for whatever would lie beyond it. */
function candidates(fromMs: number, awayMs: number, endMs: number, zone: string): number[] {
  const minutes = awayMs < 2 * HOUR_MS ? [] : awayMs < 8 * HOUR_MS ? [15] : [60, 15]
  const steps = minutes.map((step) => Math.min(ceilToStep(zone, fromMs, step), endMs))
  if (awayMs < 2 * DAY_MS) return steps
  return [Math.min(nextDayMark(zone, fromMs), endMs), ...steps]
}

function nextDayMark(zone: string, atMs: number): number {
  const midnight = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).startOfDay()
  const marks = [...DAY_MARKS_MINUTES, 1440 + (DAY_MARKS_MINUTES[0] ?? 0)].map((minutes) => {
    const days = Math.floor(minutes / 1440)
    const time = { hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 }
    return midnight.add({ days }).withPlainTime(time).epochMilliseconds
  })
  return marks.find((mark) => mark >= atMs) ?? atMs
}

function localTimeOfDayMs(zone: string, atMs: number): number {
  const offsetMs = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  return (((atMs + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS
}
