import type { Language } from '#contract/portal.ts'

export type { Language }

/** The languages Kept is complete in, the fallback first. */
export const languages: readonly Language[] = ['en', 'tr', 'uk', 'lt', 'hu']

/** The BCP 47 locale whose `Intl` formats a language is written with here (English is British: 24 hours, day before month). */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr', uk: 'uk', lt: 'lt', hu: 'hu' }

/** Says whether a code from outside (form field, cookie, database) is one of our languages. */
export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && (languages as readonly string[]).includes(code)
}

/** The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4), or undefined when none is acceptable. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').slice(0, 500).split(',').map(weighted)
  wishes.sort((one, other) => other.weight - one.weight)
  return wishes.find((wish) => wish.weight > 0 && isLanguage(wish.code))?.code as Language | undefined
}

function weighted(range: string): { code: string; weight: number } {
  const [tag = '', ...parameters] = range.trim().split(';')
  const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.trim().slice(2))
  return { code: tag.split('-', 1)[0]?.toLowerCase() ?? '', weight: Number.isFinite(weight) ? weight : 0 }
}
