/** Hours in which somebody wants no letter that can wait: clock times as HH:MM in a zone, over midnight where the end comes first. */
export interface Quiet {
  from: string
  to: string
}

/**
 * When quiet hours that an instant falls into end, in epoch milliseconds; null where it falls into none. The begin belongs to them, the end does
 * not. An end that a clock change leaves out is the instant after the gap.
 */
export function quietUntil({ from, to }: Quiet, zone: string, nowMs: number): number | null {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
  const clock = now.toPlainTime()
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)]
  const [afterStart, beforeEnd] = [Temporal.PlainTime.compare(clock, start) >= 0, Temporal.PlainTime.compare(clock, end) < 0]
  const overMidnight = Temporal.PlainTime.compare(start, end) > 0
  if (overMidnight ? !afterStart && !beforeEnd : !(afterStart && beforeEnd)) return null
  const day = overMidnight && afterStart ? now.toPlainDate().add({ days: 1 }) : now.toPlainDate()
  return day.toZonedDateTime({ timeZone: zone, plainTime: end }).epochMilliseconds
}
