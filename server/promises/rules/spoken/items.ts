import type { Token } from './tokens.ts'
import { beginningWith, numeralOf, type Lexicon, type Phrase, type Sense } from './vocabulary.ts'

/** What one language makes of one word or phrase: its senses, and the number, time or date it is. */
export type Item = {
  readonly start: number
  readonly end: number
  readonly senses: ReadonlySet<Sense>
  readonly number: number | null
  /** How the number is written: in figures, as a word, or as a rank of the hours. */
  readonly as: 'figures' | 'word' | 'rank' | null
  readonly token: Token
}

const MOST_WORDS = 6

/** Reads the tokens of a text with the words of one language, longest phrases first. */
export function itemsOf(lexicon: Lexicon, tokens: readonly Token[]): Item[] {
  const items: Item[] = []
  let i = 0
  while (i < tokens.length) {
    const { item, length } = itemAt(lexicon, tokens, i)
    items.push(item)
    i += length
  }
  return compounds(items, lexicon)
}

function itemAt(lexicon: Lexicon, tokens: readonly Token[], i: number): { item: Item; length: number } {
  const token = tokens[i] as Token
  if (token.kind !== 'word') return figures(lexicon, token, tokens[i + 1])
  const phrases = beginningWith(lexicon, token.word).filter((phrase) => isHere(phrase, tokens, i))
  const length = phrases[0]?.words.length ?? 1
  const senses = new Set(phrases.filter(({ words }) => words.length === length).flatMap((phrase) => phrase.senses))
  const numeral = length === 1 ? numeralOf(lexicon, token.word) : null
  for (const sense of numeral?.senses ?? []) senses.add(sense)
  const end = (tokens[i + length - 1] ?? token).end
  const as = numeral ? (numeral.isRank ? 'rank' : 'word') : null
  return { item: { start: token.start, end, senses, number: numeral?.value ?? null, as, token }, length }
}

/** Figures with the ending that is glued to them: 10'da, 10-kor, 5pm, 28th. */
function figures(lexicon: Lexicon, token: Token, next: Token | undefined): { item: Item; length: number } {
  const ending = next?.isGlued ? lexicon.endings.find(([text]) => text === next.word) : undefined
  const isNumber = token.kind === 'number'
  return {
    item: {
      start: token.start,
      end: ending && next ? next.end : token.end,
      senses: new Set(ending?.[1]),
      number: isNumber ? (token.figures[0] ?? null) : null,
      as: isNumber ? 'figures' : null,
      token,
    },
    length: ending ? 2 : 1,
  }
}

const isHere = ({ words }: Phrase, tokens: readonly Token[], i: number): boolean =>
  words.length <= MOST_WORDS &&
  words.every((word, k) => {
    const said = tokens[i + k]?.word
    return said !== undefined && (word.endsWith('*') ? said.startsWith(word.slice(0, -1)) : said === word)
  })

/** Puts tens and ones said apart together: "on bir" is 11, "twenty five" is 25. */
function compounds(items: readonly Item[], { vocabulary }: Lexicon): Item[] {
  const joined: Item[] = []
  for (const item of items) {
    const before = joined.at(-1)
    const tens =
      before?.as === 'word' && (vocabulary.language === 'tr' ? [10, 20, 30, 40, 50] : [20, 30, 40, 50]).includes(before.number ?? 0)
    const isOnes = item.number !== null && item.as !== 'figures' && item.number > 0 && item.number < 10
    if (before && tens && isOnes)
      joined[joined.length - 1] = { ...item, start: before.start, number: (before.number ?? 0) + (item.number ?? 0) }
    else joined.push(item)
  }
  return joined
}
