import { emergencyKinds, type EmergencyKind } from '#contract/emergency.ts'
import { newTerms, readPattern, readTerms, type Pattern } from './emergency-pattern.ts'
import { readWords, type Said, type Word } from './emergency-said.ts'
import { en } from './emergency-words/en.ts'
import { hu } from './emergency-words/hu.ts'
import { lt } from './emergency-words/lt.ts'
import { tr } from './emergency-words/tr.ts'
import { uk } from './emergency-words/uk.ts'
import type { EmergencyWords } from './emergency-words/words.ts'

/** Words that tell of an emergency, exactly as they were written, and where: `from` and `to` are places in the text, in UTF-16 units. */
export interface Trigger {
  kind: EmergencyKind
  words: string
  from: number
  to: number
}

/** An emergency as it was read in a message: the gravest kind of those its words tell of. */
export interface Found {
  kind: EmergencyKind
  triggers: Trigger[]
}

/**
 * Reads whether a message tells of an emergency: hand-written patterns of five languages, all tried on every message, because people write in
 * another language than the page's. Null when nothing does. Time grows with the length of the text and with nothing else.
 */
export function findEmergency(text: string): Found | null {
  const said = readWords(text, terms.root)
  const hits = hitsIn(said).sort((a, b) => a.from - b.from || b.to - a.to)
  const [first] = hits.toSorted((a, b) => rank(a.kind) - rank(b.kind))
  if (!first) return null
  const triggers: Trigger[] = []
  for (const { kind, from, to } of hits)
    if (from >= (triggers.at(-1)?.to ?? 0)) triggers.push({ kind, from, to, words: text.slice(from, to) })
  return { kind: first.kind, triggers: triggers.slice(0, mostTriggers) }
}

const mostTriggers = 8
/** A text of nothing but signs says no more with its next thousand. */
const mostSigns = 1_000
const rank = (kind: EmergencyKind): number => emergencyKinds.indexOf(kind)

/** Patterns by the id of each term that may begin them, so that a word asks only those it begins. */
type Patterns<Each = Pattern> = readonly (readonly Each[] | undefined)[]

/** A sign of one language, with the words that deny one in it. */
interface Sign extends Pattern {
  kind: EmergencyKind
  before: ReadonlySet<number>
  after: ReadonlySet<number>
}

const terms = newTerms()
const all: readonly EmergencyWords[] = [en, tr, uk, lt, hu]
const read = (lines: readonly string[]): Pattern[] => lines.flatMap((line) => readPattern(line, terms))
const signs = byFirst(
  all.flatMap((words): Sign[] => {
    const deny = { before: readTerms(words.no.before, terms), after: readTerms(words.no.after, terms) }
    return emergencyKinds.flatMap((kind) => read(words.signs[kind]).map((pattern) => ({ ...pattern, ...deny, kind })))
  }),
)
// What is none is none whatever language took it for a sign: words of two languages may fold to one.
const vetoes = byFirst(all.flatMap((words) => read(words.vetoes)))
const calm = byFirst(all.flatMap((words) => read(words.calm)))
const now = byFirst(all.flatMap((words) => read(words.now)))

function byFirst<Each extends Pattern>(patterns: readonly Each[]): Patterns<Each> {
  const index: Each[][] = []
  for (const pattern of patterns) for (const term of pattern.places[0]?.terms ?? []) (index[term] ??= []).push(pattern)
  return index
}

type Span = { from: number; to: number; first: number; last: number; sentence: number }
type Match<Each> = Span & { pattern: Each; between: readonly number[] }

function hitsIn(said: Said): (Span & { kind: EmergencyKind })[] {
  const told = matches(signs, said, mostSigns).filter((match) => !isDenied(said, match))
  const last = told.at(-1)
  if (!last) return []
  const near = { ...said, known: said.known.filter(({ sentence }) => sentence <= last.sentence) }
  const vetoed = new Set(matches(vetoes, near).flatMap((veto) => range(veto.first, veto.last)))
  const past = new Set(matches(calm, near).map(({ sentence }) => sentence))
  for (const { sentence } of past.size ? matches(now, near) : []) past.delete(sentence)
  return told
    .filter(
      ({ pattern, first, last: end, sentence }) =>
        pattern.isSure || (!past.has(sentence) && !range(first, end).some((word) => vetoed.has(word))),
    )
    .map(({ pattern, ...span }) => ({ ...span, kind: pattern.kind }))
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Whether a word inside, just before or just after, in the same breath, says that it is not so. */
function isDenied({ at }: Said, { pattern: { before, after }, first, last, between }: Match<Sign>): boolean {
  const denies = (place: number, words: ReadonlySet<number>, own: number) => {
    const word = at(place)
    return word !== undefined && word.clause === at(own)?.clause && word.terms.some((term) => words.has(term))
  }
  // "No heating and no power": what is itself a denial is not denied by another one.
  const isDenial = denies(first, before, first)
  return (
    between.some((place) => denies(place, before, first)) ||
    (!isDenial && (denies(first - 1, before, first) || denies(first - 2, before, first))) ||
    denies(last + 1, after, last) ||
    denies(last + 2, after, last)
  )
}

function matches<Each extends Pattern>(patterns: Patterns<Each>, said: Said, most = Number.POSITIVE_INFINITY): Match<Each>[] {
  const found: Match<Each>[] = []
  const possible = possibleIn(said)
  const asked: (readonly Each[] | undefined)[] = []
  for (const word of said.known) {
    if (found.length >= most) return found
    for (const term of word.terms)
      for (const pattern of (asked[term] ??= (patterns[term] ?? []).filter(possible))) {
        const places = placesOf(pattern, said, word)
        const end = places && said.at(places.at(-1) ?? word.place)
        if (!places || !end) continue
        const [first, last] = [word.place, end.place]
        const between = last - first === places.length - 1 ? none : range(first, last).filter((place) => !places.includes(place))
        found.push({ pattern, between, first, last, from: word.from, to: end.to, sentence: word.sentence })
      }
  }
  return found
}

/** Which patterns a text can hold at all, because something of each of their places stands in it somewhere: most it cannot. */
function possibleIn({ known }: Said): (pattern: Pattern) => boolean {
  const present = new Set(known.flatMap((word) => word.terms))
  return ({ places }) => places.every((place) => !place.terms.isDisjointFrom(present))
}

const none: readonly number[] = []

/** Where the words of a pattern stand that begins with this word, each as near as it can be; null when it does not go on from there. */
function placesOf({ places }: Pattern, said: Said, start: Word): readonly number[] | null {
  if (places.length === 1) return [start.place]
  const rest = restOf(places, 1, said, start)
  return rest && [start.place, ...rest]
}

function restOf(places: Pattern['places'], index: number, said: Said, previous: Word): readonly number[] | null {
  const place = places[index]
  if (!place) return none
  for (let next = previous.place + 1; next <= previous.place + 1 + place.gap; next++) {
    const word = said.at(next)
    if (!word || word.sentence !== previous.sentence || !word.terms.some((term) => place.terms.has(term))) continue
    const rest = restOf(places, index + 1, said, word)
    if (rest) return [next, ...rest]
  }
  return null
}
