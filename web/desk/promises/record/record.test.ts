import { expect, test } from 'vitest'
import { everyWeek, linesThrough, spanOf, warningsOf } from './recordWeeks.ts'

test('a week without a promise is there, over the change of the clocks too', () => {
  const weeks = everyWeek([
    { monday: '2026-10-19', kept: 9, total: 10 },
    { monday: '2026-11-02', kept: 1, total: 2 },
  ])
  expect(weeks).toEqual([
    { monday: '2026-10-19', kept: 9, total: 10 },
    { monday: '2026-10-26', kept: 0, total: 0 },
    { monday: '2026-11-02', kept: 1, total: 2 },
  ])
  expect(everyWeek([])).toEqual([])
})

test('the line breaks where nothing was promised', () => {
  const week = (kept: number, total: number) => ({ monday: '', kept, total })
  expect(linesThrough([week(10, 10), week(5, 10), week(0, 0), week(1, 2)], 90, 20)).toEqual(['0,0 30,10', '90,10'])
  expect(linesThrough([week(1, 1)], 90, 20)).toEqual(['0,0'])
})

test('the address chooses a span that exists', () => {
  expect([spanOf('4'), spanOf('26'), spanOf(undefined), spanOf('7')]).toEqual([4, 26, 8, 8])
})

test('warnings are counted both ways', () => {
  const atRisk = [
    { cause: 'clock', told: 20, broken: 5 },
    { cause: 'load', told: 4, broken: 4 },
  ]
  expect(warningsOf({ atRisk, foreseen: { broken: 12, told: 7 } })).toEqual({ told: 24, broken: 9, missed: 12, foreseen: 7 })
})
