import { fold } from './tokens.ts'

/** What a word of a language may mean, such as 'day:1', 'weekday:5', 'part:morning', 'after', 'hours' or 'call'; joined by '+' where it means two things at once. */
export type Sense = string

/**
 * The words of one language about time, way, and place. Phrases are parted by commas, '*' at the end of a word stands for any ending, and
 * letters may carry their marks: they are compared without. `hours` says what a number before "hours" is when nothing says "in" or "within".
 */
export type Vocabulary = {
  readonly language: string
  /** Whether "after" and "before" stand behind what they speak of. */
  readonly postposed: boolean
  readonly hours: 'length' | 'clock'
  /** Whether "after two hours" says how long from now. */
  readonly afterIsIn: boolean
  /** Whether "next Friday" is the Friday of next week; where speakers differ it is not read. */
  readonly nextIsWeek: boolean
  /** Whether 5:30 without a leading zero may be the afternoon. */
  readonly twelveHours: boolean
  /** Whether the month stands before the day in 11.28. */
  readonly monthFirst: boolean
  readonly numbers: Readonly<Record<number, string>>
  /** The hours as a rank: "at the sixth". */
  readonly ranks: Readonly<Record<number, string>>
  /** Endings behind a number, in digits or letters, and what they say of it. */
  readonly endings: Readonly<Record<string, Sense>>
  readonly senses: Readonly<Record<Sense, string>>
}

/** A phrase ready to compare: its folded words, the last with '*' where any ending may follow. */
export type Phrase = { readonly words: readonly string[]; readonly senses: readonly Sense[]; readonly number: Numeral | null }

/** A number said in letters. */
export type Numeral = { readonly value: number; readonly isRank: boolean }

/** A vocabulary ready to look up: whole words and stems to the phrases they begin, longest first. */
export type Lexicon = {
  readonly vocabulary: Vocabulary
  readonly whole: ReadonlyMap<string, readonly Phrase[]>
  readonly stems: ReadonlyMap<string, readonly Phrase[]>
  readonly numerals: ReadonlyMap<string, Numeral>
  readonly endings: readonly (readonly [string, readonly Sense[]])[]
}

const SHORTEST_STEM = 3

/** Makes a vocabulary ready to look up. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const whole = new Map<string, Phrase[]>()
  const stems = new Map<string, Phrase[]>()
  const numerals = new Map<string, Numeral>()
  for (const [senses, text] of Object.entries(vocabulary.senses)) addPhrases({ whole, stems }, senses.split('+'), text)
  for (const [isRank, table] of [[false, vocabulary.numbers] as const, [true, vocabulary.ranks] as const])
    for (const [value, text] of Object.entries(table))
      for (const word of phrasesOf(text)) numerals.set(word.join(' '), { value: Number(value), isRank })
  for (const list of [...whole.values(), ...stems.values()]) list.sort((a, b) => b.words.length - a.words.length)
  const endings = Object.entries(vocabulary.endings)
    .flatMap(([senses, text]) =>
      phrasesOf(text).map((words) => [words.join(''), senses.split('+').filter((one) => one !== 'none')] as const),
    )
    .sort((a, b) => b[0].length - a[0].length)
  return { vocabulary, whole, stems, numerals, endings }
}

/** The phrases that may begin with a word, longest first. */
export function beginningWith({ whole, stems }: Lexicon, word: string): Phrase[] {
  const found = [...(whole.get(word) ?? [])]
  for (let length = SHORTEST_STEM; length <= word.length; length++) found.push(...(stems.get(word.slice(0, length)) ?? []))
  return found.sort((a, b) => b.words.length - a.words.length)
}

/** A numeral behind an ending: the value, and what the ending says. */
export function numeralOf(lexicon: Lexicon, word: string): (Numeral & { senses: readonly Sense[] }) | null {
  const whole = lexicon.numerals.get(word)
  if (whole) return { ...whole, senses: [] }
  for (const [ending, senses] of lexicon.endings) {
    const found = word.endsWith(ending) && lexicon.numerals.get(word.slice(0, word.length - ending.length))
    if (found) return { ...found, senses }
  }
  return null
}

function addPhrases(to: Record<'whole' | 'stems', Map<string, Phrase[]>>, senses: readonly Sense[], text: string): void {
  for (const words of phrasesOf(text)) {
    const [first = ''] = words
    const isStem = first.endsWith('*')
    const [map, key] = isStem ? [to.stems, first.slice(0, -1)] : [to.whole, first]
    map.set(key, [...(map.get(key) ?? []), { words, senses, number: null }])
  }
}

const phrasesOf = (text: string): string[][] =>
  text
    .split(',')
    .map((phrase) => phrase.trim())
    .filter(Boolean)
    .map((phrase) => phrase.split(/\s+/).map(fold))
