import { describe, expect, test } from 'vitest'
import type { CharterEntry, CharterHours } from '#contract/charter.ts'
import { languages, missingTexts, translator } from '#platform/i18n/index.ts'
import { changeWords, entryNotes, entrySentence, hoursWords } from './charter-words.ts'
import type { Term } from './rules/charter.ts'

const day: [string, string][] = [['09:00', '18:00']]
const hours = (changes: Partial<CharterHours> = {}): CharterHours => ({
  teams: [{ id: 'team_1', name: 'Front' }],
  zone: 'Europe/Vilnius',
  week: [day, day, day, day, day, [], []],
  country: 'LT',
  ...changes,
})
const entry = (changes: Partial<CharterEntry> = {}): CharterEntry => ({
  optionId: 'option_1',
  form: 'written',
  name: 'Quick',
  teamId: '',
  teamName: '',
  level: 0.9,
  minutes: 120,
  windowMinutes: 0,
  isDefault: false,
  choosers: 'everyone',
  languages: null,
  ...changes,
})
const t = translator('en')

test('hours that changed say what of them, hours that came or went say that', () => {
  const told = (from: CharterHours | null, to: CharterHours | null) =>
    changeWords(t, { what: 'hours', teams: ['Front', 'Billing'], from, to }, [], false)
  expect(told(hours(), hours({ week: [day, day, [], [], [], [], []] }))).toBe(
    'Front, Billing, Working hours: from Mon–Fri 09:00–18:00 to Mon–Tue 09:00–18:00',
  )
  expect(told(hours(), hours({ zone: 'Europe/Kyiv', country: null }))).toBe(
    'Front, Billing, Working hours: from Vilnius, public holidays: Lithuania to Kyiv, no public holidays',
  )
  expect(told(null, hours({ country: null }))).toBe('New: Front, Billing, Working hours: Mon–Fri 09:00–18:00 (time zone: Vilnius).')
  expect(told(hours(), null)).toBe('No longer promised: Front, Billing, Working hours')
})

test('an entry is named at the desk, and to the public by what it is', () => {
  const change = { what: 'changed' as const, term: 'minutes' as const, from: entry(), to: entry({ minutes: 540 }) }
  expect(changeWords(t, change, [hours()], true)).toBe('Quick: from 2 hours of working time to 1 working day')
  expect(changeWords(t, change, [hours()], false)).toBe('Written answer: from 2 hours of working time to 1 working day')
  expect(changeWords(t, { what: 'added', entry: entry() }, [hours()], true)).toBe(
    'New: Quick. We answer you in writing within 2 hours of working time.',
  )
})

describe('in every language', () => {
  const terms: Term[] = ['name', 'minutes', 'windowMinutes', 'level', 'languages', 'choosers', 'isDefault']
  const forms = ['written', 'call', 'update', 'resolution', 'escalation'] as const
  const other = {
    minutes: 90,
    windowMinutes: 20,
    level: 0.8,
    languages: ['uk' as const],
    choosers: 'proven' as const,
    isDefault: true,
    name: 'Q',
  }
  test.each(languages)('%s: every sentence is there, whole, and without a key in it', (language) => {
    const own = translator(language)
    const texts = forms.flatMap((form) => {
      const [from, to] = [entry({ form, windowMinutes: 10 }), entry({ form, ...other, teamName: 'Front' })]
      return [
        entrySentence(own, from, [hours()]),
        ...entryNotes(own, to),
        ...terms.map((term) => changeWords(own, { what: 'changed', term, from, to }, [hours()], false)),
        changeWords(own, { what: 'removed', entry: from }, [hours()], false),
      ]
    })
    const all = [...texts, hoursWords(own, hours(), true), hoursWords(own, hours({ week: [[], [], [], [], [], [], []] }), false)]
    expect(all.filter((text) => !text.trim() || /charter\.|undefined|NaN|[{}]/.test(text))).toEqual([])
    expect(missingTexts()).toEqual([])
  })
})
