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
}

/** The past of a desk that has none. */
export const noPast: Past | null = null

/**
 * Answers by when the option can be promised with its target chance, from the waiting times of like cases on the
 * operating clock; the configured level where history is thin. Asked again of a case still open it answers for the time
 * that is left. Quotes rise with the target. Null when the calendar holds no working time.
 */
export function quote(history: History, nowMs: number): Quote | null {
  const seen = look(history, nowMs)
  return seen ? fromHistory(history, nowMs, seen) : fromLevel(history, nowMs)
}

/** What a case still open is asked about: when it was opened, its calendar and classes, and the past of the outcome. */
export type Running = Omit<History, 'option'>

/** The chance, 0 to 1, that a case still open now is finished by an instant; null where history is thin. */
export function chance(running: Running, nowMs: number, byMs: number): number | null {
  const seen = look(running, nowMs)
  if (!seen) return null
  const still = leftAt(seen.curve, seen.ageMs - 1)
  const then = leftAt(seen.curve, seen.ageMs + seen.clock.elapsed(nowMs, byMs))
  return still > 0 ? Math.max(0, 1 - then / still) : 0
}

/**
 * The first instant from now at which the chance of a case still open to be finished by `dueAtMs` is under half its
 * stated level, if nothing else changes; null if that does not come before it is due, or where history is thin.
 */
export function fallsBelow(running: Running, nowMs: number, dueAtMs: number, level: number): number | null {
  const seen = look(running, nowMs)
  if (!seen) return null
  const { curve, clock, ageMs } = seen
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

function fromHistory(history: History, nowMs: number, { curve, rung, clock, ageMs }: Seen): Quote | null {
  const { option, openedAtMs } = history
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
    days: REACH.horizonMs / DAY_MS,
    operatingHours: clock.elapsed(nowMs, dueAtMs ?? horizonMs) / HOUR_MS,
    usuallyByMs: dueBy(Math.min(0.5, option.target)),
    isPastHorizon: dueAtMs === null,
  }
  const probability = dueAtMs === null ? chance(history, nowMs, horizonMs) : option.target
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
