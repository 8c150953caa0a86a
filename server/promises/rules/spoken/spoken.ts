import type { Fact, Relation } from './facts.ts'
import { factsOf } from './grammar.ts'
import { itemsOf } from './items.ts'
import { lexicons } from './languages.ts'
import { personIn } from './person.ts'
import { resolve, type Timed } from './resolve.ts'
import { tokensOf, type Token } from './tokens.ts'

/** What somebody said in their own words about when, how, with whom and where. `understood` are the spans of the text that were read, rising. */
export type Spoken = {
  readonly atMs: number | null
  readonly relation: Relation
  readonly form: 'written' | 'call' | null
  readonly person: string | null
  readonly place: string | null
  readonly understood: readonly (readonly [number, number])[]
}

const MOST_CHARACTERS = 2000
/** So much of a text's letters must be words of a language for it to be read in that language, unless the page is in it. */
const LEAST_SHARE = 0.3

/**
 * Reads a time, a way, a person (one of `people`) and a place from words in English, Turkish, Ukrainian, Lithuanian or Hungarian: the page's language
 * and then the four others, the one that knows most of the words. Reads 2,000 characters, in time linear in them, and never throws. An instant is in the
 * future and within half a year, or null: what it cannot read it does not guess.
 */
export function readSpoken(
  text: string,
  { language, nowMs, zone, people = [] }: { language: string; nowMs: number; zone: string; people?: readonly string[] },
): Spoken {
  const said = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS).replace(/\S+$/, '') : text
  const tokens = tokensOf(said)
  const readings = lexicons(language).map((lexicon) => {
    const facts = factsOf(itemsOf(lexicon, tokens), lexicon.vocabulary)
    return { facts, share: shareOf(facts, tokens), isPage: lexicon.vocabulary.language === language, vocabulary: lexicon.vocabulary }
  })
  const known = readings.filter(({ isPage, share }) => isPage || share >= LEAST_SHARE).sort((a, b) => b.share - a.share)
  const [best] = known
  if (!best) return { atMs: null, relation: 'at', form: null, person: null, place: null, understood: [] }
  const timed: Timed = resolve(best.facts, { nowMs, zone }, best.vocabulary)
  const { person, spans } = personIn(tokens, people)
  const place = placeIn(best.facts, said)
  const form = formIn(best.facts)
  const used = best.facts.filter((fact) => isUsed(fact, timed.atMs !== null)).map(({ start, end }): [number, number] => [start, end])
  return { atMs: timed.atMs, relation: timed.relation, form, person, place, understood: united([...used, ...spans]) }
}

/** The share of a text's letters that a language knows. */
function shareOf(facts: readonly Fact[], tokens: readonly Token[]): number {
  const letters = tokens.reduce((sum, { kind, text }) => sum + (kind === 'word' ? text.length : 0), 0)
  const unknown = facts.reduce((sum, fact) => sum + (fact.is === 'unknown' ? fact.end - fact.start : 0), 0)
  const figures = tokens.reduce((sum, { kind, text }) => sum + (kind === 'noise' ? text.length : 0), 0)
  return letters === 0 ? 1 : (letters - Math.max(0, unknown - figures)) / letters
}

function formIn(facts: readonly Fact[]): Spoken['form'] {
  const forms = new Set(facts.flatMap((fact) => (fact.is === 'form' ? [fact.form] : [])))
  return forms.size === 1 ? ([...forms][0] ?? null) : null
}

function placeIn(facts: readonly Fact[], text: string): string | null {
  const found = facts.filter(({ is }) => is === 'place')
  const [first, last] = [found[0], found.at(-1)]
  return first && last ? text.slice(first.start, last.end) : null
}

function isUsed({ is }: Fact, isTimed: boolean): boolean {
  if (is === 'form' || is === 'place') return true
  return isTimed && (is === 'clock' || is === 'day' || is === 'part' || is === 'span' || is === 'now' || is === 'relation')
}

function united(spans: readonly [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}
