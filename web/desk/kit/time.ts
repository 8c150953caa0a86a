import type { Words } from './language.ts'

const minuteMs = 60_000

/** The clock time of an instant in a zone, 24 hours: `14:32`. */
export function clockTime(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs)
}

/** The whole date and time with its zone, for an accessible name or a tooltip. */
export function fullTime(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(atMs)
}

/** The city of a zone as people say it: `Europe/Vilnius` is Vilnius. */
export function placeOf(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ')
}

/** A clock time with as much of a day as is needed: `14:32`, `tomorrow 10:00`, `Thursday 10:00`, `3 December 10:00`. Days are those of the zone. */
export function whenWords(atMs: number, nowMs: number, zone: string): Words {
  const time = clockTime(atMs, zone)
  const days = dayNumber(atMs, zone) - dayNumber(nowMs, zone)
  if (days === 0) return { id: 'desk.when.today', values: { time } }
  if (days === 1) return { id: 'desk.when.tomorrow', values: { time } }
  if (days === -1) return { id: 'desk.when.yesterday', values: { time } }
  const isNear = days > 0 && days < 7
  const day = new Intl.DateTimeFormat(
    'en-GB',
    isNear ? { timeZone: zone, weekday: 'long' } : { timeZone: zone, day: 'numeric', month: 'long' },
  ).format(atMs)
  return { id: 'desk.when.day', values: { day, time } }
}

/** A length of time in two units at most: `3 min`, `2 h 31 min`, `3 days`. Minutes are rounded up, so that nobody is told less than is left. */
export function spanWords(lengthMs: number): Words {
  const minutes = Math.max(0, Math.ceil(lengthMs / minuteMs))
  if (minutes < 60) return { id: 'desk.span.minutes', values: { minutes } }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return { id: minutes % 60 === 0 ? 'desk.span.hours' : 'desk.span.both', values: { hours, minutes: minutes % 60 } }
  return { id: 'desk.span.days', values: { days: Math.round(hours / 24) } }
}

/** The number of a calendar day in a zone, so that two may be subtracted. */
function dayNumber(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs)
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / (24 * 60 * minuteMs))
}

/** The day of an instant in a zone: `25 November 2026`. */
export function dayWords(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(atMs)
}
