import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupOf, groupsOf, localOf, type Asked } from './demand.ts'

const plain: Asked = {
  form: 'call',
  teamId: 'team_1',
  weekday: 3,
  hour: 18,
  leadMinutes: 90,
  personId: null,
  place: null,
  language: 'tr',
}

test('a demand is counted under its band of hours, its pace, its person, place and language', () => {
  expect(groupsOf(plain)).toEqual(['call:team_1:weekdays:18', 'language:tr'])
  expect(groupsOf({ ...plain, weekday: 7, hour: 19 })).toEqual(['call:team_1:weekend:18', 'language:tr'])
  expect(groupsOf({ ...plain, form: 'written', leadMinutes: 120, language: null })).toEqual(['written:team_1:120'])
  expect(groupsOf({ ...plain, form: 'written', leadMinutes: 5000, language: null })).toEqual(['written:team_1:later'])
  expect(groupsOf({ ...plain, weekday: null, hour: null, personId: 'staff_1', place: ' At Your SHOP ', language: null })).toEqual([
    'person:staff_1',
    'place:at your shop',
  ])
})

test('a key says what its group is about, and a strange one nothing', () => {
  expect(groupOf('call:team_1:weekdays:18')).toMatchObject({ kind: 'call', teamId: 'team_1', days: 'weekdays', fromHour: 18, toHour: 20 })
  expect(groupOf('written:team_1:120')).toMatchObject({ kind: 'written', withinMinutes: 120 })
  expect(groupOf('place:at: home')).toMatchObject({ kind: 'place', of: 'at: home' })
  for (const strange of ['', 'call', 'call:t:night:3', 'person:', 'x:y']) expect(groupOf(strange)).toBeNull()
})

test('every key of a demand is read back (seed 7)', () => {
  const asked = fc.record<Asked>({
    form: fc.constantFrom('written', 'call'),
    teamId: fc.stringMatching(/^team_[A-Z0-9]{4}$/),
    weekday: fc.integer({ min: 1, max: 7 }),
    hour: fc.integer({ min: 0, max: 23 }),
    leadMinutes: fc.nat(100_000),
    personId: fc.option(fc.stringMatching(/^staff_[A-Z0-9]{4}$/)),
    place: fc.option(fc.stringMatching(/^[a-z]{1,30}$/)),
    language: fc.constantFrom('en', 'uk', null),
  })
  fc.assert(
    fc.property(asked, (one) => {
      for (const key of groupsOf(one)) expect(groupOf(key), key).not.toBeNull()
    }),
    { seed: 7, numRuns: process.env.FULL ? 10_000 : 200 },
  )
})

test('the day and hour are those of the customer’s clock', () => {
  expect(localOf(Date.parse('2026-11-28T22:30:00Z'), 'Europe/Vilnius')).toEqual({ weekday: 7, hour: 0 })
})
