import type { Fact, Found, Relation } from './facts.ts'
import type { Item } from './items.ts'
import type { Vocabulary } from './vocabulary.ts'

const HOUR = 60
const NOON = 12
const MIDNIGHT = 24
/** Figures beside a day with nothing that says "o'clock" are an hour only where people are at work. */
const [FIRST_BARE, LAST_BARE] = [8, 19]

/** Reads a time of day: "14:30", "10.30", "5 pm", "half past five", "beş buçukta", "пів на шосту", "10 val.", "fél hatkor". */
export function readClock(items: readonly Item[], i: number, vocabulary: Vocabulary, before: Fact | null): Found | null {
  const marked = items[i]?.senses.has('clockword') ?? false
  const k = marked ? small(items, i + 1) : i
  const said =
    shifted(items, k) ?? behind(items, k, vocabulary) ?? figures(items, k, vocabulary) ?? hour(items, k, vocabulary, marked, before)
  if (!said) return null
  const first = items[i] as Item
  return closed(items, i, k + said.length, { ...said, start: first.start }, vocabulary)
}

type Said = { minutes: number; isSure: boolean; length: number }

/** "half past five", "quarter to six", "пів на шосту", "pusę šešių", "fél hat": a shift before the hour. */
function shifted(items: readonly Item[], k: number): Said | null {
  const shift = shiftOf(items[k])
  if (shift === null) return null
  const at = small(items, k + 1)
  const value = hourAt(items[at])
  return value === null ? null : { minutes: value * HOUR + shift, isSure: value > NOON, length: at + 1 - k }
}

/** "beş buçukta", "ona çeyrek kala", "ten past five", "be penkių dešimt": the hour and minutes with a word that says which way. */
function behind(items: readonly Item[], k: number, { postposed }: Vocabulary): Said | null {
  const [one, two, three] = [items[k], items[k + 1], items[k + 2]]
  const [first, shift] = [hourAt(one), two ? shiftOf(two) : null]
  if (postposed && first !== null && shift !== null && two?.senses.has('behind'))
    return { minutes: first * HOUR + shift, isSure: first > NOON, length: 2 }
  if (postposed && first !== null && three && (three.senses.has('past') || three.senses.has('to'))) {
    const minutes = two?.number ?? (two?.senses.has('quarter') ? 15 : null)
    if (minutes === null) return null
    return { minutes: first * HOUR + (three.senses.has('past') ? minutes : -minutes), isSure: first > NOON, length: 3 }
  }
  const minutesFirst = one?.senses.has('quarter') ? 15 : (one?.number ?? null)
  if (!postposed && minutesFirst !== null && minutesFirst < HOUR && minutesFirst % 5 === 0 && two) {
    const [value, isPast, isTo] = [hourAt(three), two.senses.has('past'), two.senses.has('to') && one?.as !== 'figures']
    if (value !== null && (isPast || isTo))
      return { minutes: value * HOUR + (isPast ? minutesFirst : -minutesFirst), isSure: value > NOON, length: 3 }
  }
  return null
}

/** "14:30", "9:05", "10.30". */
function figures(items: readonly Item[], k: number, { twelveHours }: Vocabulary): Said | null {
  const token = items[k]?.token
  if (!token || (token.kind !== 'clock' && token.kind !== 'dotted')) return null
  const [hours = 0, minutes = 0] = token.figures
  const isTime = hours <= MIDNIGHT && minutes < HOUR && (token.kind === 'clock' || /\.\d\d/.test(token.text))
  if (!isTime || hours * HOUR + minutes > MIDNIGHT * HOUR) return null
  return { minutes: hours * HOUR + minutes, isSure: !twelveHours || hours > NOON || token.text.startsWith('0'), length: 1 }
}

/** "5 pm", "at 10", "10 val.", "після 17", "saat onda": a number that something beside it says is an hour; "ten thirty" with its minutes. */
function hour(items: readonly Item[], k: number, vocabulary: Vocabulary, marked: boolean, before: Fact | null): Said | null {
  const value = hourAt(items[k])
  if (value === null) return null
  const minutes = minutesAt(items, k)
  const length = minutes === null ? 1 : 2
  const next = items[k + length]
  const isSaid =
    marked ||
    isHour(items[k], next, vocabulary) ||
    follows(items[k] as Item, before) ||
    (minutes !== null && (before?.is === 'day' || (next !== undefined && isDay(next))))
  const isBare = items[k]?.as === 'figures' && value >= FIRST_BARE && value <= LAST_BARE
  const isBeside = isBare && (before?.is === 'day' || (next !== undefined && isDay(next)))
  const isRange = items[k]?.as === 'figures' && items[k + 1]?.token.isDashed && hourAt(items[k + 1]) !== null
  const isPair = items[k + 1]?.senses.has('and') && hourAt(items[k + 2]) !== null && items[k + 3]?.senses.has('between-behind')
  const isRangeEnd = before?.is === 'clock' && items[k]?.token.isDashed
  if (!isSaid && !isBeside && !(isRange && before !== null) && !isRangeEnd && !isPair) return null
  return { minutes: value * HOUR + (minutes ?? 0), isSure: value > NOON || value === 0, length }
}

/** Whether the number itself or what stands behind it says it is an hour. */
function isHour(item: Item | undefined, next: Item | undefined, { postposed, hours }: Vocabulary): boolean {
  const own = item !== undefined && (relationOf(item) !== null || isHalfDay(item) || item.senses.has('oclock'))
  if (own) return true
  if (!next) return false
  if (next.senses.has('oclock') || isHalfDay(next) || (hours === 'clock' && next.senses.has('hours') && item?.as !== 'word')) return true
  if (hours === 'clock' && next.senses.has('hours')) return true
  return (postposed && relationOf(next) !== null) || [...next.senses].some((sense) => sense.startsWith('part:'))
}

/** Whether what was said before makes a number an hour: "at", "after", "in the morning", "between 10 and". */
function follows(item: Item, before: Fact | null): boolean {
  if (before?.is === 'relation' || before?.is === 'and') return !(item.as === 'word' && item.number === 1)
  return before?.is === 'part' && item.as !== 'word'
}

/** Past what belongs to the time behind it: o'clock, a.m., p.m. */
function closed(items: readonly Item[], i: number, from: number, said: Said & { start: number }, vocabulary: Vocabulary): Found {
  let [k, half] = [from, halfOf(items[from - 1])]
  let relation = relationOf(items[from - 1])
  while (items[k]) {
    const item = items[k] as Item
    if (
      item.number !== null ||
      !(item.senses.has('oclock') || isHalfDay(item) || (vocabulary.hours === 'clock' && item.senses.has('hours')))
    )
      break
    half ??= halfOf(item)
    relation ??= relationOf(item)
    k++
  }
  const end = items[k - 1]?.end ?? 0
  const fact: Fact = { is: 'clock', ...halved(said, half), relation, start: said.start, end }
  return { facts: [fact], length: k - i }
}

function halved({ minutes, isSure }: Said, half: 'am' | 'pm' | null): { minutes: number; isSure: boolean } {
  if (half === null || minutes >= (NOON + 1) * HOUR) return { minutes, isSure }
  const onTheDial = minutes % (NOON * HOUR)
  return { minutes: onTheDial + (half === 'pm' ? NOON * HOUR : 0), isSure: true }
}

const isHalfDay = (item: Item): boolean => item.senses.has('am') || item.senses.has('pm')
const halfOf = (item: Item | undefined): 'am' | 'pm' | null => (item?.senses.has('am') ? 'am' : item?.senses.has('pm') ? 'pm' : null)
const relationOf = (item: Item | undefined): Relation | null =>
  (['by', 'at', 'after', 'before', 'around'] as const).find((one) => item?.senses.has(one)) ?? null

const isDay = ({ senses }: Item): boolean => [...senses].some((sense) => sense.startsWith('day:') || sense.startsWith('weekday:'))

function shiftOf(item: Item | undefined): number | null {
  const sense = item && [...item.senses].find((one) => one.startsWith('shift:'))
  return sense === undefined ? null : Number(sense.slice('shift:'.length))
}

const hourAt = (item: Item | undefined): number | null =>
  item && item.number !== null && item.number <= MIDNIGHT && item.token.kind !== 'noise' ? item.number : null

function minutesAt(items: readonly Item[], k: number): number | null {
  const [item, next] = [items[k], items[k + 1]]
  if (item?.as === 'figures' || next?.as !== 'word' || next.number === null) return null
  return next.number >= 10 && next.number < HOUR ? next.number : null
}

function small(items: readonly Item[], from: number): number {
  let k = from
  while (items[k]?.senses.has('small') && items[k]?.number === null) k++
  return k
}
