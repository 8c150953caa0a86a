import { BREAK, folded, NOTHING } from './emergency-fold.ts'
import type { Step } from './emergency-pattern.ts'

/** A word that some pattern knows: its place among all words, where it stands in the text, and which terms it is. */
export interface Word {
  readonly place: number
  readonly from: number
  readonly to: number
  readonly sentence: number
  readonly clause: number
  readonly terms: readonly number[]
}

/** The words of a text that patterns know, in order; `at` finds one by its place among all words. */
export interface Said {
  readonly known: readonly Word[]
  at(place: number): Word | undefined
}

/** Reads a text once, letter by letter: no word is copied, and what no pattern knows is only counted. */
export function readWords(text: string, root: Step): Said {
  const known: Word[] = []
  // Which of the known words stands at a place, counted from one; most places hold none.
  const places = new Int32Array((text.length >> 1) + 2)
  let [place, sentence, clause] = [0, 0, 0]
  let index = 0
  while (index < text.length) {
    const code = folded[text.charCodeAt(index)] ?? BREAK
    if (code <= NOTHING) {
      const sign = text.charCodeAt(index++)
      if (endsSentence(sign)) [sentence, clause] = [sentence + 1, clause + 1]
      else if (endsClause(sign)) clause++
      continue
    }
    const { end, terms } = readWord(text, index, root)
    if (terms.length > 0) {
      const word = { place, from: index, to: end, sentence, clause, terms }
      places[place] = known.push(word)
    }
    place++
    index = end
  }
  return { known, at: (wanted) => known[(places[wanted] ?? 0) - 1] }
}

const nothing: readonly number[] = []

function readWord(text: string, from: number, root: Step): { end: number; terms: readonly number[] } {
  let terms = nothing
  let step: Step | undefined = root
  let index = from
  for (; index < text.length; index++) {
    const code = folded[text.charCodeAt(index)] ?? BREAK
    if (code === BREAK) break
    if (code === NOTHING) continue
    step = step?.next.get(code)
    if (step?.stems.length) terms = [...terms, ...step.stems]
  }
  if (step?.whole.length) terms = [...terms, ...step.whole]
  return { end: index, terms }
}

/** . ? … and line ends; who shouts "help! help!" has not begun another sentence. */
const endsSentence = (sign: number): boolean => sign === 46 || sign === 63 || sign === 10 || sign === 13 || sign === 0x2026

/** , ; : ! brackets and dashes with room around them. */
const endsClause = (sign: number): boolean =>
  sign === 33 || sign === 44 || sign === 59 || sign === 58 || sign === 40 || sign === 41 || sign === 0x2013 || sign === 0x2014
