import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { CompiledMessage } from '@lingui/message-utils/compileMessage'
import PO from 'pofile'
import type { Language } from './languages.ts'

/** The folder that holds `<language>/<area>.po`. */
export const localesFolder = path.join(import.meta.dirname, '..', '..', '..', 'locales')

/** One language's messages by key, compiled from ICU MessageFormat; read from disk once per process. */
export function catalogue(language: Language): Readonly<Record<string, CompiledMessage>> {
  const known = compiled.get(language)
  if (known) return known
  const messages: Record<string, CompiledMessage> = {}
  for (const area of areas(language)) {
    for (const [key, text] of areaTexts(language, area)) messages[key] = compileMessage(text)
  }
  compiled.set(language, messages)
  return messages
}

/** The areas (`portal`, `mail`, ...) a language has a file for. */
export function areas(language: Language): string[] {
  const files = readdirSync(path.join(localesFolder, language)).filter((file) => file.endsWith('.po'))
  return files.map((file) => file.slice(0, -'.po'.length)).toSorted()
}

/** The raw ICU texts of one area by key; an untranslated entry is left out. */
export function areaTexts(language: Language, area: string): Map<string, string> {
  const file = PO.parse(readFileSync(path.join(localesFolder, language, `${area}.po`), 'utf8'))
  const texts = new Map<string, string>()
  for (const item of file.items) {
    const text = item.msgstr[0]
    if (text && !item.obsolete) texts.set(item.msgid, text)
  }
  return texts
}

const compiled = new Map<Language, Record<string, CompiledMessage>>()
