import { expect, test } from 'vitest'
import { dateIn, dateWords, midnightIn, mondayOf, plusDays, weekdayWords } from './dates.ts'

test.each([
  ['Europe/Vilnius', '2026-11-25', '2026-11-24T22:00:00.000Z'],
  ['Europe/Vilnius', '2026-10-25', '2026-10-24T21:00:00.000Z'],
  ['Europe/Vilnius', '2026-10-26', '2026-10-25T22:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-25', '2026-11-24T18:15:00.000Z'],
  ['Pacific/Auckland', '2026-09-28', '2026-09-27T11:00:00.000Z'],
  ['America/St_Johns', '2026-03-08', '2026-03-08T03:30:00.000Z'],
  ['America/St_Johns', '2026-03-09', '2026-03-09T02:30:00.000Z'],
])('in %s %s begins at %s', (zone, date, at) => {
  expect(new Date(midnightIn(zone, date)).toISOString()).toBe(at)
  expect([dateIn(zone, Date.parse(at)), dateIn(zone, Date.parse(at) - 1)]).toEqual([date, plusDays(date, -1)])
})

test('weeks begin on Monday, and dates are said in words', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23'])
  expect([dateWords('2026-11-27'), dateWords('2026-11-27', 'long'), weekdayWords(0), weekdayWords(6, 'short')]).toEqual([
    'Fri 27 Nov',
    'Friday 27 November 2026',
    'Monday',
    'Sun',
  ])
})
