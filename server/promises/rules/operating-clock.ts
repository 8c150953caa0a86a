import { firstIndex } from './search.ts'
import { hourOfWeek, mod, offsetsOf } from './profile.ts'
import { type Calendar, workingIntervals } from './working-time.ts'

const HOUR_MS = 3_600_000

/**
 * Working time in which busy hours are long and quiet ones short. Two instants are as far apart as the work a team
 * usually finishes between them; over its whole span it runs as fast as the calendar.
 */
export type OperatingClock = {
  /** Operating milliseconds from the first instant to the second, 0 when that is not later. */
  readonly elapsed: (fromMs: number, toMs: number) => number
  /** The first instant by which so many have passed, the exact inverse of `elapsed`; null beyond the clock's end. */
  readonly add: (atMs: number, operatingMs: number) => number | null
}

/**
 * Makes the clock of a calendar and 168 hourly rates (from Monday midnight in `zone`) between two instants. Piecewise
 * linear, so both directions are one binary search. Null when the calendar has no working time there.
 */
export function operatingClock(calendar: Calendar, rates: Float64Array, zone: string, fromMs: number, toMs: number): OperatingClock | null {
  const table = knots(calendar, rates, zone, fromMs, toMs)
  if (!table) return null
  const { times, reached } = table
  const end = reached.at(-1) ?? 0
  const at = (ms: number) => between(times, reached, ms)
  const add = (ms: number, operatingMs: number) => {
    const wanted = at(ms) + operatingMs
    return wanted <= end ? Math.max(ms, between(reached, times, wanted)) : null
  }
  return { elapsed: (from, to) => (to > from ? at(to) - at(from) : 0), add }
}

type Table = { readonly times: Float64Array; readonly reached: Float64Array }

function knots(calendar: Calendar, rates: Float64Array, zone: string, fromMs: number, toMs: number): Table | null {
  const [hourAt, offsetAt] = [hourOfWeek(zone), offsetsOf(zone)]
  const [times, reached] = [[fromMs], [0]]
  let [worked, sum] = [0, 0]
  const mark = (ms: number) => {
    times.push(ms)
    reached.push(sum)
  }
  for (const { startMs, endMs } of workingIntervals(calendar, fromMs, toMs)) {
    if (startMs > (times.at(-1) ?? 0)) mark(startMs)
    for (let ms = startMs; ms < endMs;) {
      const nextMs = Math.min(endMs, ms + HOUR_MS - mod(ms + offsetAt(ms), HOUR_MS))
      sum += (nextMs - ms) * (rates[hourAt(ms)] ?? 1)
      worked += nextMs - ms
      ms = nextMs
      mark(ms)
    }
  }
  if (!(sum > 0)) return null
  return { times: Float64Array.from(times), reached: Float64Array.from(reached, (value) => (value * worked) / sum) }
}

/** The straight line between the two knots around `x`; on a flat stretch of `xs` the first knot, outside the nearest. */
function between(xs: Float64Array, ys: Float64Array, x: number): number {
  const next = firstIndex(xs.length, (i) => (xs[i] ?? 0) >= x)
  if (next === 0) return ys[0] ?? 0
  if (next === xs.length) return ys[next - 1] ?? 0
  const [x0, x1, y0, y1] = [xs[next - 1] ?? 0, xs[next] ?? 0, ys[next - 1] ?? 0, ys[next] ?? 0]
  return y0 + ((x - x0) * (y1 - y0)) / (x1 - x0)
}
