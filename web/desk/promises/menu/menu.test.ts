import { readFileSync } from 'node:fs'
import { setupI18n } from '@lingui/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServiceOption } from '#contract/promises.ts'
import { compilePo } from '../../catalogue.ts'
import type { Words } from '../../kit/language.ts'
import { lengthWords, readMinutes, workingDayMinutes } from './minutes.ts'
import { byForm, draftOf, emptyDraft, readDraft, recordWords } from './optionDraft.ts'

const po = readFileSync(new URL('../../../../locales/en/desk.po', import.meta.url), 'utf8')
const catalogue = setupI18n({ locale: 'en', messages: { en: compilePo(po) as Record<string, string> } })
const say = ({ id, values }: Words) => catalogue._(id, values)
const day = 540
const seed = 20261125
const words = (minutes: number) => say(lengthWords(minutes, day))

const option: ServiceOption = {
  id: 'option_1',
  form: 'written',
  name: 'Written answer',
  teamId: '',
  level: 0.9,
  minutes: 120,
  windowMinutes: 0,
  skill: null,
  inLanguage: false,
  choosers: 'everyone',
  isDefault: true,
  active: true,
  version: 3,
  record: null,
}

describe('a length of working time', () => {
  test.each([
    ['2 h', 120],
    ['90 min', 90],
    ['90', 90],
    ['1 h 30 min', 90],
    ['1h30m', 90],
    ['1,5 h', 90],
    ['1 working day', day],
    ['2 days', 2 * day],
    ['1 day 2 hours', day + 120],
  ])('%s is read', (text, minutes) => expect(readMinutes(text, day)).toBe(minutes))

  test.each(['', 'soon', '2 30', '2 h later', '-5 min', '0 min', 'h'])('%j is no length', (text) =>
    expect(readMinutes(text, day)).toBeNull(),
  )

  test('is written in the fewest words, and read back as the same', () => {
    expect([45, 60, 90, 120, 150, 540, 1620].map(words)).toEqual([
      '45 min',
      '1 h',
      '90 min',
      '2 h',
      '2 h 30 min',
      '1 working day',
      '3 working days',
    ])
    const lengths = fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 60, max: 720 }), (minutes, dayMinutes) => {
      expect(readMinutes(say(lengthWords(minutes, dayMinutes)), dayMinutes)).toBe(minutes)
    })
    fc.assert(lengths, { seed, numRuns: process.env['FULL'] ? 10_000 : 500 })
  })

  test('a working day is as long as most days of the week are', () => {
    const hours: [string, string][] = [['09:00', '18:00']]
    const split: [string, string][] = [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]
    expect(workingDayMinutes([hours, hours, hours, hours, split, [], []])).toBe(540)
    expect(workingDayMinutes([split, split, [], [], [], [], []])).toBe(420)
    expect(workingDayMinutes([])).toBe(480)
  })
})

describe('an entry of the menu', () => {
  test('typed over and left alone it is the same entry', () => {
    const { terms, faults } = readDraft(draftOf(option, words), day)
    const { id: _id, form: _form, teamId: _team, version: _version, record: _record, ...same } = option
    expect(terms).toEqual(same)
    expect(faults).toEqual({})
  })

  test('says of each field what to write', () => {
    const { terms, faults } = readDraft({ ...emptyDraft, form: 'call', level: '100' }, day)
    expect(terms).toBeNull()
    expect(Object.keys(faults).sort()).toEqual(['level', 'name', 'time', 'window'])
    expect(readDraft({ ...emptyDraft, name: 'x', time: '1 h', isDefault: true, form: 'update' }, day).terms?.isDefault).toBe(false)
  })

  test('stands with its form, the soonest first', () => {
    const call = { ...option, id: 'option_2', form: 'call' as const }
    const later = { ...option, id: 'option_3', minutes: 540 }
    expect(byForm([call, later, option]).map((group) => [group.form, group.options.map(({ id }) => id)])).toEqual([
      ['written', ['option_1', 'option_3']],
      ['call', ['option_2']],
    ])
  })

  test('a record is counts first, and no per cent under twenty', () => {
    expect(say(recordWords({ kept: 96, total: 100, low: 0.902, high: 0.984 }))).toBe('kept 96 of 100 (90-98 %)')
    expect(say(recordWords({ kept: 19, total: 19, low: 0.8, high: 1 }))).toBe('new, no record yet')
    expect(say(recordWords(null))).toBe('new, no record yet')
  })
})
