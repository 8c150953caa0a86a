import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpoken } from './spoken.ts'

// Wednesday 25 November 2026, 10:07 in Vilnius. The phrases are written by the builder; no native speaker has reviewed them.
const [nowMs, zone] = [Date.parse('2026-11-25T10:07:00+02:00'), 'Europe/Vilnius']
const people = ['Rūta Petraitė', 'Jonas Jonaitis', 'Ayşe Demir']
const languages = ['en', 'tr', 'uk', 'lt', 'hu']
const numRuns = process.env.FULL ? 10_000 : 300
const seed = 20_261_125

const shown = (ms: number | null) =>
  ms === null
    ? 'null'
    : Temporal.Instant.fromEpochMilliseconds(ms)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ')

describe.each(languages)('what people say in %s', (language) => {
  const lines = readFileSync(path.join(import.meta.dirname, 'phrases', `${language}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  const phrases = lines.map((line) => line.split('|').map((cell) => cell.trim()))

  it('has sixty phrases and more', () => expect(phrases.length).toBeGreaterThanOrEqual(60))

  it.each(phrases)('%s %s %s %s %s: %s', (at, relation, form, person, place, text) => {
    const read = readSpoken(text ?? '', { language, nowMs, zone, people })
    const expected = [at, at === 'null' ? '-' : relation, form, person, place]
    expect([shown(read.atMs), read.atMs === null ? '-' : read.relation, read.form ?? '-', read.person ?? '-', read.place ?? '-']).toEqual(
      expected,
    )
  })

  it('reads them on the page of another language too, where most of their words are known', () => {
    const other = languages[(languages.indexOf(language) + 1) % languages.length] ?? 'en'
    const same = phrases.filter(([at, , , , , text]) => shown(readSpoken(text ?? '', { language: other, nowMs, zone, people }).atMs) === at)
    expect(same.length / phrases.length).toBeGreaterThan(0.9)
  })

  it('reads back what a calendar of the language writes, to the minute', () => {
    const styles = (['full', 'long', 'medium'] as const).map(
      (dateStyle) => new Intl.DateTimeFormat(language, { dateStyle, timeStyle: 'short', timeZone: zone }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 170 * 1440 }), fc.constantFrom(...styles), (minutes, style) => {
        const atMs = Math.floor(nowMs / 60_000) * 60_000 + minutes * 60_000
        const text = style.format(atMs)
        const read = readSpoken(text, { language, nowMs, zone }).atMs
        expect(read === null ? `null for ${text}` : style.format(read)).toBe(text)
      }),
      { seed, numRuns },
    )
  })
})

describe('reading', () => {
  const word = fc.constantFrom(
    ...languages.flatMap(
      (language) =>
        readFileSync(path.join(import.meta.dirname, 'phrases', `${language}.txt`), 'utf8')
          .match(/[^|\n]+$/gm)
          ?.flatMap((text) => text.trim().split(' ')) ?? [],
    ),
  )
  const text = fc.oneof(
    fc.array(word, { maxLength: 20 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(fc.constantFrom(..."0123456789:.-/' apmh"), { maxLength: 30 }).map((all) => all.join('')),
  )

  it('never throws, and answers an instant ahead within half a year or none', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), fc.integer({ min: 0, max: 4_000_000_000_000 }), (said, language, at) => {
        const { atMs, understood } = readSpoken(said, { language, nowMs: at, zone, people })
        if (atMs !== null) expect(atMs > at && atMs <= at + 180 * 86_400_000).toBe(true)
        for (const [start, end] of understood) expect(start < end && end <= said.length).toBe(true)
      }),
      { seed, numRuns: numRuns * 4 },
    )
  })

  it('reads 2,000 characters and no more, in time that grows with them', () => {
    const long = `${'в '.repeat(995)}завтра о 10`
    expect(shown(readSpoken(long, { language: 'uk', nowMs, zone }).atMs)).toBe('2026-11-26 17:00')
    for (const piece of ['10 ', 'half past ', 'в о ', '1-', 'next ', 'по ', "a'", '28.11.', 'in a '])
      expect(() => readSpoken(piece.repeat(200_000), { language: 'en', nowMs, zone })).not.toThrow()
  })

  it('moves a time inside the spring gap forward, and takes the first of a time that comes twice', () => {
    const spring = readSpoken('28 March 2027 03:30', { language: 'en', nowMs: Date.parse('2027-03-20T08:00:00Z'), zone }).atMs
    expect(spring).toBe(Date.parse('2027-03-28T04:30:00+03:00'))
    const autumn = readSpoken('25 October 2026 03:30', { language: 'en', nowMs: Date.parse('2026-10-20T08:00:00Z'), zone }).atMs
    expect(autumn).toBe(Date.parse('2026-10-25T03:30:00+03:00'))
  })

  it('says which words it read', () => {
    const said = 'Hello, call me tomorrow at 10 with Rūta, thanks'
    const { understood } = readSpoken(said, { language: 'en', nowMs, zone, people })
    expect(understood.map(([start, end]) => said.slice(start, end))).toEqual(['call', 'tomorrow at 10', 'Rūta'])
  })

  it('names nobody where two have the name', () => {
    const two = ['Rūta Petraitė', 'Rūta Kazlauskaitė']
    expect(readSpoken('with Rūta', { language: 'en', nowMs, zone, people: two }).person).toBeNull()
    expect(readSpoken('with Rūta Petraitė', { language: 'en', nowMs, zone, people: two }).person).toBe('Rūta Petraitė')
  })
})
