import { expect, test } from 'vitest'
import type { Span } from './calendar.ts'
import { calendarFaults, formFaults, hoursFaults } from './calendar-fault.ts'

const day: Span[] = [['09:00', '18:00']]
const office = { zone: 'Europe/Vilnius', week: [day, day, day, day, day, [], []], days: [] }

test('good hours have no faults', () => {
  expect(calendarFaults(office)).toEqual([])
  expect(calendarFaults({ ...office, week: Array.from({ length: 7 }, () => [['22:00', '24:00']]) })).toEqual([])
  expect(hoursFaults({ zone: null, week: null, days: [{ date: '2028-02-29', name: '', hours: [] }] })).toEqual([])
})

test('all faults are listed at once, each where it stands', () => {
  const bad = {
    zone: 'Mars/Olympus',
    week: [
      [
        ['9:00', '18:00'],
        ['24:00', '01:00'],
      ] as Span[],
    ],
    days: [
      { date: '2026-02-30', name: '', hours: [] },
      { date: '2026-12-24', name: '', hours: [['09:00', '25:00']] as Span[] },
      { date: '2026-12-24', name: '', hours: [] },
    ],
  }
  expect(calendarFaults(bad).map(({ pointer }) => pointer)).toEqual([
    '/zone',
    '/week',
    '/week/0/0/0',
    '/week/0/1/0',
    '/days/1/hours/0/1',
    '/days/0/date',
    '/days/2/date',
  ])
})

test('a calendar needs some working time, a person may have none', () => {
  const empty = { ...office, week: Array.from({ length: 7 }, () => []) }
  expect(calendarFaults(empty)).toEqual([{ pointer: '/week', detail: 'Give at least one day some hours.' }])
  expect(hoursFaults(empty)).toEqual([])
})

test.each<[string, Span[], string[]]>([
  [
    'one inside the other',
    [
      ['09:00', '18:00'],
      ['10:00', '11:00'],
    ],
    ['/week/0/1/0'],
  ],
  [
    'two that are the same',
    [
      ['09:00', '12:00'],
      ['09:00', '12:00'],
    ],
    ['/week/0/1/0'],
  ],
  [
    'a night that begins in an evening',
    [
      ['14:00', '23:00'],
      ['22:00', '06:00'],
    ],
    ['/week/0/1/0'],
  ],
  [
    'touching is no overlap',
    [
      ['09:00', '12:00'],
      ['12:00', '18:00'],
    ],
    [],
  ],
])('hours of a day that overlap: %s', (_, spans, pointers) => {
  const written = { ...office, week: [spans, ...office.week.slice(1)] }
  expect(hoursFaults(written).map(({ pointer }) => pointer)).toEqual(pointers)
  expect(formFaults(written)).toEqual([])
})
