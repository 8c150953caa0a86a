import { expect, test } from 'vitest'
import { absenceInstants, absenceWords } from './absence-time.ts'

const zone = 'Europe/Vilnius'

test.each([
  ['days, the last included', '2026-11-30', '2026-12-02', '2026-11-29T22:00:00.000Z', '2026-12-02T22:00:00.000Z'],
  ['one day', '2026-11-30', '2026-11-30', '2026-11-29T22:00:00.000Z', '2026-11-30T22:00:00.000Z'],
  ['an afternoon', '2026-11-30T14:00', '2026-11-30T16:30', '2026-11-30T12:00:00.000Z', '2026-11-30T14:30:00.000Z'],
  ['a day of 25 hours', '2026-10-25', '2026-10-25', '2026-10-24T21:00:00.000Z', '2026-10-25T22:00:00.000Z'],
])('%s, and back in the same words', (_, from, until, startsAt, endsAt) => {
  const { startsMs, endsMs } = absenceInstants(zone, from, until) ?? { startsMs: 0, endsMs: 0 }
  expect([new Date(startsMs).toISOString(), new Date(endsMs).toISOString()]).toEqual([startsAt, endsAt])
  expect(absenceWords(zone, startsMs, endsMs)).toEqual({ from, until })
})

test('an end before the beginning and a day that does not exist are nothing', () => {
  expect(absenceInstants(zone, '2026-12-02', '2026-12-01')).toBe(null)
  expect(absenceInstants(zone, '2026-12-02T10:00', '2026-12-02T10:00')).toBe(null)
  expect(absenceInstants(zone, '2026-02-30', '2026-03-01')).toBe(null)
})
