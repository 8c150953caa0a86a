import type { Calendar, Span } from './calendar.ts'

/** What is wrong with a calendar somebody wrote: a stable code and the words it is about. */
export type CalendarFault = {
  readonly code: 'zone_unknown' | 'week_not_seven_days' | 'time_malformed' | 'date_malformed' | 'no_working_time'
  readonly about: string
}

const START = /^([01]\d|2[0-3]):[0-5]\d$/

/** Lists what is wrong with a calendar, all at once; empty when it can be worked with. */
export function calendarFaults(calendar: Calendar): CalendarFault[] {
  const spans = [...calendar.week.flat(), ...Object.values(calendar.extra).flat()]
  const dates = [...calendar.holidays, ...Object.keys(calendar.extra)]
  const faults: CalendarFault[] = []
  if (!isZone(calendar.zone)) faults.push({ code: 'zone_unknown', about: calendar.zone })
  if (calendar.week.length !== 7) faults.push({ code: 'week_not_seven_days', about: String(calendar.week.length) })
  for (const span of spans) if (!isSpan(span)) faults.push({ code: 'time_malformed', about: span.join('-') })
  for (const date of dates) if (!isDate(date)) faults.push({ code: 'date_malformed', about: date })
  if (spans.length === 0) faults.push({ code: 'no_working_time', about: '' })
  return faults
}

function isSpan([start, end]: Span): boolean {
  return START.test(start) && (end === '24:00' || START.test(end))
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text
}

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
