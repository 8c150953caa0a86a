import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorking,
  type Calendar,
  elapsedWorking,
  endOfWorking,
  HORIZON_MS,
  isWorking,
  nextWorking,
  workingIntervals,
} from './calendar.ts'

const FULL = process.env.FULL !== undefined
const SEED = 20_260_329
const HOUR_MS = 3_600_000
const ZONES = [
  'Europe/Vilnius',
  'Europe/Kyiv',
  'Europe/Budapest',
  'Europe/Istanbul',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'UTC',
]

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds
const daily = (zone: string, ...spans: [string, string][]): Calendar => ({
  zone,
  week: Array.from({ length: 7 }, () => spans),
  holidays: [],
  extra: {},
})
const office: Calendar = { ...daily('Europe/Vilnius', ['09:00', '18:00']), holidays: ['2026-12-25'] }
const never = daily('Europe/Vilnius')

type Corpus = {
  schedules: Record<string, Omit<Calendar, 'zone'>>
  cases: {
    zone: string
    schedule: string
    start: number
    seconds: number
    deadline: number
    until: number
    elapsed_until: number
  }[]
}

describe('the published business-clock cases', () => {
  const file = resolve(process.env.KEPT_DATA ?? '../shared/data', 'bizcal_cases.json')
  const corpus = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Corpus) : null
  test.skipIf(!corpus)('are exact, 240 of 240 (skipped where KEPT_DATA has no bizcal_cases.json)', () => {
    const wrong = (corpus?.cases ?? []).filter((c) => {
      const schedule = corpus?.schedules[c.schedule]
      if (!schedule) return true
      const calendar = { zone: c.zone, ...schedule }
      return (
        addWorking(calendar, c.start * 1000, c.seconds * 1000) !== c.deadline * 1000 ||
        elapsedWorking(calendar, c.start * 1000, c.until * 1000) !== c.elapsed_until * 1000
      )
    })
    expect(wrong).toEqual([])
    expect(corpus?.cases.length).toBe(240)
  })
})

describe('boundaries', () => {
  const close = at('2026-11-23T18:00[Europe/Vilnius]')
  const open = at('2026-11-24T09:00[Europe/Vilnius]')

  test('a deadline on a boundary is the end of the interval, not the next opening', () => {
    expect(addWorking(office, close - HOUR_MS, HOUR_MS)).toBe(close)
    expect(addWorking(office, close - HOUR_MS, HOUR_MS + 1)).toBe(open + 1)
  })
  test('adding nothing stays inside and at the end of working time, and goes to the next opening elsewhere', () => {
    expect(addWorking(office, close, 0)).toBe(close)
    expect(addWorking(office, close - 1, 0)).toBe(close - 1)
    expect(addWorking(office, close + 1, 0)).toBe(open)
    expect(addWorking(office, open, 0)).toBe(open)
  })
  test('an end is not working time, a start is', () => {
    expect([isWorking(office, close), isWorking(office, close - 1), isWorking(office, open)]).toEqual([false, true, true])
    expect([nextWorking(office, close), nextWorking(office, open)]).toEqual([open, open])
    expect([endOfWorking(office, open), endOfWorking(office, close)]).toEqual([open + 9 * HOUR_MS, null])
  })
  test('working time around the clock is one interval without an end', () => {
    const always = daily('Asia/Kathmandu', ['00:00', '24:00'])
    expect(workingIntervals(always, 0, 400 * 24 * HOUR_MS)).toEqual([{ startMs: 0, endMs: 400 * 24 * HOUR_MS }])
    expect(endOfWorking(always, 0)).toBe(null)
  })
  test('a negative or unknown duration is a defect', () => {
    expect(() => addWorking(office, open, -1)).toThrow(RangeError)
    expect(() => addWorking(office, open, Number.NaN)).toThrow(RangeError)
  })
})

describe('days that differ', () => {
  test('a holiday removes what starts that day and leaves the night shift of the evening before', () => {
    const nights: Calendar = { ...daily('Europe/Vilnius', ['22:00', '06:00']), holidays: ['2026-12-25'] }
    expect(isWorking(nights, at('2026-12-25T05:59[Europe/Vilnius]'))).toBe(true)
    expect(isWorking(nights, at('2026-12-25T23:00[Europe/Vilnius]'))).toBe(false)
    expect(isWorking(nights, at('2026-12-26T05:00[Europe/Vilnius]'))).toBe(false)
  })
  test('an extra day replaces both week and holiday', () => {
    const calendar: Calendar = { ...office, extra: { '2026-12-25': [['10:00', '12:00']], '2026-12-28': [] } }
    const from = at('2026-12-25T00:00[Europe/Vilnius]')
    expect(elapsedWorking(calendar, from, from + 24 * HOUR_MS)).toBe(2 * HOUR_MS)
    expect(isWorking(calendar, at('2026-12-28T12:00[Europe/Vilnius]'))).toBe(false)
  })
  test('a night shift is worth seven hours in spring and nine in autumn', () => {
    const nights = daily('Europe/Vilnius', ['22:00', '06:00'])
    const worth = (from: string, to: string) => elapsedWorking(nights, at(from), at(to)) / HOUR_MS
    expect(worth('2026-03-28T12:00[Europe/Vilnius]', '2026-03-29T12:00[Europe/Vilnius]')).toBe(7)
    expect(worth('2026-10-24T12:00[Europe/Vilnius]', '2026-10-25T12:00[Europe/Vilnius]')).toBe(9)
  })
  test('a leap day works like any other', () => {
    const from = at('2028-02-29T00:00[Europe/Vilnius]')
    expect(elapsedWorking(office, from, from + 24 * HOUR_MS)).toBe(9 * HOUR_MS)
  })
})

describe('no working time at all', () => {
  test('ends with null and counts nothing', () => {
    expect(addWorking(never, 0, 1)).toBe(null)
    expect(addWorking(never, 0, 0)).toBe(null)
    expect(nextWorking(never, 0)).toBe(null)
    expect(elapsedWorking(never, 0, 1e15)).toBe(0)
    expect(workingIntervals(never, 0, 1e15)).toEqual([])
  })
  test('a working day that lies past ten years is not found, one inside is', () => {
    expect(nextWorking({ ...never, extra: { '2036-11-23': [['10:00', '11:00']] } }, at('2026-11-24T00:00[UTC]'))).toBe(
      at('2036-11-23T10:00[Europe/Vilnius]'),
    )
    expect(nextWorking({ ...never, extra: { '2037-11-23': [['10:00', '11:00']] } }, at('2026-11-24T00:00[UTC]'))).toBe(null)
  })
  test('an equal calendar read anew answers the same', () => {
    const again = structuredClone(office)
    expect(addWorking(again, 0, 1e9)).toBe(addWorking(office, 0, 1e9))
    expect(addWorking({ ...again, zone: 'UTC' }, 0, 1e9)).not.toBe(addWorking(office, 0, 1e9))
  })
})

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
  .map(([start, end]): [string, string] => [clock(start), clock(end)])
const day = fc.array(span, { maxLength: 3 })
const randomCalendar = (dates: readonly string[]) =>
  fc.record({
    zone: fc.constantFrom(...ZONES),
    week: fc.array(day, { minLength: 7, maxLength: 7 }),
    holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 3 }),
    extra: fc.dictionary(fc.constantFrom(...dates), day, { maxKeys: 2 }),
  })

/** Null is right only where ten years hold less working time than was asked for. */
const nothingLeft = (calendar: Calendar, startMs: number, d: number) =>
  d === 0 ? nextWorking(calendar, startMs) === null : elapsedWorking(calendar, startMs, startMs + HORIZON_MS) < d

describe(`elapsed(start, add(start, d)) = d over 12 zones (seed ${SEED})`, () => {
  const numRuns = FULL ? 100_000 : 2_000
  const pool = fc.sample(randomCalendar(['2026-03-29', '2026-10-25', '2026-12-25', '2026-06-01']), {
    seed: SEED,
    numRuns: 120,
  })
  const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  const duration = fc.integer({ min: 0, max: 40 * 24 * HOUR_MS })
  test(`${numRuns} draws`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...pool), start, duration, (calendar, startMs, d) => {
        const due = addWorking(calendar, startMs, d)
        if (due === null) return nothingLeft(calendar, startMs, d)
        const exact = elapsedWorking(calendar, startMs, due) === d
        const soonest = d === 0 || elapsedWorking(calendar, startMs, due - 1) === d - 1
        return exact && soonest && due >= startMs
      }),
      { seed: SEED, numRuns },
    )
  })
  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pool), start, duration, duration, (calendar, startMs, a, b) => {
        const half = addWorking(calendar, startMs, a)
        return half === null || addWorking(calendar, half, b) === addWorking(calendar, startMs, a + b)
      }),
      { seed: SEED, numRuns: numRuns / 4 },
    )
  })
})
