import { expect, test } from 'vitest'
import type { Span } from './calendar.ts'
import { calendarFrom, daysAhead, type PlaceDay, type Stated } from './day-plan.ts'

const day: Span[] = [['09:00', '18:00']]
const stated: Stated = { zone: 'Europe/Vilnius', week: [day, day, day, day, day, [], []], openOn: [], days: [] }
const holidays: PlaceDay[] = [
  { date: '2026-12-24', name: 'Christmas Eve', from: '13:00' },
  { date: '2026-12-25', name: 'Christmas Day', from: null },
  { date: '2026-12-26', name: 'Boxing Day', from: null },
]

test('a holiday closes its day, a half one cuts it', () => {
  expect(calendarFrom(stated, holidays)).toEqual({
    zone: stated.zone,
    week: stated.week,
    holidays: ['2026-12-25', '2026-12-26'],
    extra: { '2026-12-24': [['09:00', '13:00']] },
  })
})

test('a holiday on which we work counts for nothing, an own day wins over it', () => {
  const mine = {
    ...stated,
    openOn: ['Christmas Eve'],
    days: [
      { date: '2026-12-28', name: 'Counting stock', hours: [] },
      { date: '2026-12-25', name: '', hours: [['10:00', '12:00'] as Span] },
    ],
  }
  const calendar = calendarFrom(mine, holidays)
  expect(calendar.holidays).toEqual(['2026-12-26', '2026-12-28'])
  expect(calendar.extra).toEqual({ '2026-12-25': [['10:00', '12:00']] })
})

test('a night shift that has begun before a half holiday ends when it begins', () => {
  const night: Span[] = [['22:00', '06:00']]
  const nights = { ...stated, week: [night, night, night, night, night, night, night] }
  expect(calendarFrom(nights, [{ date: '2026-12-24', name: 'Eve', from: '23:00' }]).extra['2026-12-24']).toEqual([['22:00', '23:00']])
  expect(calendarFrom(nights, [{ date: '2026-12-24', name: 'Eve', from: '13:00' }]).holidays).toEqual(['2026-12-24'])
})

test('the days ahead say what begins, why, and when clocks move', () => {
  const calendar = calendarFrom(stated, holidays)
  const christmas = daysAhead(calendar, stated, holidays, { firstDate: '2026-12-23', count: 4 })
  expect(christmas.map(({ date, kind, why, spans }) => [date, kind, why, spans.join(' ')])).toEqual([
    ['2026-12-23', 'week', null, '09:00,18:00'],
    ['2026-12-24', 'holiday', 'Christmas Eve', '09:00,13:00'],
    ['2026-12-25', 'holiday', 'Christmas Day', ''],
    ['2026-12-26', 'holiday', 'Boxing Day', ''],
  ])
  const moved = (zone: string, firstDate: string) => daysAhead({ ...calendar, zone }, stated, [], { firstDate, count: 1 })[0]?.clockMinutes
  expect(moved('Europe/Vilnius', '2026-10-25')).toBe(-60)
  expect(moved('Europe/Vilnius', '2026-03-29')).toBe(60)
  expect(moved('Australia/Lord_Howe', '2026-10-04')).toBe(30)
  expect(moved('Europe/Vilnius', '2026-10-26')).toBe(0)
})
