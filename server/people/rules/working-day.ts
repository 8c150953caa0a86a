import { type Calendar, HORIZON_MS, nextWorking, type Span } from './calendar.ts'

const MOST_DAYS = HORIZON_MS / 86_400_000

/**
 * Answers the same time of day so many working days later (a working day is a local date on which working time
 * begins), or the next opening when that is no working time. Null when ten years do not hold that many.
 */
export function addWorkingDays(calendar: Calendar, startMs: number, days: number): number | null {
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(calendar.zone)
  let left = days
  for (let ahead = 1; left > 0 && ahead <= MOST_DAYS; ahead++) {
    if (isWorkingDay(calendar, start.toPlainDate().add({ days: ahead }))) left--
    if (left === 0) return nextWorking(calendar, start.add({ days: ahead }).epochMilliseconds)
  }
  return left > 0 ? null : nextWorking(calendar, startMs)
}

/** Says whether working time begins on a date, holidays and extra days considered. */
export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return spansOn(calendar, date).length > 0
}

function spansOn(calendar: Calendar, date: Temporal.PlainDate): readonly Span[] {
  const name = date.toString()
  const extra = calendar.extra[name]
  if (extra) return extra
  return calendar.holidays.includes(name) ? [] : (calendar.week[date.dayOfWeek - 1] ?? [])
}
