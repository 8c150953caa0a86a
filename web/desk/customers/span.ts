import { dateIn, midnightIn, plusDays } from '../kit/dates.ts'

/** A span of whole days as it stands in the address: its first and its last day, `2026-11-25`. */
export interface Days {
  from: string
  to: string
}

const usual = 90
const most = 395

/** The days an address asks for; the last ninety where it names none, or none that can be counted. */
export function daysOf({ from, to }: Partial<Days>, zone: string, nowMs: number): Days {
  const today = dateIn(zone, nowMs)
  const last = isDay(to) ? to : today
  const first = isDay(from) && from <= last ? from : plusDays(last, 1 - usual)
  return { from: first < plusDays(last, -most) ? plusDays(last, -most) : first, to: last }
}

/** The span as the API wants it: from the first instant of its first day until the first after its last. */
export function spanQuery({ from, to }: Days, zone: string): string {
  const at = (day: string) => new Date(midnightIn(zone, day)).toISOString()
  return new URLSearchParams({ from: at(from), to: at(plusDays(to, 1)) }).toString()
}

/** The same two instants apart. */
export function spanInstants(days: Days, zone: string): { from: string; to: string } {
  const query = new URLSearchParams(spanQuery(days, zone))
  return { from: query.get('from') ?? '', to: query.get('to') ?? '' }
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}
