import { setupI18n } from '@lingui/core'
import type { I18n } from '@lingui/core'
import type { T } from '#contract/portal.ts'
import { catalogue } from './catalogue.ts'
import { locales } from './languages.ts'
import type { Language } from './languages.ts'

export type { T }

/** The translate function of one language; a missing key falls back to English, then to the key itself, and is reported. */
export function translator(language: Language): T {
  const known = translators.get(language)
  if (known) return known
  const own = speaker(language)
  const english = language === 'en' ? own : speaker('en')
  const t = Object.assign(
    (key: string, values?: Record<string, string | number>) => {
      if (key in own.messages) return own._(key, values)
      reportMissing(language, key)
      return key in english.messages ? english._(key, values) : key
    },
    { language },
  )
  translators.set(language, t)
  return t
}

/** Every `language:key` asked for and not found since the process started; a test expects none. */
export function missingTexts(): string[] {
  return [...missing]
}

const translators = new Map<Language, T>()
const missing = new Set<string>()

function speaker(language: Language): I18n {
  return setupI18n({ locale: locales[language], messages: { [locales[language]]: catalogue(language) } })
}

function reportMissing(language: Language, key: string): void {
  const entry = `${language}:${key}`
  if (missing.has(entry)) return
  missing.add(entry)
  process.emitWarning(`No text for ${entry}`, 'MissingText')
}
