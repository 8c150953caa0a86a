import type { Language } from '#contract/wire.ts'
import { readSpoken, type Expected } from '#promises'
import type { Visit } from './visit.ts'

/** By when and how an answer is expected, from what was typed: the hour in words of any of our languages, the way by a button or in those words. */
export function readExpected(
  { words, way, language, zone }: { words: string; way: string; language: Language; zone: string },
  now: Date,
): Expected {
  const spoken = words.trim() ? readSpoken(words, { language, zone, nowMs: now.getTime() }) : null
  const form = way === 'written' || way === 'call' ? way : (spoken?.form ?? null)
  return { by: spoken && spoken.atMs !== null ? new Date(spoken.atMs) : null, words: words.trim() || null, form }
}

/** What a visitor expects, counted from when they began. */
export const expectedOfVisit = ({ said, language, zone, createdAt }: Visit): Expected =>
  readExpected({ words: said.expectedBy ?? '', way: said.expectedWay ?? '', language, zone }, createdAt)
