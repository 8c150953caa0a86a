import { expect, test } from 'vitest'
import { type History, noPast, quote } from './quote.ts'
import type { Calendar } from './working-time.ts'

const HOUR = 3_600_000
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const calendar: Calendar = {
  zone: 'Europe/Vilnius',
  week: Array.from({ length: 7 }, () => [['09:00', '18:00'] as const]),
  holidays: [],
  extra: {},
}
const opened = at('2026-11-23T16:00')
const history: History = {
  openedAtMs: opened,
  option: { id: 'written', levelMinutes: 240, target: 0.9 },
  calendar,
  classes: ['front/request', 'front'],
  past: noPast,
}

test('answers the configured level in working time from the opening, and claims no chance', () => {
  expect(quote(history, opened)).toEqual({
    dueAtMs: at('2026-11-24T11:00'),
    probability: null,
    class: null,
    basis: 'level',
    inputs: { optionId: 'written', levelMinutes: 240, target: 0.9, fromMs: opened, cases: 0 },
  })
})
test('asked again before the level has passed it answers the same, after it anew from now', () => {
  expect(quote(history, opened + HOUR)?.dueAtMs).toBe(at('2026-11-24T11:00'))
  expect(quote(history, at('2026-11-24T11:00'))?.dueAtMs).toBe(at('2026-11-24T15:00'))
})
test('no working time, no quote', () => {
  expect(quote({ ...history, calendar: { ...calendar, week: [] } }, opened)).toBe(null)
})
