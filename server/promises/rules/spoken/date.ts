import { relations, type Day, type Fact, type Found } from './facts.ts'
import type { Item } from './items.ts'
import type { Vocabulary } from './vocabulary.ts'

const LAST_DAY = 31
const LAST_MONTH = 12
const CENTURY = 2000

/** Reads a day: "tomorrow", "next Friday", "28 November 2026", "28.11.", "2026-11-28", "the 28th", "next week". */
export function readDate(items: readonly Item[], i: number, vocabulary: Vocabulary): Found | null {
  return figuresDate(items, i, vocabulary) ?? namedMonth(items, i) ?? nextDay(items, i, vocabulary) ?? simpleDay(items, i)
}

function figuresDate(items: readonly Item[], i: number, vocabulary: Vocabulary): Found | null {
  const item = items[i]
  if (!item) return null
  const { token } = item
  const [a = 0, b = 0, c = 0] = token.figures
  if (token.kind === 'date') {
    const isYearFirst = a > LAST_DAY
    const order = isYearFirst ? [{ day: c, month: b }] : [monthAndDay(a, b, token.text, vocabulary)]
    return order[0] ? one(item, dated(order[0].day, order[0].month, isYearFirst ? a : c < 100 ? CENTURY + c : c)) : null
  }
  if (token.kind === 'dotted' && isDate(items, i)) {
    const read = monthAndDay(a, b, token.text, vocabulary)
    return read ? one(item, dated(read.day, read.month, null)) : null
  }
  return dashedDate(items, i, vocabulary)
}

/** Two figures with a point or a slash are a date where they can be no time, end with a point, or stand beside a time. */
function isDate(items: readonly Item[], i: number): boolean {
  const item = items[i] as Item
  const [a = 0, b = 0] = item.token.figures
  const isTime = a <= 24 && b < 60 && item.token.text.includes('.') && /\.\d\d/.test(item.token.text)
  if (!isTime) return !item.token.text.includes(',')
  const before = items[i - 1]
  const isMarked = before !== undefined && (before.senses.has('at') || before.senses.has('clockword') || before.senses.has('by'))
  if (isMarked || item.senses.size > 0 || items[i + 1]?.senses.has('oclock')) return false
  return item.token.text.endsWith('.') || isClockFigures(items[i + 1])
}

const isClockFigures = (item: Item | undefined): boolean =>
  item !== undefined &&
  (item.token.kind === 'clock' || item.senses.has('at') || (item.token.kind === 'dotted' && item.token.text.includes('.')))

/** Month and day in 11-28, as Lithuanians write it; never where both could be hours. */
function dashedDate(items: readonly Item[], i: number, { monthFirst }: Vocabulary): Found | null {
  const [month, day] = [items[i], items[i + 1]]
  if (!monthFirst || !month || !day?.token.isDashed || month.number === null || day.number === null) return null
  if (month.number > LAST_MONTH || day.number <= 24 || day.number > LAST_DAY) return null
  const fact: Fact = { is: 'day', day: dated(day.number, month.number, null), start: month.start, end: day.end }
  return { facts: [fact], length: 2 }
}

/** Which of two figures is the month: by its size, else as the language writes it; slashes that could be either are not read. */
function monthAndDay(a: number, b: number, text: string, { monthFirst, twelveHours }: Vocabulary): { day: number; month: number } | null {
  const [dayFirst, monthIsFirst] = [
    { day: a, month: b },
    { day: b, month: a },
  ]
  const possible = [dayFirst, monthIsFirst].filter(({ day, month }) => day >= 1 && day <= LAST_DAY && month >= 1 && month <= LAST_MONTH)
  if (possible.length < 2 || a === b) return possible[0] ?? null
  if (text.includes('/') && twelveHours) return null
  return monthFirst ? monthIsFirst : dayFirst
}

/** "28 November", "November 28, 2026", "lapkričio 28 d.", "2026. november 28." */
function namedMonth(items: readonly Item[], i: number): Found | null {
  let k = i
  const year = yearAt(items[k])
  if (year !== null) k = past(items, k + 1, 'small', 'yearword')
  const [first, second] = [items[k], items[past(items, k + 1, 'small', 'dayword', 'ofmonth')]]
  const [dayFirst, monthFirst] = [dayAt(first) ? monthAt(second) : null, monthAt(first)]
  let month: number, day: number
  if (dayFirst !== null && first) {
    ;[day, month] = [first.number ?? 0, dayFirst]
    k = past(items, k + 1, 'small', 'dayword', 'ofmonth') + 1
  } else {
    const at = past(items, k + 1, 'small')
    const dayItem = items[at]
    if (monthFirst === null || !dayAt(dayItem)) return null
    ;[day, month] = [dayItem?.number ?? 0, monthFirst]
    k = past(items, at + 1, 'dayword', 'ofmonth')
  }
  const later = year === null ? yearAt(items[k]) : null
  if (later !== null) k = past(items, k + 1, 'yearword')
  const [start, end] = [items[i]?.start ?? 0, items[k - 1]?.end ?? 0]
  return { facts: [{ is: 'day', day: dated(day, month, year ?? later), start, end }], length: k - i }
}

/** "next Friday", "this week", "the end of the week", "in the week after". */
function nextDay(items: readonly Item[], i: number, { nextIsWeek }: Vocabulary): Found | null {
  const [first, second] = [items[i], items[i + 1]]
  if (!first || !second) return null
  const weeks = first.senses.has('next') ? 1 : first.senses.has('this') ? 0 : null
  if (weeks === null) return null
  const at = { start: first.start, end: second.end }
  if (second.senses.has('weeks')) return { facts: [{ is: 'day', day: { as: 'week', weeks }, ...at }], length: 2 }
  const weekday = weekdayOf(second)
  if (weekday === null) return null
  const inWeek: Fact = { is: 'day', day: { as: 'week', weeks }, ...at }
  const named: Fact = { is: 'day', day: { as: 'weekday', weekday }, ...at }
  if (weeks === 1 && !nextIsWeek) return { facts: [{ is: 'day', day: { as: 'week', weeks: Number.NaN }, ...at }, named], length: 2 }
  return { facts: [inWeek, named], length: 2 }
}

function simpleDay(items: readonly Item[], i: number): Found | null {
  const item = items[i]
  if (!item) return null
  const at = { start: item.start, end: item.end }
  const facts: Fact[] = []
  for (const sense of item.senses) {
    const [name, figure] = sense.split(':')
    if (name === 'day') facts.push({ is: 'day', day: { as: 'offset', days: Number(figure) }, ...at })
    if (name === 'weekday') facts.push({ is: 'day', day: { as: 'weekday', weekday: Number(figure) }, ...at })
    if (name === 'week') facts.push({ is: 'day', day: { as: 'week', weeks: Number(figure) }, ...at })
    if (facts.length && name === 'part') facts.push({ is: 'part', part: figure ?? '', ...at })
  }
  const relation = relations.find((one) => item.senses.has(one))
  if (facts.length && relation) facts.push({ is: 'relation', relation, ...at })
  if (facts.length) return { facts, length: 1 }
  if (!dayAt(item)) return null
  const isNamed = item.senses.has('ofmonth') || items[i + 1]?.senses.has('ofmonth')
  if (!isNamed) return null
  const last = item.senses.has('ofmonth') ? item : (items[i + 1] as Item)
  return {
    facts: [{ is: 'day', day: dated(item.number ?? 0, null, null), start: item.start, end: last.end }],
    length: last === item ? 1 : 2,
  }
}

const one = ({ start, end }: Item, day: Day): Found => ({ facts: [{ is: 'day', day, start, end }], length: 1 })
const dated = (day: number, month: number | null, year: number | null): Day => ({ as: 'date', day, month, year })
const dayAt = (item: Item | undefined): boolean => item?.as === 'figures' && (item.number ?? 0) >= 1 && (item.number ?? 0) <= LAST_DAY
const yearAt = (item: Item | undefined): number | null =>
  item?.as === 'figures' && (item.number ?? 0) > CENTURY && (item.number ?? 0) < CENTURY + 100 ? item.number : null

const monthAt = (item: Item | undefined): number | null => senseNumber(item, 'month:')
const weekdayOf = (item: Item | undefined): number | null => senseNumber(item, 'weekday:')

function senseNumber(item: Item | undefined, prefix: string): number | null {
  const sense = item && [...item.senses].find((one) => one.startsWith(prefix))
  return sense === undefined ? null : Number(sense.slice(prefix.length))
}

function past(items: readonly Item[], from: number, ...senses: readonly string[]): number {
  let k = from
  while (items[k]?.number === null && senses.some((sense) => items[k]?.senses.has(sense))) k++
  return k
}
