import { expect, test } from 'vitest'
import type { Version } from './queries.ts'
import { differences, termLines } from './termLines.ts'

const version = (terms: Partial<Version['terms']>, changes: Partial<Version> = {}): Version => ({
  id: 'version_1',
  version: 1,
  state: 'in_force',
  waitsFor: null,
  terms: {
    forms: [],
    answerMinutes: 240,
    callMinutes: null,
    updateMinutes: null,
    resolutionMinutes: 1620,
    calendarId: null,
    language: null,
    matter: null,
    namedPersonId: null,
    from: '2026-12-01',
    until: null,
    noticeDays: 30,
    breach: '',
    words: '',
    ...terms,
  },
  hours: null,
  namedPerson: null,
  proposed: { by: 'us', name: 'Rasa', at: '2026-11-25T10:00:00Z' },
  note: '',
  ourSignature: null,
  theirSignature: null,
  declined: null,
  ended: null,
  reason: null,
  beginsAt: null,
  endsAt: null,
  kept: 0,
  broken: 0,
  ...changes,
})

test('what is agreed has a line, and working time is told in hours', () => {
  expect(termLines(version({ matter: 'time' }))).toEqual([
    { name: 'answer', value: { id: 'desk.span.hours', values: { hours: 4, minutes: 0 } } },
    { name: 'resolution', value: { id: 'desk.span.hours', values: { hours: 27, minutes: 0 } } },
    { name: 'matter', value: { id: 'desk.matter.time' } },
    { name: 'from', value: 'Tuesday 1 December 2026' },
    { name: 'notice', value: { id: 'desk.agreement.days', values: { days: 30 } } },
  ])
})

test('differences name what changed, what came and what went', () => {
  const [one, two] = [version({ breach: 'A month free.' }), version({ answerMinutes: 30, until: '2026-12-31' }, { hours: 'Evenings' })]
  expect(differences(one, two).map(({ name, before, after }) => [name, before !== null, after !== null])).toEqual([
    ['answer', true, true],
    ['hours', false, true],
    ['until', false, true],
    ['breach', true, false],
  ])
  expect(differences(one, one)).toEqual([])
})
