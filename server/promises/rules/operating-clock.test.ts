import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operatingClock } from './operating-clock.ts'
import { hourOfWeek, newProfile } from './profile.ts'
import { type Calendar, elapsedWorking } from './working-time.ts'

const DAY = 86_400_000
const start = Date.parse('2026-10-05T00:00:00Z')
const zones = ['UTC', 'Europe/Vilnius', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York']
const weeks: Calendar['week'][] = [
  Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]),
  Array.from({ length: 7 }, (_, day) => (day < 5 ? [['09:00', '12:30'] as const, ['13:15', '18:00'] as const] : [])),
  Array.from({ length: 7 }, () => [['22:00', '06:00'] as const]),
]
const drawn = fc.record({
  calendar: fc.record({
    zone: fc.constantFrom(...zones),
    week: fc.constantFrom(...weeks),
    holidays: fc.constant(['2026-10-14']),
    extra: fc.constant({}),
  }),
  rates: fc
    .array(fc.double({ min: 0.05, max: 8, noNaN: true }), { minLength: 168, maxLength: 168 })
    .map((rates) => Float64Array.from(rates)),
  fromMs: fc.integer({ min: 0, max: 40 * DAY }).map((ms) => start + ms),
  partMs: fc.integer({ min: 0, max: 200 * 3_600_000 }),
})
const runs = { seed: 20260702, numRuns: process.env['FULL'] ? 10_000 : 300 }

test('adding is the exact inverse of elapsing, through clock changes, nights and holidays (seed 20260702)', () => {
  fc.assert(
    fc.property(drawn, ({ calendar, rates, fromMs, partMs }) => {
      const clock = operatingClock(calendar, rates, calendar.zone, start, start + 61 * DAY)
      const atMs = clock?.add(fromMs, partMs)
      if (!clock || atMs === null || atMs === undefined) return
      expect(Math.abs(clock.elapsed(fromMs, atMs) - partMs)).toBeLessThan(0.01)
    }),
    runs,
  )
})
test('without a profile it is the calendar itself, and with one it is as fast over its whole span (seed 20260702)', () => {
  fc.assert(
    fc.property(drawn, ({ calendar, rates, fromMs, partMs }) => {
      const [flat, busy] = [new Float64Array(168).fill(1), rates].map((each) =>
        operatingClock(calendar, each, calendar.zone, start, start + 61 * DAY),
      )
      expect(flat?.elapsed(fromMs, fromMs + partMs)).toBeCloseTo(elapsedWorking(calendar, fromMs, fromMs + partMs), 1)
      expect(busy?.elapsed(start, start + 61 * DAY)).toBeCloseTo(elapsedWorking(calendar, start, start + 61 * DAY), 1)
    }),
    runs,
  )
})
test('a calendar without working time has no clock', () => {
  expect(operatingClock({ zone: 'UTC', week: [], holidays: [], extra: {} }, new Float64Array(168).fill(1), 'UTC', start, start + DAY)).toBe(
    null,
  )
})
test('a profile makes busy hours fast and quiet ones slow, and its mean is 1', () => {
  const profile = newProfile('Europe/Vilnius')
  for (let day = 0; day < 60; day++)
    for (let minute = 0; minute < 60; minute += 0.2) profile.add(start + day * DAY + (7 * 60 + minute) * 60_000)
  const rates = profile.ratesAt(start + 61 * DAY)
  expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(168, 6)
  expect(rates[10]).toBeGreaterThan(5)
  expect(rates[20]).toBeLessThan(0.5)
})
test('hours of the week are local', () => {
  expect(hourOfWeek('UTC')(start)).toBe(0)
  expect(hourOfWeek('Europe/Vilnius')(start)).toBe(3)
  expect(hourOfWeek('America/New_York')(start)).toBe(164)
})
