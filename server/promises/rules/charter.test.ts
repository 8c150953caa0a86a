import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { charterParts } from '#contract/charter-parts.ts'
import type { CharterEntry, CharterHours, OwnTexts } from '#contract/charter.ts'
import { promiseForm } from '#contract/promises.ts'
import { language, type Language } from '#contract/wire.ts'
import { dayMinutesOf, dayRuns, differences, everySpan, lengthOf, markOf, spanStarts, wholeTexts, type Snapshot } from './charter.ts'

const runs = { numRuns: process.env['FULL'] ? 10_000 : 300, seed: 20261125 }
const languages = language.options

const entry = (changes: Partial<CharterEntry> = {}): CharterEntry => ({
  optionId: 'option_1',
  form: 'call',
  name: 'Call back',
  teamId: '',
  teamName: '',
  level: 0.9,
  minutes: 60,
  windowMinutes: 10,
  isDefault: false,
  choosers: 'everyone',
  languages: ['en', 'lt'],
  ...changes,
})
const day: [string, string][] = [['09:00', '18:00']]
const hours = (changes: Partial<CharterHours> = {}): CharterHours => ({
  teams: [
    { id: 'team_1', name: 'Front' },
    { id: 'team_2', name: 'Billing' },
  ],
  zone: 'Europe/Vilnius',
  week: [day, day, day, day, day, [], []],
  country: 'LT',
  ...changes,
})
const texts = (own: OwnTexts = {}) => wholeTexts(own, defaults, { parts: charterParts, languages, company: 'lt' })
const defaults = Object.fromEntries(languages.map((one) => [one, { free: `free in ${one}` }])) as Record<Language, { free: string }>
const version = (changes: Partial<Snapshot> = {}): Snapshot => ({ entries: [entry()], hours: [hours()], texts: texts(), ...changes })

const anyEntry = fc.record({
  optionId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  form: fc.constantFrom(...promiseForm.options),
  name: fc.string({ maxLength: 8 }),
  teamId: fc.constantFrom('', 'team_1'),
  teamName: fc.constant(''),
  level: fc.constantFrom(0.8, 0.9),
  minutes: fc.integer({ min: 1, max: 5 }),
  windowMinutes: fc.constantFrom(0, 10),
  isDefault: fc.boolean(),
  choosers: fc.constantFrom('everyone' as const, 'proven' as const),
  languages: fc.option(fc.subarray([...languages]), { nil: null }),
})
const anyEntries = fc.uniqueArray(anyEntry, { selector: ({ optionId }) => optionId, maxLength: 5 })
const anyTexts = fc.dictionary(
  fc.constantFrom(...charterParts),
  fc.dictionary(fc.constantFrom(...languages), fc.constantFrom('', ' ', 'ours', 'mūsų')),
)
const anyVersion: fc.Arbitrary<Snapshot> = fc.record({
  entries: anyEntries,
  hours: fc.constantFrom([hours()], [], [hours({ zone: 'Europe/Kyiv' })], [hours({ teams: [{ id: 'team_1', name: 'Front' }] })]),
  texts: anyTexts.map((own) => texts(own)),
})

describe('what differs between two versions', () => {
  test('every term that a customer reads is a point of its own', () => {
    const before = version()
    const after = version({ entries: [entry({ minutes: 30, level: 0.8, languages: ['en', 'lt', 'tr'] })] })
    expect(differences(before, after).map((one) => one.what === 'changed' && one.term)).toEqual(['minutes', 'level', 'languages'])
  })

  test('entries that came and went, hours that changed alike as one point, texts by part', () => {
    const after = version({
      entries: [entry({ optionId: 'option_2' })],
      hours: [hours({ week: [day, day, day, day, [['09:00', '14:00']], [], []] })],
      texts: texts({ free: { lt: 'Viskas' } }),
    })
    expect(differences(version(), after)).toMatchObject([
      { what: 'added', entry: { optionId: 'option_2' } },
      { what: 'removed', entry: { optionId: 'option_1' } },
      { what: 'hours', teams: ['Front', 'Billing'] },
      { what: 'text', part: 'free', languages: [...languages] },
    ])
  })

  test('a version and itself differ in nothing, however it was stored; from nothing everything is new', () => {
    fc.assert(
      fc.property(anyVersion, (one) => {
        const stored = JSON.parse(JSON.stringify(one, Object.keys(flat(one)).toSorted().reverse())) as Snapshot
        expect(differences(one, stored)).toEqual([])
        expect(markOf(3, stored)).toBe(markOf(3, one))
        const empty = version({ entries: [], hours: [], texts: texts() })
        const news = differences(empty, { ...one, hours: [], texts: empty.texts })
        expect(news.map(({ what }) => what)).toEqual(one.entries.map(() => 'added'))
      }),
      runs,
    )
  })

  test('two versions with a point between them have other marks, and the way back has as many points', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (one, other) => {
        const there = differences(one, other)
        expect(differences(other, one)).toHaveLength(there.length)
        if (there.length) expect(markOf(3, one)).not.toBe(markOf(3, other))
        expect(markOf(4, one)).not.toBe(markOf(3, one))
      }),
      runs,
    )
  })
})

test('no reader meets a default beside the company’s own words', () => {
  fc.assert(
    fc.property(anyTexts, (own) => {
      const whole = texts(own)
      for (const part of charterParts) {
        const spoken = languages.filter((one) => own[part]?.[one]?.trim())
        for (const one of languages) {
          const said = whole[one][part]
          if (spoken.length) expect(said && spoken.includes(said.language) && own[part]?.[said.language]?.trim()).toBe(said?.text)
          else expect(said?.text).toBe(part === 'free' ? `free in ${one}` : undefined)
          if (spoken.includes(one)) expect(said?.language).toBe(one)
          else if (spoken.includes('lt')) expect(said?.language).toBe('lt')
        }
      }
    }),
    runs,
  )
})

test('lengths are whole working days, or hours and minutes that add up', () => {
  expect(lengthOf(540, 540)).toEqual({ days: 1 })
  expect(lengthOf(1620, 540)).toEqual({ days: 3 })
  expect(lengthOf(1500, 540)).toEqual({ hours: 25, minutes: 0 })
  expect(lengthOf(540, null)).toEqual({ hours: 9, minutes: 0 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), fc.option(fc.integer({ min: 1, max: 1440 })), (minutes, dayMinutes) => {
      const length = lengthOf(minutes, dayMinutes)
      expect('days' in length ? length.days * (dayMinutes ?? 0) : length.hours * 60 + length.minutes).toBe(minutes)
    }),
    runs,
  )
})

test('a working day is the one that most days have, by night too, and none where teams differ', () => {
  expect(dayMinutesOf([hours()])).toBe(540)
  expect(dayMinutesOf([hours({ week: [[['22:00', '06:00']], [], [], [], [], [], []] })])).toBe(480)
  expect(dayMinutesOf([hours(), hours({ week: [[['09:00', '17:00']], [], [], [], [], [], []] })])).toBeNull()
  expect(dayMinutesOf([])).toBeNull()
  expect(dayRuns(hours().week)).toEqual([[0, 4, day]])
  expect(dayRuns([day, [], day, day, [], [], day]).map(([from, to]) => [from, to])).toEqual([
    [0, 0],
    [2, 3],
    [6, 6],
  ])
})

test('a record over time has twelve spans up to today, gaps counted as none, nothing before its first', () => {
  expect(spanStarts('week', '2026-11-25').at(-1)).toBe('2026-11-23')
  expect(spanStarts('month', '2026-11-25')).toEqual([
    '2025-12-01',
    ...Array.from({ length: 11 }, (_, nth) => `2026-${String(nth + 1).padStart(2, '0')}-01`),
  ])
  const starts = spanStarts('week', '2026-11-25')
  expect(starts).toHaveLength(12)
  const counted = everySpan(starts, [
    { from: '2026-11-02', kept: 4, total: 5 },
    { from: '2026-11-16', kept: 1, total: 1 },
  ])
  expect(counted).toEqual([
    { from: '2026-11-02', kept: 4, total: 5 },
    { from: '2026-11-09', kept: 0, total: 0 },
    { from: '2026-11-16', kept: 1, total: 1 },
    { from: '2026-11-23', kept: 0, total: 0 },
  ])
  expect(everySpan(starts, [])).toEqual([])
})

/** Every key there is in a value. */
function flat(value: unknown, keys: Record<string, true> = {}): Record<string, true> {
  if (value && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      keys[key] = true
      flat(one, keys)
    }
  }
  return keys
}
