import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quietUntil } from './quiet.ts'

const at = (text: string) => Date.parse(text)
const until = (quiet: { from: string; to: string }, zone: string, text: string) => {
  const ms = quietUntil(quiet, zone, at(text))
  return ms === null ? null : new Date(ms).toISOString()
}

test('a night ends in the morning of the same or of the next day, by the reader’s clock', () => {
  const night = { from: '22:00', to: '07:00' }
  expect(until(night, 'Europe/Vilnius', '2026-11-25T20:00:00Z')).toBe('2026-11-26T05:00:00.000Z')
  expect(until(night, 'Europe/Vilnius', '2026-11-26T01:00:00Z')).toBe('2026-11-26T05:00:00.000Z')
  expect(until(night, 'Europe/Vilnius', '2026-11-26T05:00:00Z')).toBeNull()
  expect(until(night, 'Europe/London', '2026-11-25T20:00:00Z')).toBeNull()
  expect(until({ from: '12:00', to: '13:30' }, 'Europe/Vilnius', '2026-11-25T11:00:00Z')).toBe('2026-11-25T11:30:00.000Z')
})

test('a clock change moves the instant, not the hour', () => {
  expect(until({ from: '22:00', to: '07:00' }, 'Europe/Vilnius', '2026-10-24T20:00:00Z')).toBe('2026-10-25T05:00:00.000Z')
  expect(until({ from: '22:00', to: '03:30' }, 'Europe/Vilnius', '2027-03-27T21:00:00Z')).toBe('2027-03-28T01:30:00.000Z')
})

test('quiet hours end after now, within a day and an hour, and are over at their end', () => {
  const hour = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((pair) => pair.map((part) => String(part).padStart(2, '0')).join(':'))
  const zones = fc.constantFrom('Europe/Vilnius', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(hour, hour, zones, fc.integer({ min: at('2026-01-01'), max: at('2028-01-01') }), (from, to, zone, nowMs) => {
      fc.pre(from !== to)
      const ends = quietUntil({ from, to }, zone, nowMs)
      if (ends === null) return
      expect(ends).toBeGreaterThan(nowMs)
      expect(ends - nowMs).toBeLessThanOrEqual(25 * 3_600_000)
      expect(quietUntil({ from, to }, zone, ends)).toBeNull()
    }),
    { seed: 24, numRuns: process.env['FULL'] ? 10_000 : 300 },
  )
})
