import { detectAll } from 'tinyld'
import { languages } from './languages.ts'
import type { Language } from './languages.ts'

// Shorter texts are guessed wrong too often, and one long enough is known long before its end.
const shortest = 40
const longest = 400

/** The language of a text over 40 characters when it is probably one of ours, else undefined (the caller falls back to the company's). */
export function detectLanguage(text: string): Language | undefined {
  const plain = text.slice(0, longest).replace(/\s+/g, ' ').trim()
  if (plain.length <= shortest) return undefined
  const [best] = detectAll(plain, { only: [...languages, ...neighbours] })
  return languages.find((language) => language === best?.lang)
}

// Without its neighbours in the choice a Russian mail is Ukrainian and a German one English.
const neighbours = ['ru', 'be', 'bg', 'pl', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'fi', 'et', 'lv', 'ro', 'cs', 'sk', 'sv', 'da', 'az']
