import { instantOf } from './wall.ts'

const dayMs = 86_400_000

/** The local date of an instant in a zone: `2026-11-25`. */
export function dateIn(zone: string, atMs: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs)
}

/** A date so many days later. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The day of the week of a date, Monday 0. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The Monday of the week of a date. */
export function mondayOf(date: string): string {
  return plusDays(date, -weekdayOf(date))
}

/** The first instant of a local date in a zone. */
export function midnightIn(zone: string, date: string): number {
  return instantOf(date, '00:00', zone) ?? Number.NaN
}

/** A date in words: `Fri 27 Nov`; with the whole weekday and month where there is room. */
export function dateWords(date: string, look: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: look,
    day: 'numeric',
    month: look,
    ...(look === 'long' && { year: 'numeric' }),
  })
    .format(Date.parse(`${date}T00:00:00Z`))
    .replaceAll(',', '')
}

/** A day of the week in words, Monday 0. */
export function weekdayWords(day: number, look: 'short' | 'long' = 'long'): string {
  // 5 January 1970 was a Monday.
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: look }).format((4 + day) * dayMs)
}
