import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorking, type Calendar, elapsedWorking, isWorking, nextWorking, workingIntervals } from './calendar.ts'

const NUM_RUNS = process.env.FULL ? 10_000 : 150
const SEED = 11_2026
const MINUTE = 60_000
const DAYS = 6

/**
 * Twelve zones, each around a day on which something happens: the clock goes forward or back, a leap day, a year's
 * end.
 */
const WINDOWS = [
  ['Europe/Vilnius', '2026-03-27'],
  ['Europe/Vilnius', '2026-10-23'],
  ['Europe/London', '2026-03-27'],
  ['Europe/London', '2026-10-23'],
  ['Europe/Kyiv', '2026-10-23'],
  ['Europe/Budapest', '2028-02-27'],
  ['Europe/Istanbul', '2026-12-29'],
  ['America/New_York', '2026-03-06'],
  ['America/New_York', '2026-10-30'],
  ['America/St_Johns', '2026-03-06'],
  ['Australia/Lord_Howe', '2026-04-03'],
  ['Australia/Lord_Howe', '2026-10-02'],
  ['Pacific/Auckland', '2026-09-25'],
  ['Asia/Kathmandu', '2028-02-27'],
  ['Asia/Tehran', '2022-03-20'],
  ['UTC', '2027-02-26'],
] as const

/**
 * The slow reference, written from the words alone and without Temporal: it reads the wall clock of every minute with
 * Intl, looks for the first minute that shows a wall time, and steps back to one that exists when the clock jumped
 * over it.
 */
type Wall = { minutes: Map<string, number>; firstMs: number; dates: string[] }
const walls = new Map<string, Wall>()

function wallOf(zone: string, date: string): Wall {
  const key = `${zone} ${date}`
  const known = walls.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const firstMs = Date.parse(`${date}T00:00Z`)
  const minutes = new Map<string, number>()
  // Latest first, so that the first of two equal wall times is the one that stays.
  for (let at = firstMs + (DAYS + 3) * 1440 * MINUTE; at >= firstMs - 3 * 1440 * MINUTE; at -= MINUTE) {
    minutes.set(format.format(at), at)
  }
  // West of UTC the window opens on the evening before, and a span may have begun a day earlier still.
  const dates = Array.from({ length: DAYS + 4 }, (_, i) => plusDays(date, i - 2))
  const wall = { minutes, firstMs, dates }
  walls.set(key, wall)
  return wall
}

const plusDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10)

function instant(wall: Wall, date: string, time: string): number {
  if (time === '24:00') return instant(wall, plusDays(date, 1), '00:00')
  for (let back = 0; back < 1500; back++) {
    const shown = new Date(Date.parse(`${date}T${time}Z`) - back * MINUTE).toISOString().slice(0, 16).replace('T', ' ')
    const at = wall.minutes.get(shown)
    if (at !== undefined) return at + back * MINUTE
  }
  throw new Error('no such wall time in the window')
}

/** One answer per minute of the window: is it working time? */
function stepMinutes(calendar: Calendar, wall: Wall): boolean[] {
  const spans: [number, number][] = []
  for (const date of wall.dates) {
    const monday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7
    const own = Object.hasOwn(calendar.extra, date) ? calendar.extra[date] : undefined
    const list = own ?? (calendar.holidays.includes(date) ? [] : (calendar.week[monday] ?? []))
    for (const [start, end] of list) {
      spans.push([instant(wall, date, start), instant(wall, end > start ? date : plusDays(date, 1), end)])
    }
  }
  return Array.from({ length: DAYS * 1440 }, (_, i) => {
    const at = wall.firstMs + i * MINUTE
    return spans.some(([start, end]) => start <= at && at < end)
  })
}

const clock = (minutes: number) => new Date(minutes * MINUTE).toISOString().slice(11, 16)
const time = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 200 })).map(clock)
const day = fc.array(fc.tuple(time, fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') })), {
  maxLength: 3,
})

describe(`random calendars against minute stepping (R11, seed ${SEED}, ${NUM_RUNS} calendars)`, () => {
  test('every minute, every elapsed time and every deadline is the same', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WINDOWS),
        fc.array(day, { minLength: 7, maxLength: 7 }),
        fc.array(fc.nat(DAYS + 3), { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(DAYS + 3), day), { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(DAYS * 1440 - 1), fc.nat(DAYS * 1440 - 1)), { minLength: 12, maxLength: 12 }),
        ([zone, date], week, off, own, pairs) => {
          const wall = wallOf(zone, date)
          const calendar: Calendar = {
            zone,
            week,
            holidays: off.map((i) => wall.dates[i] ?? date),
            extra: Object.fromEntries(own.map(([i, spans]) => [wall.dates[i] ?? date, spans])),
          }
          compare(calendar, wall.firstMs, stepMinutes(calendar, wall), pairs)
        },
      ),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  })
})

function compare(calendar: Calendar, firstMs: number, working: boolean[], pairs: [number, number][]) {
  const lastMs = firstMs + working.length * MINUTE
  const listed = Array.from(working, () => false)
  for (const { startMs, endMs } of workingIntervals(calendar, firstMs, lastMs)) {
    listed.fill(true, (startMs - firstMs) / MINUTE, (endMs - firstMs) / MINUTE)
  }
  expect(listed).toEqual(working)
  for (const [a, b] of pairs) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    const startMs = firstMs + from * MINUTE
    const minutes = working.slice(from, to).filter(Boolean).length
    expect(elapsedWorking(calendar, startMs, firstMs + to * MINUTE)).toBe(minutes * MINUTE)
    expect(isWorking(calendar, startMs)).toBe(working[from])
    const next = working.indexOf(true, from)
    if (next >= 0) expect(nextWorking(calendar, startMs)).toBe(firstMs + next * MINUTE)
    if (minutes === 0) continue
    // The deadline of so many minutes is the end of the minute that completes them.
    expect(addWorking(calendar, startMs, minutes * MINUTE)).toBe(firstMs + (working.lastIndexOf(true, to - 1) + 1) * MINUTE)
  }
}
