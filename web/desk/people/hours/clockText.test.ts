import { expect, test } from 'vitest'
import { clockOf, hoursText, isOvernight, nextSpan, runsOf } from './clockText.ts'

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  [' 17:05 ', '17:05'],
  ['24', '24:00'],
  ['2430', '2430'],
  ['25', '25'],
  ['9:75', '9:75'],
  ['noon', 'noon'],
  ['', ''],
])('%j is read as %j', (typed, read) => expect(clockOf(typed)).toBe(read))

test('hours end on the next day when they end at or before their beginning', () => {
  expect([
    isOvernight(['22:00', '06:00']),
    isOvernight(['09:00', '09:00']),
    isOvernight(['09:00', '24:00']),
    isOvernight(['9', '']),
  ]).toEqual([true, true, false, false])
})

test('what is proposed never begins inside what is there', () => {
  expect(nextSpan([])).toEqual(['09:00', '17:00'])
  expect(nextSpan([['08:30', '12:30']])).toEqual(['13:00', '17:00'])
  expect(nextSpan([['22:00', '06:00']])).toEqual(['08:00', '12:00'])
})

test('equal days are told as one run', () => {
  const day: [string, string][] = [['09:00', '18:00']]
  expect(runsOf([day, day, day, day, day, [], []])).toEqual([
    { first: 0, last: 4, hours: '09:00–18:00' },
    { first: 5, last: 6, hours: '' },
  ])
  expect(
    hoursText([
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ]),
  ).toBe('08:00–12:00, 13:00–17:00')
})
