import { expect, test } from 'vitest'
import { instantOf } from './wall.ts'

const zone = 'Europe/Vilnius'
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

test('a typed time is the one the clocks of the shop show, in winter, in summer and on the days between', () => {
  expect(iso(instantOf('2026-01-15', '14:32', zone))).toBe('2026-01-15T12:32:00.000Z')
  expect(iso(instantOf('2026-07-15', '14:32', zone))).toBe('2026-07-15T11:32:00.000Z')
  expect(iso(instantOf('2026-03-29', '05:30', zone))).toBe('2026-03-29T02:30:00.000Z')
  expect(iso(instantOf('2026-03-29', '02:30', zone))).toBe('2026-03-29T00:30:00.000Z')
  expect(iso(instantOf('2026-10-25', '09:00', zone))).toBe('2026-10-25T07:00:00.000Z')
  expect(instantOf('', '09:00', zone)).toBeNull()
  expect(instantOf('2026-10-25', '', zone)).toBeNull()
})
