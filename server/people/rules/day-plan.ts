import type { Calendar, Span } from './calendar.ts'

/** A date with hours of its own, or none: what somebody stated. */
export type OwnDay = { readonly date: string; readonly name: string; readonly hours: readonly Span[] }

/** A public holiday of a place; `from` is the local time at which it begins when only the rest of the day is off. */
export type PlaceDay = { readonly date: string; readonly name: string; readonly from: string | null }

/** Working time as somebody states it, before the holidays of its place are laid over it. */
export type Stated = {
  readonly zone: string
  readonly week: readonly (readonly Span[])[]
  readonly openOn: readonly string[]
  readonly days: readonly OwnDay[]
}

/**
 * Lays the holidays of a place and the stated days over the week: own days replace everything, a holiday whose name is in
 * `openOn` counts for nothing, a half one cuts the day at its beginning. Equal statements give equal values, in date order.
 */
export function calendarFrom(stated: Stated, placeDays: readonly PlaceDay[]): Calendar {
  const own = new Set(stated.days.map(({ date }) => date))
  const open = new Set(stated.openOn)
  const off = placeDays
    .filter(({ date, name }) => !own.has(date) && !open.has(name))
    .map(({ date, from }) => ({ date, hours: from === null ? [] : until(from, stated.week[weekdayOf(date)] ?? []) }))
  const days = [...off, ...stated.days.map(({ date, hours }) => ({ date, hours }))].sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    zone: stated.zone,
    week: stated.week,
    holidays: [...new Set(days.filter(({ hours }) => hours.length === 0).map(({ date }) => date))],
    extra: Object.fromEntries(days.filter(({ hours }) => hours.length > 0).map(({ date, hours }) => [date, hours])),
  }
}

/** What happens on one date: the spans that begin that day, why they differ from the week, and by how many minutes the clock moves. */
export type DayAhead = {
  readonly date: string
  readonly spans: readonly Span[]
  readonly why: string | null
  readonly kind: 'week' | 'holiday' | 'own'
  readonly clockMinutes: number
}

/** Tells the days from a local date on, as the rules will count them: the calendar must come from the same statement. */
export function daysAhead(
  calendar: Calendar,
  stated: Stated,
  placeDays: readonly PlaceDay[],
  { firstDate, count }: { firstDate: string; count: number },
): DayAhead[] {
  const own = new Map(stated.days.map((day) => [day.date, day]))
  const open = new Set(stated.openOn)
  const off = new Map(placeDays.filter(({ name }) => !open.has(name)).map((day) => [day.date, day]))
  return Array.from({ length: count }, (_, ahead) => {
    const day = Temporal.PlainDate.from(firstDate).add({ days: ahead })
    const date = day.toString()
    const special = own.get(date)
    const holiday = special ? undefined : off.get(date)
    return {
      date,
      spans: calendar.extra[date] ?? (calendar.holidays.includes(date) ? [] : (calendar.week[day.dayOfWeek - 1] ?? [])),
      why: special?.name ?? holiday?.name ?? null,
      kind: special ? 'own' : holiday ? 'holiday' : 'week',
      clockMinutes: clockMinutes(day, calendar.zone),
    }
  })
}

/** Minutes by which wall clocks jump during a local day: 60 when an hour is left out, -60 when one comes twice. */
function clockMinutes(day: Temporal.PlainDate, zone: string): number {
  const [start, end] = [day.toZonedDateTime(zone), day.add({ days: 1 }).toZonedDateTime(zone)]
  return (end.offsetNanoseconds - start.offsetNanoseconds) / 60_000_000_000
}

/** Spans of a day up to a clock time. */
function until(from: string, spans: readonly Span[]): Span[] {
  return spans.filter(([start]) => start < from).map(([start, end]): Span => [start, end > start && end < from ? end : from])
}

/** The day of the week of a date, Monday 0. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek - 1
