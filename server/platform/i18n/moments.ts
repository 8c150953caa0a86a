import type { Moments, MomentValues } from '#contract/portal.ts'
import { locales } from './languages.ts'
import type { Language } from './languages.ts'
import { zoneName } from './zones.ts'

export type { Moments, MomentValues }

/** Where a time is read: the reader's language and IANA zone, and the instant it is read at. */
export interface Reading {
  language: Language
  zone: string
  now: Date
}

/** The formatters of one reading, as pages and mails take them. */
export function momentsFor(reading: Reading): Moments {
  return {
    now: reading.now,
    zone: reading.zone,
    zoneName: zoneName(reading.zone, reading.language),
    today: plainDate(reading.now, reading.zone).toString(),
    clock: (at) => clockTime(at, reading),
    values: (at) => momentValues(at, reading),
    full: (at) => fullTime(at, reading),
    duration: (ms) => duration(ms, reading.language),
  }
}

/** "14:32" today, "tomorrow, 10:00", else weekday, date and clock ("Tuesday 24 November, 10:00"), with the year when it is another one. */
export function clockTime(at: Date, reading: Reading): string {
  return momentValues(at, reading).time
}

/** A time as message values: `time` whole, `clock` alone, `date` alone, and `day` to select a wording by (today, tomorrow or other). */
export function momentValues(at: Date, reading: Reading): MomentValues {
  const clock = format(reading, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const days = daysBetween(reading.now, at, reading.zone)
  const date = calendarDate(at, reading)
  if (days === 0) return { time: clock, clock, date, day: 'today' }
  if (days === 1) return { time: `${relativeDay(1, reading)}, ${clock}`, clock, date, day: 'tomorrow' }
  if (days === -1) return { time: `${relativeDay(-1, reading)}, ${clock}`, clock, date, day: 'other' }
  return { time: `${date}, ${clock}`, clock, date, day: 'other' }
}

/** Weekday, date, year, clock and zone name, for accessible names, receipts and prints. */
export function fullTime(at: Date, reading: Reading): string {
  const clock = format(reading, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  return `${datePattern(at, reading, true)}, ${clock} (${zoneName(reading.zone, reading.language)})`
}

/** A span in milliseconds in one or two units: "12 minutes", "2 hours 10 minutes", "3 days"; never under one minute. */
export function duration(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
  if (minutes < 60) return unit(minutes, 'minute', language)
  if (minutes < 24 * 60) return pair(minutes, 60, ['hour', 'minute'], language)
  return pair(Math.round(minutes / 60), 24, ['day', 'hour'], language)
}

function pair(count: number, per: number, [large, small]: [string, string], language: Language): string {
  const whole = Math.floor(count / per)
  const rest = count % per
  // Beyond three of the large unit the small one is noise.
  if (rest === 0 || whole >= 4) return unit(Math.round(count / per), large, language)
  return `${unit(whole, large, language)} ${unit(rest, small, language)}`
}

function unit(count: number, name: string, language: Language): string {
  const make = () => new Intl.NumberFormat(locales[language], { style: 'unit', unit: name, unitDisplay: 'long' })
  return kept(units, `${language} ${name}`, make).format(count)
}

function calendarDate(at: Date, reading: Reading): string {
  const year = { year: 'numeric' } as const
  return datePattern(at, reading, format(reading, year).format(at) !== format(reading, year).format(reading.now))
}

// Ukrainian and Lithuanian prepositions ask the date for the genitive, which `Intl` gives, and the weekday too, which it
// does not: in brackets the weekday may stand in the nominative.
function datePattern(at: Date, reading: Reading, withYear: boolean): string {
  const day = { day: 'numeric', month: 'long', ...(withYear ? ({ year: 'numeric' } as const) : {}) } as const
  if (reading.language !== 'uk' && reading.language !== 'lt') {
    return format(reading, { weekday: 'long', ...day })
      .format(at)
      .replace(/^(\p{L}+), /u, '$1 ')
  }
  return `${format(reading, day).format(at)} (${format(reading, { weekday: 'long' }).format(at)})`
}

function relativeDay(days: number, { language }: Reading): string {
  return kept(relatives, language, () => new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })).format(days, 'day')
}

function daysBetween(from: Date, to: Date, zone: string): number {
  return plainDate(from, zone).until(plainDate(to, zone), { largestUnit: 'days' }).days
}

function plainDate(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

function format({ language, zone }: Reading, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const make = () => new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone })
  return kept(formats, `${language} ${zone} ${Object.entries(options).join()}`, make)
}

// Making an `Intl` format costs a hundred times its use. Zones come from outside: a bounded store cannot be filled up.
function kept<Format>(store: Map<string, Format>, key: string, make: () => Format): Format {
  const known = store.get(key)
  if (known) return known
  if (store.size > 500) store.clear()
  const made = make()
  store.set(key, made)
  return made
}

const formats = new Map<string, Intl.DateTimeFormat>()
const units = new Map<string, Intl.NumberFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()
