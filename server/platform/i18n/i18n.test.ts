import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { areas, areaTexts } from './catalogue.ts'
import {
  acceptedLanguage,
  clockTime,
  detectLanguage,
  duration,
  fullTime,
  languages,
  lateSentences,
  locales,
  missingTexts,
  momentsFor,
  promiseSentence,
  recordSentence,
  translator,
  zoneName,
} from './index.ts'
import type { Language } from './index.ts'

const zone = 'Europe/Vilnius'
const now = new Date('2026-11-23T12:20:00Z')
const at = (iso: string) => new Date(iso)

describe('the catalogues', () => {
  // The desk is in English only, by the same pipeline.
  const english = areas('en').filter((area) => area !== 'desk')

  test('every language has the areas English has', () => {
    for (const language of languages)
      expect(
        areas(language).filter((area) => area !== 'desk'),
        language,
      ).toEqual(english)
  })

  test.each(languages.flatMap((language) => english.map((area) => [language, area] as const)))(
    '%s/%s: same keys, same placeholders, every plural form',
    (language, area) => {
      const source = areaTexts('en', area)
      const texts = areaTexts(language, area)
      expect([...texts.keys()].toSorted()).toEqual([...source.keys()].toSorted())
      for (const [key, text] of texts) {
        expect(placeholders(text), key).toEqual(placeholders(source.get(key) ?? ''))
        expect(missingForms(text, language), key).toEqual([])
      }
    },
  )

  test('no key stands in two areas', () => {
    const keys = english.flatMap((area) => [...areaTexts('en', area).keys()])
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('English uses none of the banned words', () => {
    const banned = /\b(please|oops|invalid|valid|ticket|sla|resolved|agent|sorry|error occurred)\b/i
    const found = english.flatMap((area) => [...areaTexts('en', area)].filter(([, text]) => banned.test(text)))
    expect(found).toEqual([])
  })

  test('no letter is attached to a variable', () => {
    const attached = languages.flatMap((language) =>
      english.flatMap((area) => [...areaTexts(language, area)].filter(([, text]) => hasSuffix(text)).map(([key]) => `${language} ${key}`)),
    )
    expect(attached).toEqual([])
  })

  test('the checks above bite', () => {
    expect(missingForms('{n, plural, one {# a} other {# b}}', 'uk')).toEqual(['few', 'many'])
    expect(placeholders('{a} {n, plural, one {{b}} other {x}}')).toEqual(['a', 'b', 'n'])
    expect(hasSuffix("{time}'ye kadar")).toBe(true)
    expect(hasSuffix('{time}-ig')).toBe(true)
    expect(hasSuffix('{day, select, a {x} other {y}} z')).toBe(false)
  })
})

describe('translating', () => {
  test('fills in values and plurals', () => {
    expect(translator('uk')('mail.digest.subject', { count: 21, number: 'K-1' })).toBe('21 повідомлення в одному листі (K-1)')
    expect(translator('uk')('mail.digest.subject', { count: 11, number: 'K-1' })).toBe('11 повідомлень в одному листі (K-1)')
    expect(translator('lt')('mail.code.time', { minutes: 15 })).toBe('Jis galioja 15 minučių.')
  })

  test('a value is never read as a message', () => {
    expect(translator('en')('mail.promise.subject_topic', { time: '14:32', number: 'K-1', topic: "{x} 'a' #" })).toBe(
      "We answer by 14:32 (K-1: {x} 'a' #)",
    )
  })

  test('reports a missing key and answers with the key', () => {
    expect(translator('tr')('nowhere.at_all')).toBe('nowhere.at_all')
    expect(missingTexts()).toContain('tr:nowhere.at_all')
  })

  test('says today, tomorrow and later apart', () => {
    const say = (language: Language, iso: string) =>
      translator(language)('sentence.call', momentsFor({ language, zone, now }).values(at(iso)))
    expect(say('en', '2026-11-23T15:30:00Z')).toBe('We call you at 17:30.')
    expect(say('en', '2026-11-24T08:00:00Z')).toBe('We call you tomorrow at 10:00.')
    expect(say('en', '2026-11-26T08:00:00Z')).toBe('We call you on Thursday 26 November at 10:00.')
    expect(say('hu', '2026-11-24T08:00:00Z')).toBe('Ekkor hívjuk Önt: holnap, 10:00.')
  })
})

describe('sentences for mails', () => {
  const moments = momentsFor({ language: 'en', zone, now })
  const dueAt = at('2026-11-23T12:32:00Z')

  test('a promise, the default one, and a call by its start', () => {
    expect(promiseSentence(translator('en'), moments, { way: 'written', dueAt })).toBe('We answer you by 14:32.')
    expect(promiseSentence(translator('en'), moments, { way: 'written', dueAt }, true)).toBe('If you choose nothing, we answer by 14:32.')
    expect(promiseSentence(translator('en'), moments, { way: 'call', startsAt: now, dueAt })).toBe('We call you at 14:20.')
  })

  test('a record of counts or none', () => {
    expect(recordSentence(translator('tr'), { kept: 96, total: 100 })).toBe('Son 100 sözden tutulan: 96.')
    expect(recordSentence(translator('en'), null)).toBe('New – no record yet.')
  })

  test.each(languages)('%s: late in four parts', (language) => {
    const parts = lateSentences(translator(language), momentsFor({ language, zone, now: at('2026-11-23T12:40:00Z') }), {
      promised: { way: 'written', dueAt },
      owner: 'Tomas',
      nextBy: at('2026-11-23T12:55:00Z'),
    })
    expect(parts[0]).toContain('14:32')
    expect(parts[0]).toContain('14:40')
    expect(parts[1]).toContain('Tomas')
    expect(parts[2]).toContain('14:55')
    expect(parts[3]).not.toBe('')
  })
})

describe('times', () => {
  const later = {
    en: 'Tuesday 1 December, 10:00',
    tr: '1 Aralık Salı, 10:00',
    uk: '1 грудня (вівторок), 10:00',
    lt: 'gruodžio 1 d. (antradienis), 10:00',
    hu: 'december 1., kedd, 10:00',
  }
  const tomorrow = { en: 'tomorrow, 10:00', tr: 'yarın, 10:00', uk: 'завтра, 10:00', lt: 'rytoj, 10:00', hu: 'holnap, 10:00' }

  test.each(languages)('%s: today, tomorrow, a later day', (language) => {
    const reading = { language, zone, now }
    expect(clockTime(at('2026-11-23T12:32:00Z'), reading)).toBe('14:32')
    expect(clockTime(at('2026-11-24T08:00:00Z'), reading)).toBe(tomorrow[language])
    expect(clockTime(at('2026-12-01T08:00:00Z'), reading)).toBe(later[language])
  })

  test('tomorrow is the reader’s: midnight and summer time decide, not 24 hours', () => {
    const evening = { language: 'en' as const, now: at('2026-11-23T21:59:00Z') }
    expect(clockTime(at('2026-11-23T22:01:00Z'), { ...evening, zone })).toBe('tomorrow, 00:01')
    expect(clockTime(at('2026-11-23T22:01:00Z'), { ...evening, zone: 'Europe/London' })).toBe('22:01')
    const springs = { language: 'en' as const, zone, now: at('2026-03-28T21:30:00Z') }
    expect(clockTime(at('2026-03-29T21:30:00Z'), springs)).toBe('Monday 30 March, 00:30')
    expect(clockTime(at('2026-03-29T20:30:00Z'), springs)).toBe('tomorrow, 23:30')
  })

  test('another year is named, and the whole time names its zone', () => {
    expect(clockTime(at('2027-01-05T08:00:00Z'), { language: 'en', zone, now })).toBe('Tuesday 5 January 2027, 10:00')
    expect(fullTime(now, { language: 'uk', zone, now })).toBe('23 листопада 2026 р. (понеділок), 14:20 (Вільнюс)')
  })

  test('spans have one or two units and their plurals', () => {
    expect(duration(12 * 60_000, 'en')).toBe('12 minutes')
    expect(duration(20_000, 'en')).toBe('1 minute')
    expect(duration(21 * 60_000, 'uk')).toBe('21 хвилина')
    expect(duration(131 * 60_000, 'lt')).toBe('2 valandos 11 minučių')
    expect(duration(50 * 3_600_000, 'hu')).toBe('2 nap 2 óra')
    expect(duration(-9 * 86_400_000, 'tr')).toBe('9 gün')
  })

  test('zones by the city people know', () => {
    expect(zoneName('Europe/Istanbul', 'lt')).toBe('Stambulas')
    expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })
})

describe('choosing a language', () => {
  const texts: Record<Language, string> = {
    en: 'Hello, my bicycle battery will not charge and the lamp blinks red all the time.',
    tr: 'Merhaba, bisikletimin bataryası şarj olmuyor ve lamba sürekli kırmızı yanıp sönüyor.',
    uk: 'Добрий день, акумулятор мого велосипеда не заряджається, а лампочка весь час блимає червоним.',
    lt: 'Laba diena, mano dviračio baterija neįsikrauna, o lemputė visą laiką mirksi raudonai.',
    hu: 'Jó napot kívánok, a kerékpárom akkumulátora nem töltődik, és a lámpa folyamatosan pirosan villog.',
  }

  test.each(languages)('%s is detected in a text over 40 characters', (language) => {
    expect(detectLanguage(texts[language])).toBe(language)
  })

  test('a short text, a foreign one and an empty one are not guessed', () => {
    expect(detectLanguage('Labas')).toBeUndefined()
    expect(detectLanguage('Guten Tag, der Akku meines Fahrrads lädt nicht mehr und die Lampe blinkt ständig rot.')).toBeUndefined()
    expect(detectLanguage(' '.repeat(100))).toBeUndefined()
  })

  test('the browser’s wishes by weight', () => {
    expect(acceptedLanguage('de, lt;q=0.8, en;q=0.9')).toBe('en')
    expect(acceptedLanguage('uk-UA')).toBe('uk')
    expect(acceptedLanguage('de, tr;q=0')).toBeUndefined()
    expect(acceptedLanguage(undefined)).toBeUndefined()
  })
})

type Token = string | readonly [string, string?, unknown?]

function placeholders(text: string): string[] {
  const found = new Set<string>()
  visit(compileMessageOrThrow(text) as Token[], ([name]) => found.add(ofOneMoment.has(name) ? 'moment' : name))
  return [...found].toSorted()
}

// These always come together, and each language words a moment with the parts it needs.
const ofOneMoment = new Set(['time', 'clock', 'date', 'day'])

function missingForms(text: string, language: Language): string[] {
  const missing: string[] = []
  visit(compileMessageOrThrow(text) as Token[], ([, kind, choices]) => {
    if (kind !== 'plural') return
    const wanted = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories
    missing.push(...wanted.filter((form) => !(form in (choices as object))))
  })
  return missing.toSorted()
}

function visit(tokens: Token[], see: (token: readonly [string, string?, unknown?]) => void): void {
  for (const token of tokens) {
    if (typeof token === 'string') continue
    see(token)
    for (const branch of Object.values((token[2] ?? {}) as Record<string, unknown>))
      if (Array.isArray(branch)) visit(branch as Token[], see)
  }
}

// A letter, or an apostrophe or hyphen and a letter, straight after a plain variable.
function hasSuffix(text: string): boolean {
  return /\{\w+\}(?:['’ʼ-]?\p{L})/u.test(text)
}
