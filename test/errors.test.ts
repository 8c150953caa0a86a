import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusals } from '#contract/refusals.ts'
import { areaTexts } from '#platform/i18n/catalogue.ts'
import { languages } from '#platform/i18n/languages.ts'

const root = path.join(import.meta.dirname, '..')
const statuses: Record<string, number> = { ...refusals, defect: 500 }
const codes = Object.keys(statuses).toSorted()
const english = sentencesOf('en')
const page = readFileSync(path.join(root, 'docs', 'errors.md'), 'utf8')
const rows = rowsOf(page)

describe('the reference of refusals', () => {
  test('has one row for every code and none for a code that is gone', () => {
    expect(rows.map(({ code }) => code).toSorted()).toEqual(codes)
  })

  test('every row can be linked to by its code', () => {
    expect(rows.filter(({ code, anchor }) => anchor !== code)).toEqual([])
  })

  test.each(rows)('$code: status and sentence are those the server answers', ({ code, status, sentence, when, advice }) => {
    expect(status).toBe(statuses[code])
    expect(sentence).toBe(english.get(code))
    expect(when).not.toBe('')
    expect(advice).not.toBe('')
  })

  test('every link inside the page leads somewhere', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'))
    const places = new Set([...headings, ...rows.map(({ anchor }) => anchor)])
    expect([...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, place = '']) => place).filter((place) => !places.has(place))).toEqual([])
  })
})

describe('the sentences', () => {
  test.each(languages)('%s: every code has one, and no other code has', (language) => {
    expect([...sentencesOf(language).keys()].toSorted()).toEqual(codes)
  })

  test.each(languages)('%s: the placeholders are those of English, and no letter hangs on one', (language) => {
    for (const [code, text] of sentencesOf(language)) {
      expect(placeholders(text), code).toEqual(placeholders(english.get(code) ?? ''))
      expect(text, code).not.toMatch(/\{\w+\}['’ʼ-]?\p{L}|\p{L}['’ʼ-]?\{/u)
    }
  })

  test.each(languages)('%s: ends as a sentence and begs no pardon', (language) => {
    for (const [code, text] of sentencesOf(language)) {
      expect(text, code).toMatch(/\.$/)
      expect(text, code).not.toMatch(pleading)
    }
  })

  test.each(languages.filter((language) => language !== 'en'))('%s: nothing was left in English', (language) => {
    expect([...sentencesOf(language)].filter(([code, text]) => text === english.get(code))).toEqual([])
  })
})

test('every code is used by the server', () => {
  const source = sourcesUnder(path.join(root, 'server')).join('\n')
  expect(Object.keys(refusals).filter((code) => !isUsed(code, source))).toEqual([])
})

test('the checks above bite', () => {
  expect(isUsed('too_large', "unreadable('too_large')")).toBe(false)
  expect(isUsed('too_large', "make('too_large', 413)")).toBe(true)
  expect(isUsed('cases.bad', "refuse('cases.bad_file')")).toBe(false)
  expect(placeholders('{by} {at} {by}')).toEqual(['at', 'by'])
  expect(rowsOf('| <a id="a.b"></a>`a.c` | 409 | S. | w | d |')).toEqual([
    { anchor: 'a.b', code: 'a.c', status: 409, sentence: 'S.', when: 'w', advice: 'd' },
  ])
  expect('Будь ласка, зачекайте.').toMatch(pleading)
})

const pleading =
  /please|sorry|oops|invalid|lütfen|üzgün|özür|maalesef|geçersiz|будь ласка|вибач|на жаль|прикро|недійсн|prašom|prašau|atsipraš|deja|apgailest|kérjük|sajná|elnézést|hoppá|érvénytelen/iu

interface Row {
  anchor: string
  code: string
  status: number
  sentence: string
  when: string
  advice: string
}

function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| <a id="([^"]+)"><\/a>`([^`]+)` *\|(.+)\|$/gm)].map(([, anchor = '', code = '', rest = '']) => {
    const [status = '', sentence = '', when = '', advice = ''] = rest.split('|').map((cell) => cell.trim())
    return { anchor, code, status: Number(status), sentence, when, advice }
  })
}

function sentencesOf(language: (typeof languages)[number]): Map<string, string> {
  const own = [...areaTexts(language, 'refusals')].filter(([key]) => key.startsWith('refusal.'))
  return new Map(own.map(([key, text]) => [key.slice('refusal.'.length), text]))
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))].toSorted()
}

/** A code with a module is a word of its own; one without is also an everyday word, so it counts only where something is refused by it. */
function isUsed(code: string, source: string): boolean {
  if (code.includes('.')) return source.includes(`'${code}'`)
  return new RegExp(`(?:refuse|make|Refusal|found)\\([^()\\n]*'${code}'`).test(source)
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
}
