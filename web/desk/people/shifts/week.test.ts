import { expect, test } from 'vitest'
import { plusDays } from '../../kit/dates.ts'
import { cellsOf, nowOrNext, touches } from './week.ts'

const zone = 'Europe/Vilnius'
const dates = Array.from({ length: 7 }, (_, day) => plusDays('2026-11-23', day))
const at = (text: string) => Date.parse(`${text}:00+02:00`)
const stretch = (from: string, until: string) => ({ startMs: at(from), endMs: at(until) })

test('hours stand on the day they begin, nights too', () => {
  const cells = cellsOf(
    [
      stretch('2026-11-23T09:00', '2026-11-23T13:00'),
      stretch('2026-11-23T14:00', '2026-11-23T18:00'),
      stretch('2026-11-25T22:00', '2026-11-26T06:00'),
    ],
    dates,
    zone,
  )
  expect([cells.get('2026-11-23'), cells.get('2026-11-25'), cells.get('2026-11-26')]).toEqual([
    ['09:00–13:00', '14:00–18:00'],
    ['22:00–06:00'],
    [],
  ])
})

test('who is always there has every day, cut at midnight', () => {
  const cells = cellsOf([stretch('2026-11-23T00:00', '2026-11-30T00:00')], dates, zone)
  expect([...cells.values()]).toEqual(dates.map(() => ['00:00–24:00']))
})

test('an absence touches the days it lies on', () => {
  const away = stretch('2026-11-24T12:00', '2026-11-26T00:00')
  expect(dates.filter((date) => touches(away, date, zone))).toEqual(['2026-11-24', '2026-11-25'])
})

test('who is there now, who comes next', () => {
  const morning = stretch('2026-11-23T09:00', '2026-11-23T13:00')
  const evening = stretch('2026-11-23T18:00', '2026-11-23T20:00')
  expect(nowOrNext([morning, evening], at('2026-11-23T10:00'))).toEqual({ now: morning })
  expect(nowOrNext([morning, evening], at('2026-11-23T13:00'))).toEqual({ next: evening })
  expect(nowOrNext([morning, evening], at('2026-11-23T20:00'))).toBe(null)
})
