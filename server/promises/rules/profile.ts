const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HOURS = 168

/** The weight of a completion halves in twelve weeks, so that one holiday does not make a slow weekday. */
const HALF_LIFE_DAYS = 84

/**
 * So many completions, ten an hour spread evenly over the week, stand for what is believed before anything was seen: a small desk's few do not
 * make a morning slow.
 */
const PRIOR = 1680

/** Rates are worked out anew once in so long. */
export const SLOT_MS = 6 * HOUR_MS

/** No hour falls under this share of the mean, so that the clock moves whenever the calendar is open. */
const FLOOR = 0.05

/** In which hours of the week work gets finished, counted as it happens. */
export type Profile = {
  readonly zone: string
  /** Counts one completion, in O(1); an older one than the last counts as if it were now. */
  readonly add: (atMs: number) => void
  /**
   * The 168 completion rates from Monday midnight in the profile's zone, smoothed over neighbouring hours, their mean 1:
   * from what was counted before the present slot of six hours began, so that they do not depend on who asks when.
   */
  readonly ratesAt: (nowMs: number) => Float64Array
}

/** Begins an empty profile of a zone's week: every hour alike. */
export function newProfile(zone: string): Profile {
  const hourAt = hourOfWeek(zone)
  const counts = new Float64Array(HOURS)
  let [asOfMs, slot] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let rates = smoothed(counts)
  const freeze = (atMs: number) => {
    if (Math.floor(atMs / SLOT_MS) <= slot) return
    slot = Math.floor(atMs / SLOT_MS)
    rates = smoothed(counts)
  }
  const ratesAt = (nowMs: number) => {
    freeze(nowMs)
    return rates
  }
  const add = (atMs: number) => {
    freeze(atMs)
    if (atMs > asOfMs + DAY_MS) {
      const kept = 0.5 ** ((atMs - asOfMs) / DAY_MS / HALF_LIFE_DAYS)
      for (let hour = 0; hour < HOURS; hour++) counts[hour] = (counts[hour] ?? 0) * kept
      asOfMs = atMs
    }
    const hour = hourAt(atMs)
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  return { zone, add, ratesAt }
}

/** Makes the function that answers an instant's hour of the local week, 0 to 167 from Monday midnight. */
export function hourOfWeek(zone: string): (atMs: number) => number {
  const offsetAt = offsetsOf(zone)
  // The epoch was a Thursday, 72 hours after a Monday began.
  return (atMs) => mod(Math.floor((atMs + offsetAt(atMs)) / HOUR_MS) + 72, HOURS)
}

/** Makes the function that answers a zone's offset from UTC in milliseconds; it asks the calendar once for each day without a change. */
export function offsetsOf(zone: string): (atMs: number) => number {
  const days = new Map<number, number | null>()
  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS)
    let offset = days.get(day)
    if (offset === undefined) {
      const [before, after] = [offsetMs(zone, day * DAY_MS), offsetMs(zone, (day + 1) * DAY_MS)]
      offset = before === after ? before : null
      if (days.size > 1000) days.clear()
      days.set(day, offset)
    }
    return offset ?? offsetMs(zone, atMs)
  }
}

const offsetMs = (zone: string, atMs: number): number =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

/** The remainder from 0 on, of a negative value too. */
export const mod = (value: number, by: number): number => ((value % by) + by) % by

function smoothed(counts: Float64Array): Float64Array {
  const at = (hour: number) => counts[mod(hour, HOURS)] ?? 0
  const total = counts.reduce((sum, count) => sum + count, 0)
  const even = (PRIOR + FLOOR * total) / HOURS
  const scale = HOURS / (total + even * HOURS)
  return counts.map((count, hour) => scale * (even + count / 2 + (at(hour - 1) + at(hour + 1)) / 4))
}
