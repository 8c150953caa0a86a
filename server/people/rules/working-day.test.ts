import { expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import { addWorkingDays } from './working-day.ts'

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const office: Calendar = {
  zone: 'Europe/Vilnius',
  week: [...Array.from({ length: 5 }, () => [['09:00', '18:00'] as const]), [], []],
  holidays: ['2026-12-25'],
  extra: { '2026-12-26': [['10:00', '12:00']] },
}

test.each([
  ['three working days over a weekend', '2026-11-26T14:20', 3, '2026-12-01T14:20'],
  ['a holiday counts not, an extra day does', '2026-12-24T11:00', 1, '2026-12-26T11:00'],
  ['an evening waits for the next opening', '2026-11-23T23:00', 3, '2026-11-27T09:00'],
  ['a Saturday counts from Monday', '2026-11-28T12:00', 1, '2026-11-30T12:00'],
  ['no days are now, or the next opening', '2026-11-28T12:00', 0, '2026-11-30T09:00'],
  ['the clock change keeps the time of day', '2026-10-23T14:00', 1, '2026-10-26T14:00'],
])('%s', (_, start, days, then) => {
  expect(addWorkingDays(office, at(start), days)).toBe(at(then))
})
test('no working days, no answer', () => {
  expect(addWorkingDays({ ...office, week: [], extra: {} }, at('2026-11-23T09:00'), 1)).toBe(null)
})
