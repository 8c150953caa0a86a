import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ceilToStep, roundUpToHumanTime } from './human-time.ts'
import { type Calendar, endOfWorking, isWorking, nextWorking } from './working-time.ts'

const SEED = 5_2026
const NUM_RUNS = process.env.FULL ? 10_000 : 400
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const at = (text: string, zone = 'Europe/Vilnius') => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds
const daily = (zone: string, ...spans: [string, string][]): Calendar => ({
  zone,
  week: Array.from({ length: 7 }, () => spans),
  holidays: [],
  extra: {},
})
const office = daily('Europe/Vilnius', ['09:00', '18:00'])

test.each([
  ['under two hours, five minutes', '2026-11-23T14:20', '2026-11-23T14:31:10', '2026-11-23T14:35'],
  ['a round time stays', '2026-11-23T14:20', '2026-11-23T14:30', '2026-11-23T14:30'],
  ['under eight hours, the quarter hour', '2026-11-23T10:00', '2026-11-23T14:31', '2026-11-23T14:45'],
  ['tomorrow, the hour', '2026-11-23T16:00', '2026-11-24T09:20', '2026-11-24T10:00'],
  ['days away, the working morning', '2026-11-23T16:00', '2026-11-26T09:05', '2026-11-26T10:00'],
  ['days away, the early afternoon', '2026-11-23T16:00', '2026-11-26T10:05', '2026-11-26T14:00'],
  ['days away, closing time', '2026-11-23T16:00', '2026-11-26T15:05', '2026-11-26T18:00'],
  ['near closing, closing time', '2026-11-23T17:30', '2026-11-23T17:58', '2026-11-23T18:00'],
  ['at closing, closing time', '2026-11-23T10:00', '2026-11-23T18:00', '2026-11-23T18:00'],
  ['after closing, the next opening', '2026-11-23T17:30', '2026-11-23T20:00', '2026-11-24T09:00'],
  ['in the past, the next five minutes', '2026-11-23T14:20', '2026-11-23T14:01', '2026-11-23T14:05'],
])('%s', (_, now, wanted, said) => {
  expect(roundUpToHumanTime(office, at(now), at(wanted))).toBe(at(said))
})

test('an odd closing time is kept, not run over', () => {
  const odd = daily('Europe/Vilnius', ['09:00', '17:57'])
  expect(roundUpToHumanTime(odd, at('2026-11-23T17:30'), at('2026-11-23T17:56'))).toBe(at('2026-11-23T17:57'))
})
test('rounding is by the wall clock of the zone asked for', () => {
  const [now, wanted] = [at('2026-11-23T09:00', 'UTC'), at('2026-11-23T13:05', 'UTC')]
  const always = daily('UTC', ['00:00', '24:00'])
  expect(roundUpToHumanTime(always, now, wanted, 'Asia/Kathmandu')).toBe(at('2026-11-23T19:00', 'Asia/Kathmandu'))
  expect(ceilToStep('Asia/Kathmandu', wanted, 60)).toBe(at('2026-11-23T19:00', 'Asia/Kathmandu'))
})
test('the repeated hour never rounds back to its first pass', () => {
  const second = at('2026-10-25T03:59:30+02:00')
  expect(ceilToStep('Europe/Vilnius', second, 60)).toBe(second + 30_000)
})
test('a clock that goes back half an hour on the way still ends on the whole hour', () => {
  const before = at('2026-04-05T01:45+11:00', 'Australia/Lord_Howe')
  expect(ceilToStep('Australia/Lord_Howe', before, 60)).toBe(at('2026-04-05T02:00', 'Australia/Lord_Howe'))
  expect(at('2026-04-05T02:00', 'Australia/Lord_Howe') - before).toBe(45 * MINUTE)
})
test('no working time, no time', () => {
  expect(roundUpToHumanTime(daily('UTC'), 0, HOUR)).toBe(null)
})

describe(`random instants (seed ${SEED}, ${NUM_RUNS} draws)`, () => {
  const calendars = fc.constantFrom(
    office,
    daily('Australia/Lord_Howe', ['08:30', '12:20'], ['13:00', '17:00']),
    daily('Asia/Kathmandu', ['22:00', '06:00']),
    daily('America/St_Johns', ['00:00', '24:00']),
    { ...office, zone: 'Europe/London' },
  )
  test('never earlier, never beyond its working interval, never much later, and a clean time', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.integer({ min: Date.UTC(2026, 2, 25), max: Date.UTC(2026, 10, 5) }),
        fc.integer({ min: 0, max: 12 * 24 * HOUR }),
        (calendar, nowMs, awayMs) => {
          const atMs = nowMs + awayMs
          const said = roundUpToHumanTime(calendar, nowMs, atMs)
          const openMs = isWorking(calendar, atMs - 1) ? atMs : nextWorking(calendar, atMs)
          if (said === null || openMs === null) return false
          const endMs = isWorking(calendar, openMs) ? (endOfWorking(calendar, openMs) ?? Number.POSITIVE_INFINITY) : openMs
          const clean = said === endMs || ceilToStep(calendar.zone, said, 5) === said
          const sensible = said - openMs <= Math.max(5 * MINUTE, (openMs - nowMs) / 4)
          return said >= openMs && said <= endMs && clean && sensible
        },
      ),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  })
})
