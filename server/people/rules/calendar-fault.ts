import type { Span } from './calendar.ts'
import type { OwnDay } from './day-plan.ts'

/** What is wrong with hours that somebody wrote: where (a JSON pointer into what was sent), and in words what to write instead. */
export type HoursFault = { readonly pointer: string; readonly detail: string }

const START = /^([01]\d|2[0-3]):[0-5]\d$/
const DAY = 1440

interface Written {
  zone: string | null
  week: readonly (readonly Span[])[] | null
  days: readonly OwnDay[]
}

/** Lists what is wrong with written hours, all at once; empty when they can be worked with. */
export function hoursFaults(written: Written): HoursFault[] {
  const unread = formFaults(written)
  if (unread.length) return unread
  const week = (written.week ?? []).flatMap((spans, day) => overlaps(spans, `/week/${day}`))
  return [...week, ...written.days.flatMap(({ hours }, nth) => overlaps(hours, `/days/${nth}/hours`))]
}

/** Lists what cannot be read in written hours; hours that overlap can be, and are counted once. */
export function formFaults({ zone, week, days }: Written): HoursFault[] {
  return [
    ...(zone === null || isZone(zone) ? [] : [{ pointer: '/zone', detail: `There is no time zone named ${zone}.` }]),
    ...(week && week.length !== 7 ? [{ pointer: '/week', detail: 'A week has seven days, Monday first.' }] : []),
    ...(week ?? []).flatMap((spans, day) => dayFaults(spans, `/week/${day}`)),
    ...days.flatMap(({ hours }, nth) => dayFaults(hours, `/days/${nth}/hours`)),
    ...dateFaults(days),
  ]
}

/** The same for a calendar, which besides needs some working time: without it no promise could ever be due. */
export function calendarFaults(written: Written): HoursFault[] {
  const isEmpty = !written.week?.flat().length && !written.days.some(({ hours }) => hours.length)
  return [...hoursFaults(written), ...(isEmpty ? [{ pointer: '/week', detail: 'Give at least one day some hours.' }] : [])]
}

/** Says whether a text is a date of the Gregorian calendar, such as 2028-02-29. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text
}

function dayFaults(spans: readonly Span[], pointer: string): HoursFault[] {
  return spans.flatMap(([start, end], nth) => {
    const at = `${pointer}/${nth}`
    if (!START.test(start)) return [{ pointer: `${at}/0`, detail: 'Write the time like 09:00.' }]
    if (end !== '24:00' && !START.test(end)) return [{ pointer: `${at}/1`, detail: 'Write the time like 17:30; 24:00 is midnight.' }]
    return []
  })
}

function overlaps(spans: readonly Span[], pointer: string): HoursFault[] {
  const stretches = spans.map(minutes)
  return stretches.flatMap(([start], nth) => {
    const before = stretches.findIndex(([from, to], other) => other !== nth && from <= start && start < to && (from < start || other < nth))
    return before < 0
      ? []
      : [{ pointer: `${pointer}/${nth}/0`, detail: `These hours begin before ${spans[before]?.[1] ?? ''}, when others end.` }]
  })
}

function dateFaults(days: readonly OwnDay[]): HoursFault[] {
  const seen = new Set<string>()
  return days.flatMap(({ date }, nth) => {
    const pointer = `/days/${nth}/date`
    if (!isDate(date)) return [{ pointer, detail: 'Write the date like 2026-12-24.' }]
    if (seen.has(date)) return [{ pointer, detail: 'This date is in the list already.' }]
    seen.add(date)
    return []
  })
}

/** Minutes of a day; an end at or before the start lies on the next day. */
function minutes([start, end]: Span): [number, number] {
  const [from, to] = [minuteOf(start), minuteOf(end)]
  return [from, to <= from ? to + DAY : to]
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
