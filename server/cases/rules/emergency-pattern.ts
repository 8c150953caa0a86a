import { fold } from './emergency-fold.ts'

/** One place of a pattern: the terms any of which may stand there, and how many words may stand before it. */
export interface Place {
  readonly terms: ReadonlySet<number>
  readonly gap: number
}

/** A pattern as it is matched: its places in their order, and whether vetoes leave it alone. */
export interface Pattern {
  readonly places: readonly Place[]
  readonly isSure: boolean
}

/** A step of the tree in which words are looked up letter by letter: terms that end here as a whole word, and stems that end here. */
export interface Step {
  readonly next: Map<number, Step>
  readonly whole: number[]
  readonly stems: number[]
}

/** All terms of all patterns. */
export interface Terms {
  readonly root: Step
  readonly ids: Map<string, number>
}

export const newTerms = (): Terms => ({ root: newStep(), ids: new Map() })

const widest = 7

/** Reads one pattern as it is written in `emergency-words`; a pattern with `&` is two, one for each order. */
export function readPattern(text: string, terms: Terms): Pattern[] {
  const isSure = text.startsWith('!')
  const written = isSure ? text.slice(1) : text
  const [one, other, ...rest] = written.split(' & ')
  if (one === undefined || other === undefined) return [{ places: readPlaces(written, terms), isSure }]
  const tail = rest.length ? ` .. ${rest.join(' .. ')}` : ''
  return [`${one} .. ${other}${tail}`, `${other} .. ${one}${tail}`].map((order) => ({ places: readPlaces(order, terms), isSure }))
}

function readPlaces(text: string, terms: Terms): Place[] {
  const places: Place[] = []
  let gap = 0
  for (const part of text.trim().split(/\s+/)) {
    if (part === '..') gap = widest
    else {
      places.push({ terms: readTerms(part, terms), gap })
      gap = 0
    }
  }
  return places
}

/** The terms of one place, each known from then on. */
export function readTerms(part: string, terms: Terms): ReadonlySet<number> {
  return new Set(
    part
      .split('|')
      .filter(Boolean)
      .map((term) => termOf(term, terms)),
  )
}

function termOf(written: string, { root, ids }: Terms): number {
  const isStem = written.endsWith('*')
  const word = fold(isStem ? written.slice(0, -1) : written)
  const name = isStem ? `${word}*` : word
  const known = ids.get(name)
  if (known !== undefined) return known
  const id = ids.size
  ids.set(name, id)
  let step = root
  for (const letter of word) {
    const code = letter.charCodeAt(0)
    const next = step.next.get(code) ?? newStep()
    step.next.set(code, next)
    step = next
  }
  ;(isStem ? step.stems : step.whole).push(id)
  return id
}

const newStep = (): Step => ({ next: new Map(), whole: [], stems: [] })
