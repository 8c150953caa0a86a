import { readClock } from './clock.ts'
import { readDate } from './date.ts'
import { relations, type Fact, type Found, type Unit } from './facts.ts'
import type { Item } from './items.ts'
import type { Vocabulary } from './vocabulary.ts'

const units: readonly Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months']
const LARGEST_STRAY = 31

/** Reads the items of a text from left to right, each once, into what they say. */
export function factsOf(items: readonly Item[], vocabulary: Vocabulary): Fact[] {
  const facts: Fact[] = []
  let i = 0
  while (i < items.length) {
    const before = facts.findLast(({ is }) => is !== 'known') ?? null
    const found =
      readUnsure(items, i) ??
      readSpan(items, i, vocabulary) ??
      readDate(items, i, vocabulary) ??
      readClock(items, i, vocabulary, before) ??
      readWord(items, i)
    facts.push(...found.facts)
    i += found.length
  }
  return facts
}

function readUnsure(items: readonly Item[], i: number): Found | null {
  const item = items[i]
  return item?.senses.has('unsure') ? { facts: [{ is: 'unsure', start: item.start, end: item.end }], length: 1 } : null
}

/** "in two hours", "iki saat içinde", "за пів години", "két napon belül": a number and a unit with a word before or behind that says from now. */
function readSpan(items: readonly Item[], i: number, { afterIsIn }: Vocabulary): Found | null {
  const first = items[i]
  if (!first) return null
  const whole = [...first.senses].find((sense) => sense.startsWith('in:'))
  if (whole) return { facts: [wholeSpan(first, whole)], length: 1 }
  const before = has(first, 'in', 'within') || (afterIsIn && has(first, 'after'))
  let k = before ? skip(items, i + 1) : i
  const amount = amountAt(items, k)
  if (!amount && !before) return null
  k = skip(items, k + (amount?.length ?? 0))
  const unit = units.find((one) => items[k]?.senses.has(one))
  const last = unit && items[k]
  if (!unit || !last) return null
  const behind = items[k + 1]
  const isBehind = behind !== undefined && !before && has(behind, 'later', 'within-behind')
  if (!before && !isBehind) return null
  const isWithin = has(first, 'within') || (isBehind && has(behind, 'within-behind'))
  const end = isBehind ? behind.end : last.end
  const fact: Fact = { is: 'span', count: amount?.count ?? 1, unit, isWithin, start: first.start, end }
  return { facts: [fact], length: k + (isBehind ? 2 : 1) - i }
}

/** A phrase that is a length by itself, "in:1:hours" or "within:0.5:hours". */
function wholeSpan({ start, end }: Item, sense: string): Fact {
  const [, count, name] = sense.split(':')
  const unit = units.find((one) => one === name) ?? 'hours'
  return { is: 'span', count: Number(count), unit, isWithin: false, start, end }
}

function amountAt(items: readonly Item[], k: number): { count: number; length: number } | null {
  const [item, next] = [items[k], items[k + 1]]
  if (!item) return null
  const { token } = item
  if (token.kind === 'dotted' && token.figures[1] === 5) return { count: (token.figures[0] ?? 0) + 0.5, length: 1 }
  const fraction = [...item.senses].find((sense) => sense.startsWith('amount:'))
  if (fraction) return { count: Number(fraction.slice('amount:'.length)), length: 1 }
  if (item.number === null || item.as === 'rank') return null
  const isAndHalf = next !== undefined && has(next, 'and-half')
  return { count: item.number + (isAndHalf ? 0.5 : 0), length: isAndHalf ? 2 : 1 }
}

function readWord(items: readonly Item[], i: number): Found {
  const item = items[i] as Item
  const at = { start: item.start, end: item.end }
  const facts: Fact[] = []
  const part = [...item.senses].find((sense) => sense.startsWith('part:'))
  const relation = relations.find((one) => item.senses.has(one))
  if (part) facts.push({ is: 'part', part: part.slice('part:'.length), ...at })
  if (item.senses.has('now')) facts.push({ is: 'now', ...at })
  if (relation) facts.push({ is: 'relation', relation, ...at })
  if (item.senses.has('call')) facts.push({ is: 'form', form: 'call', ...at })
  if (item.senses.has('written')) facts.push({ is: 'form', form: 'written', ...at })
  if (item.senses.has('place')) facts.push({ is: 'place', ...at })
  if (item.senses.has('and')) facts.push({ is: 'and', ...at })
  if (facts.length) return { facts, length: 1 }
  if (isStray(item)) return { facts: [{ is: 'unsure', ...at }], length: 1 }
  return { facts: [{ is: item.senses.size > 0 ? 'known' : 'unknown', ...at }], length: 1 }
}

/** A number that could be an hour or a day, and fitted nowhere. */
const isStray = ({ token, number, as }: Item): boolean =>
  (as === 'word' && (number ?? 0) > 1) ||
  token.kind === 'date' ||
  token.kind === 'clock' ||
  token.kind === 'dotted' ||
  (token.kind === 'number' && (number ?? 0) <= LARGEST_STRAY)

const has = ({ senses }: Item, ...wanted: readonly string[]): boolean => wanted.some((sense) => senses.has(sense))

/** Past words that mean nothing here: "the", "a". */
function skip(items: readonly Item[], from: number): number {
  let k = from
  const isSmall = (item: Item | undefined) => item?.senses.has('small') && item.number === null && !has(item, ...units)
  while (isSmall(items[k])) k++
  return k
}
