import { ladder, type Ladder } from './ladder.ts'
import type { OperatingClock } from './operating-clock.ts'
import { type Past, REACH } from './past.ts'
import { ageAt, leftAt, quantile } from './survival.ts'
import { addWorking, type Calendar } from './working-time.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * What of a service option a quote needs: the configured level in working minutes and the chance it aims at, 0 to 1.
 */
export type QuotedOption = { readonly id: string; readonly levelMinutes: number; readonly target: number }

/**
 * All that may be known when a case is quoted: its opening, the option, the calendar, its classes (finest first) and
 * the past of the outcome promised (null: none).
 */
export type History = {
  readonly openedAtMs: number
  readonly option: QuotedOption
  readonly calendar: Calendar
  readonly classes: readonly string[]
  readonly past: Past | null
}

/** What a quote was made from, stored with its offer and promise: enough to say why it was offered. */
export type QuoteInputs = {
  readonly optionId: string
  readonly levelMinutes: number
  readonly target: number
  readonly fromMs: number
  /** Finished cases of the class, and those still open; 0 where there is no record. */
  readonly cases: number
  readonly open: number
  /** How many days back they were opened at most. */
  readonly days: number
  /** Quoted, on the operating clock; null where there is no record. */
  readonly operatingHours: number | null
  /** When half of such cases are finished; null where there is no record or half of them take longer than the horizon. */
  readonly usuallyByMs: number | null
  /** The level lies past the horizon of thirty days: the quote is the horizon, with its own lower chance. */
  readonly isPastHorizon: boolean
}

/**
 * A due time before rounding and feasibility, with its probability where there is a record, the class, and what it
 * rests on. The basis 'level' is what people read as "new, no record yet".
 */
export type Quote = {
  readonly dueAtMs: number
  readonly probability: number | null
  readonly class: string | null
  readonly basis: 'level' | 'history'
  readonly inputs: QuoteInputs
  /** The record would allow a sooner time than the entry of the menu is for. */
  readonly isNoSooner?: boolean
}

/** What a case still open is asked about: when it was opened, its calendar and classes, and the past of the outcome. */
export type Running = Omit<History, 'option'>

/** One look at the past, asked several things. */
export type Outlook = {
  readonly quote: (option: QuotedOption) => Quote | null
  /** What to promise: nobody waits for thirty days, so where the record says no sooner than that, it is no record. */
  readonly promised: (option: QuotedOption) => Quote | null
  /** The chance, 0 to 1, that the case is finished by an instant; null where history is thin. */
  readonly chance: (byMs: number) => number | null
  /**
   * The first instant from now at which the chance to be finished by `dueAtMs` is under half its stated level, if nothing else changes; null
   * if that does not come before it is due, or where history is thin.
   */
  readonly fallsBelow: (dueAtMs: number, level: number) => number | null
}

/** Looks at the past once for a case still open, at one instant. */
export function outlook(running: Running, nowMs: number): Outlook {
  const seen = look(running, nowMs)
  const level = (option: QuotedOption) => fromLevel({ ...running, option }, nowMs)
  const quoted = (option: QuotedOption) => (seen ? fromHistory({ ...running, option }, nowMs, seen) : level(option))
  return {
    quote: quoted,
    promised: (option) => {
      const it = quoted(option)
      return it?.inputs.isPastHorizon ? level(option) : it
    },
    chance: (byMs) => seen && chanceOf(seen, nowMs, byMs),
    fallsBelow: (dueAtMs, level) => seen && fallOf(seen, nowMs, dueAtMs, level),
  }
}

/**
 * Answers by when the option can be promised with its target chance, from the waiting times of like cases on the
 * operating clock; the configured level where history is thin. Asked again of a case still open it answers for the time
 * that is left. Quotes rise with the target. Null when the calendar holds no working time.
 */
export const quote = (history: History, nowMs: number): Quote | null => outlook(history, nowMs).quote(history.option)

function chanceOf({ curve, clock, ageMs }: Seen, nowMs: number, byMs: number): number {
  const still = leftAt(curve, ageMs - 1)
  const then = leftAt(curve, ageMs + clock.elapsed(nowMs, byMs))
  return still > 0 ? Math.max(0, 1 - then / still) : 0
}

function fallOf({ curve, clock, ageMs }: Seen, nowMs: number, dueAtMs: number, level: number): number | null {
  const missed = leftAt(curve, ageMs + clock.elapsed(nowMs, dueAtMs))
  // 1 - missed / left < level / 2 exactly when left < missed / (1 - level / 2); once it is passed, the case is still open.
  const fallsAgeMs = ageAt(curve, (missed / (1 - level / 2)) * (1 - 1e-9)) + 1
  const atMs = fallsAgeMs <= ageMs ? nowMs : clock.add(nowMs, fallsAgeMs - ageMs)
  return atMs !== null && Math.ceil(atMs) < dueAtMs ? Math.ceil(atMs) : null
}

type Seen = Ladder & { readonly clock: OperatingClock; readonly ageMs: number }

function look({ past, calendar, classes, openedAtMs }: Running, nowMs: number): Seen | null {
  const clock = past?.clock(calendar, nowMs)
  const found = past && clock ? ladder(past, classes, nowMs, clock) : null
  return clock && found ? { ...found, clock, ageMs: clock.elapsed(openedAtMs, nowMs) } : null
}

function fromHistory({ option, openedAtMs }: History, nowMs: number, seen: Seen): Quote | null {
  const { curve, rung, clock, ageMs, reachMs } = seen
  const horizonMs = Math.max(nowMs, openedAtMs + REACH.horizonMs)
  const dueBy = (target: number) => {
    const ms = clock.add(nowMs, quantile(curve, target, ageMs) - ageMs)
    return ms !== null && ms <= horizonMs ? Math.ceil(ms) : null
  }
  const dueAtMs = dueBy(option.target)
  const inputs = {
    ...levelInputs(option, nowMs),
    cases: rung.finished,
    open: rung.open,
    days: Math.round(reachMs / DAY_MS),
    operatingHours: clock.elapsed(nowMs, dueAtMs ?? horizonMs) / HOUR_MS,
    usuallyByMs: dueBy(Math.min(0.5, option.target)),
    isPastHorizon: dueAtMs === null,
  }
  const probability = dueAtMs === null ? chanceOf(seen, nowMs, horizonMs) : option.target
  return { dueAtMs: dueAtMs ?? horizonMs, probability, class: rung.class, basis: 'history', inputs }
}

/** The configured level in working time from the opening, and from now once that has passed; it claims no chance. */
function fromLevel({ calendar, openedAtMs, option }: History, nowMs: number): Quote | null {
  const levelMs = option.levelMinutes * 60_000
  const fromOpening = addWorking(calendar, openedAtMs, levelMs)
  const lapsed = fromOpening !== null && fromOpening <= nowMs
  const dueAtMs = lapsed ? addWorking(calendar, nowMs, levelMs) : fromOpening
  if (dueAtMs === null) return null
  return { dueAtMs, probability: null, class: null, basis: 'level', inputs: levelInputs(option, lapsed ? nowMs : openedAtMs) }
}

const levelInputs = ({ id, levelMinutes, target }: QuotedOption, fromMs: number): QuoteInputs => ({
  optionId: id,
  levelMinutes,
  target,
  fromMs,
  cases: 0,
  open: 0,
  days: 0,
  operatingHours: null,
  usuallyByMs: null,
  isPastHorizon: false,
})
