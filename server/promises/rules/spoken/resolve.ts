import { dayOf } from './day.ts'
import type { Fact, Relation } from './facts.ts'
import type { Vocabulary } from './vocabulary.ts'

type Clock = Extract<Fact, { is: 'clock' }>
type Span = Extract<Fact, { is: 'span' }>
type DayFact = Extract<Fact, { is: 'day' }>

/** When it is now, and where. */
export type Moment = { readonly nowMs: number; readonly zone: string }
/** An instant with what it stands to; null instant where nothing, or nothing certain, is said. */
export type Timed = { readonly atMs: number | null; readonly relation: Relation; readonly isUnsure: boolean }

const MINUTE_MS = 60_000
const FARTHEST_MS = 180 * 86_400_000
const HOUR = 60
const NOON = 12 * HOUR
/** A bare hour up to this one is in the afternoon: nobody is at work at five in the morning. */
const LAST_AFTERNOON_HOUR = 6
const DAY_BEGINS = 9 * HOUR
const DAY_ENDS = 17 * HOUR

/** Each part of a day: the time it stands for, in minutes from midnight, and when it is over. */
const parts: Readonly<Record<string, { at: number; ends: number }>> = {
  morning: { at: 9 * HOUR, ends: 12 * HOUR },
  forenoon: { at: 10 * HOUR, ends: 12 * HOUR },
  noon: { at: 12 * HOUR, ends: 12 * HOUR },
  lunch: { at: 12 * HOUR, ends: 13 * HOUR },
  afternoon: { at: 14 * HOUR, ends: 18 * HOUR },
  dayend: { at: 17 * HOUR, ends: 18 * HOUR },
  evening: { at: 18 * HOUR, ends: 21 * HOUR },
  night: { at: 21 * HOUR, ends: 24 * HOUR },
}

const none: Timed = { atMs: null, relation: 'at', isUnsure: false }
const unsure: Timed = { ...none, isUnsure: true }

/**
 * Turns what a text says into one instant, in the zone's wall time (inside the spring gap forward, twice in autumn the first). Two times, a day that
 * contradicts its weekday, a time of today that has passed, or anything beyond half a year give null: it never guesses.
 */
export function resolve(facts: readonly Fact[], moment: Moment, vocabulary: Vocabulary): Timed {
  if (facts.some(({ is }) => is === 'unsure')) return unsure
  const clocks = ranged(facts)
  const [spans, days] = [of(facts, 'span') as Span[], of(facts, 'day') as DayFact[]]
  const part = [...new Set(facts.flatMap((fact) => (fact.is === 'part' ? [fact.part] : [])))]
  if (!clocks || spans.length > 1 || part.length > 1) return unsure
  const asked = { clock: clocks.clock, part: part[0] ?? null, span: spans[0] ?? null, days }
  const relation = clocks.isRange ? 'after' : relationIn(facts, vocabulary)
  const isNow = facts.some(({ is }) => is === 'now')
  if (!asked.clock && !asked.part && !asked.span && !days.length)
    return isNow ? { atMs: nextMinute(moment), relation: 'by', isUnsure: false } : none
  const timed = asked.span && isShort(asked.span) ? fromNow(asked.span, asked, moment, relation) : onDay(asked, moment, relation)
  if (!timed || timed.atMs === null) return unsure
  const isAhead = timed.atMs > moment.nowMs && timed.atMs <= moment.nowMs + FARTHEST_MS
  return isAhead ? { ...timed, isUnsure: false } : unsure
}

type Asked = { clock: Clock | null; part: string | null; span: Span | null; days: readonly DayFact[] }
type Meant = { atMs: number; relation: Relation }
type Said = Relation | 'from' | null

/** One time, or the first of "between 10 and 12"; null where two times contradict each other. */
function ranged(facts: readonly Fact[]): { clock: Clock | null; isRange: boolean } | null {
  const clocks = of(facts, 'clock') as Clock[]
  const [first, second] = clocks
  if (clocks.length < 2 || !first || !second) return { clock: first ?? null, isRange: false }
  if (clocks.length === 2 && first.minutes === second.minutes) return { clock: first, isRange: false }
  const between = facts.slice(facts.indexOf(first) + 1, facts.indexOf(second)).filter(({ is }) => is !== 'known')
  const isJoined = between.every((fact) => fact.is === 'and' || (fact.is === 'relation' && fact.relation !== 'around'))
  return clocks.length === 2 && isJoined ? { clock: first, isRange: true } : null
}

/** What stands beside the time says what it is to it: the time of day first, then a part of the day, a day or a length. */
function relationIn(facts: readonly Fact[], { postposed }: Vocabulary): Said {
  const said = facts.filter(({ is }) => is !== 'known' && is !== 'and')
  for (const kind of ['clock', 'part', 'span', 'day'] as const) {
    for (const [i, fact] of said.entries()) {
      if (fact.is !== kind) continue
      if (fact.is === 'clock' && fact.relation && fact.relation !== 'at') return fact.relation
      const [before, behind] = [nextRelation(said, i, -1, kind), nextRelation(said, i, 1, kind)]
      const found = postposed ? (behind ?? before) : before
      if (found) return found
    }
    const own = said.find((fact) => fact.is === 'clock')
    if (kind === 'clock' && own?.is === 'clock' && own.relation) return own.relation
  }
  return null
}

/** The relation at one side of a fact; "at about" is about. */
function nextRelation(said: readonly Fact[], i: number, step: 1 | -1, kind: string): Said {
  const one = said[i + step]
  // "after Friday afternoon": the day stands between the word and the part.
  if (kind !== 'day' && step === -1 && (one?.is === 'day' || one?.is === 'part')) return nextRelation(said, i + step, step, kind)
  if (one?.is !== 'relation') return null
  if (one.relation === 'between') return 'after'
  const other = said[i + 2 * step]
  if (one.relation === 'at' && other?.is === 'relation' && other.relation !== 'between') return other.relation
  return one.relation
}

const isShort = ({ unit }: Span): boolean => unit === 'minutes' || unit === 'hours'

/** "in two hours": counted from now, on no other day. */
function fromNow({ count, unit, isWithin }: Span, { clock, part, days }: Asked, { nowMs }: Moment, said: Said): Meant | null {
  if (clock || part || days.some(({ day }) => day.as !== 'offset' || day.days !== 0)) return null
  const ms = count * (unit === 'minutes' ? 1 : HOUR) * MINUTE_MS
  return { atMs: nowMs + Math.round(ms), relation: isWithin ? 'by' : said === 'from' ? 'after' : (said ?? 'at') }
}

/** A time, a part, or nothing more, of a day that is named or the next that fits. */
function onDay({ clock, part, span, days }: Asked, moment: Moment, said: Said): Meant | null {
  const day = dayOf(days, span, moment)
  if (day === null) return null
  const named = day ? day.date : null
  const relation: Relation | null = said === 'from' ? 'after' : said
  if (clock) return atClock(clock, part, named, moment, relation ?? 'at')
  if (part) return atPart(part, named, moment, relation)
  if (!day) return null
  const isLong = span !== null
  if (isLong) return { atMs: sameTime(day.date, moment), relation: span.isWithin ? 'by' : (relation ?? 'at') }
  if (day.isWeek) return { atMs: instant(day.date, relation === 'by' ? DAY_ENDS : DAY_BEGINS, moment), relation: relation ?? 'after' }
  const minutes = said === 'from' || relation === 'before' ? DAY_BEGINS : relation === 'around' || relation === 'at' ? NOON : DAY_ENDS
  const atMs = instant(day.date, minutes, moment)
  // What is left of today, after hours, is until midnight.
  const isToday = day.date.equals(today(moment)) && atMs <= moment.nowMs
  return { atMs: isToday ? instant(day.date, 24 * HOUR - 1, moment) : atMs, relation: relation === 'at' ? 'around' : (relation ?? 'by') }
}

function atClock(
  { minutes, isSure }: Clock,
  part: string | null,
  day: Temporal.PlainDate | null,
  moment: Moment,
  relation: Relation,
): Meant | null {
  const likely = minutesOf(minutes, isSure, part)
  if (likely === null) return null
  const first = instant(day ?? today(moment), likely, moment)
  if (first > moment.nowMs) return { atMs: first, relation }
  if (!day) return { atMs: instant(today(moment).add({ days: 1 }), likely, moment), relation }
  // "today at 8", said after eight: in the evening, where nothing says morning.
  return !isSure && !part && likely < NOON ? { atMs: instant(day, likely + NOON, moment), relation } : null
}

/** The time of day: with a part that says which half, else an hour up to six is in the afternoon. Null for "five in the morning, evening". */
function minutesOf(minutes: number, isSure: boolean, part: string | null): number | null {
  if (minutes < 0 || minutes > 24 * HOUR) return null
  const isLate = part === 'afternoon' || part === 'evening' || part === 'dayend'
  const isAtNight = part === 'night' && minutes >= LAST_AFTERNOON_HOUR * HOUR
  if (isLate || isAtNight) return minutes < NOON ? minutes + NOON : minutes
  if (part === 'noon' || part === 'lunch') return minutes < 4 * HOUR ? minutes + NOON : minutes
  if (part !== null) return minutes
  const isEarly = minutes < (LAST_AFTERNOON_HOUR + 1) * HOUR
  return !isSure && isEarly ? minutes + NOON : minutes
}

function atPart(name: string, day: Temporal.PlainDate | null, moment: Moment, said: Relation | null): Meant | null {
  const part = parts[name]
  if (!part) return null
  const relation = said === null || said === 'at' ? (name === 'dayend' ? 'by' : name === 'noon' ? 'at' : 'around') : said
  const minutes = said === 'after' ? part.ends : part.at
  const on = day ?? today(moment)
  const atMs = instant(on, minutes, moment)
  if (atMs > moment.nowMs) return { atMs, relation }
  const endsMs = instant(on, part.ends, moment)
  const isOver = !day && (name === 'morning' || name === 'forenoon')
  if (endsMs > moment.nowMs && said !== 'before' && !isOver) return { atMs: endsMs, relation: 'by' }
  return day ? null : { atMs: instant(on.add({ days: 1 }), minutes, moment), relation }
}

const of = (facts: readonly Fact[], is: Fact['is']): Fact[] => facts.filter((fact) => fact.is === is)
const zoned = ({ nowMs, zone }: Moment): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
const today = (moment: Moment): Temporal.PlainDate => zoned(moment).toPlainDate()
const nextMinute = ({ nowMs }: Moment): number => (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS

/** The same time of day on another day. */
const sameTime = (date: Temporal.PlainDate, moment: Moment): number =>
  date.toPlainDateTime(zoned(moment).toPlainTime()).toZonedDateTime(moment.zone, { disambiguation: 'compatible' }).epochMilliseconds

/** Wall time as an instant: one inside the spring gap moves forward, one that occurs twice is the first. */
function instant(date: Temporal.PlainDate, minutes: number, { zone }: Moment): number {
  const day = date.add({ days: Math.floor(minutes / (24 * HOUR)) })
  const clock = new Temporal.PlainTime(Math.floor(minutes / HOUR) % 24, minutes % HOUR)
  return day.toPlainDateTime(clock).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}
