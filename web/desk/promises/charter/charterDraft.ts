import { charterParts, type CharterPart } from '#contract/charter-parts.ts'
import type { OwnTexts } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'

/** The languages of the public pages, each in its own name. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'tr', name: 'Türkçe' },
  { code: 'uk', name: 'Українська' },
  { code: 'lt', name: 'Lietuvių' },
  { code: 'hu', name: 'Magyar' },
]

/** The texts with one part said otherwise in one language; emptied words are gone. */
export function withWords(texts: OwnTexts, part: CharterPart, language: Language, words: string): OwnTexts {
  const { [language]: _old, ...others } = texts[part] ?? {}
  const changed = words === '' ? others : { ...others, [language]: words }
  const { [part]: _part, ...rest } = texts
  return Object.keys(changed).length ? { ...rest, [part]: changed } : rest
}

/** How many parts the company says itself in some language and has not yet said in this one: there its readers meet another language. */
export function missingIn(texts: OwnTexts, language: Language): number {
  return charterParts.filter((part) => isSaid(texts, part) && !texts[part]?.[language]?.trim()).length
}

/** Where the words of a part come from for readers of a language: the company's own, its own in another language, or the default. */
export function sourceOf(texts: OwnTexts, part: CharterPart, language: Language): 'own' | 'other' | 'default' {
  if (texts[part]?.[language]?.trim()) return 'own'
  return isSaid(texts, part) ? 'other' : 'default'
}

/** Whether two drafts say the same, however their parts are ordered. */
export function sameTexts(one: OwnTexts, other: OwnTexts): boolean {
  return charterParts.every((part) =>
    languages.every(({ code }) => (one[part]?.[code] ?? '').trim() === (other[part]?.[code] ?? '').trim()),
  )
}

const isSaid = (texts: OwnTexts, part: CharterPart): boolean => Object.values(texts[part] ?? {}).some((words) => words.trim() !== '')
