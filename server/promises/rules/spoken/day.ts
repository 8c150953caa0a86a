import type { Day, Fact } from './facts.ts'

type Span = Extract<Fact, { is: 'span' }>
type DayFact = Extract<Fact, { is: 'day' }>
type Moment = { readonly nowMs: number; readonly zone: string }

const DAYS_OF_WEEK = 7
const MOST_MONTHS = 7

/**
 * The one day that is meant: undefined where none is named, null where what is said contradicts itself or names no day. A bare weekday is the
 * next such day, never today; a date without a year is the next such date.
 */
export function dayOf(
  days: readonly DayFact[],
  span: Span | null,
  { nowMs, zone }: Moment,
): { date: Temporal.PlainDate; isWeek: boolean } | null | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  if (span) return days.length ? null : { date: laterBy(today, span), isWeek: false }
  if (!days.length) return undefined
  const weeks = [...new Set(days.flatMap(({ day }) => (day.as === 'week' ? [day.weeks] : [])))]
  const exact = [
    ...new Set(days.flatMap(({ day }) => (day.as === 'offset' || day.as === 'date' ? [exactDay(day, today)?.toString() ?? ''] : []))),
  ]
  const weekdays = [...new Set(days.flatMap(({ day }) => (day.as === 'weekday' ? [day.weekday] : [])))]
  if (weeks.length > 1 || exact.length > 1 || weekdays.length > 1 || exact[0] === '') return null
  const [date, weekday, week] = [exact[0], weekdays[0], weeks[0]]
  if (date !== undefined) return week === undefined ? agreeing(Temporal.PlainDate.from(date), weekday) : null
  if (weekday === undefined) return week === undefined ? null : wholeWeek(today, week)
  return inWeek(today, weekday, week)
}

function exactDay(day: Day, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (day.as === 'offset') return today.add({ days: day.days })
  if (day.as !== 'date') return null
  if (day.month === null) return nextDayOfMonth(today, day.day)
  const inYear = (year: number) => dateOf(year, day.month ?? 0, day.day)
  if (day.year !== null) return inYear(day.year)
  const thisYear = inYear(today.year)
  return thisYear && Temporal.PlainDate.compare(thisYear, today) >= 0 ? thisYear : inYear(today.year + 1)
}

function nextDayOfMonth(today: Temporal.PlainDate, day: number): Temporal.PlainDate | null {
  for (let months = 0; months < MOST_MONTHS; months++) {
    const month = today.with({ day: 1 }).add({ months })
    const date = dateOf(month.year, month.month, day)
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date
  }
  return null
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1) return null
  const first = new Temporal.PlainDate(year, month, 1)
  return day <= first.daysInMonth ? first.with({ day }) : null
}

const agreeing = (date: Temporal.PlainDate, weekday: number | undefined) =>
  weekday === undefined || date.dayOfWeek === weekday ? { date, isWeek: false } : null

function inWeek(today: Temporal.PlainDate, weekday: number, week: number | undefined) {
  const ahead = (weekday - today.dayOfWeek + DAYS_OF_WEEK) % DAYS_OF_WEEK || DAYS_OF_WEEK
  const next = today.add({ days: ahead })
  if (week === undefined) return { date: next, isWeek: false }
  // Speakers differ on "next Friday" while this week's is ahead; where it is over both mean the same.
  if (Number.isNaN(week)) return weekday <= today.dayOfWeek ? { date: next, isWeek: false } : null
  const date = monday(today, week).add({ days: weekday - 1 })
  return Temporal.PlainDate.compare(date, today) >= 0 ? { date, isWeek: false } : null
}

/** "next week" begins on its Monday; "this week" is over on its Friday. */
const wholeWeek = (today: Temporal.PlainDate, week: number) =>
  week === 0 ? { date: monday(today, 0).add({ days: 4 }), isWeek: false } : { date: monday(today, week), isWeek: true }

const monday = (today: Temporal.PlainDate, weeks: number): Temporal.PlainDate =>
  today.add({ days: weeks * DAYS_OF_WEEK + 1 - today.dayOfWeek })

function laterBy(today: Temporal.PlainDate, { count, unit }: Span): Temporal.PlainDate {
  const whole = Math.round(count)
  return unit === 'months' ? today.add({ months: whole }) : today.add({ days: Math.round(count * (unit === 'weeks' ? DAYS_OF_WEEK : 1)) })
}
