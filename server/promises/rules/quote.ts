import { addWorking, type Calendar } from './working-time.ts'

/** One case of the past; a case still open (`finishedAtMs` null) is censored at its age, never left out. */
export type Outcome = { readonly openedAtMs: number; readonly finishedAtMs: number | null }

/**
 * The past by class: outcomes of cases opened since an instant, newest first, at most so many, in O(log n + answers).
 */
export type Past = (className: string, openedFromMs: number, limit: number) => readonly Outcome[]

/**
 * What of a service option a quote needs: the configured level in working minutes and the chance it aims at, 0 to 1.
 */
export type QuotedOption = { readonly id: string; readonly levelMinutes: number; readonly target: number }

/**
 * All that may be known when a case is quoted: its opening, the option, the calendar, its classes (finest first) and
 * the past.
 */
export type History = {
  readonly openedAtMs: number
  readonly option: QuotedOption
  readonly calendar: Calendar
  readonly classes: readonly string[]
  readonly past: Past
}

/** What a quote was made from, stored with its offer and promise. */
export type QuoteInputs = {
  readonly optionId: string
  readonly levelMinutes: number
  readonly target: number
  readonly fromMs: number
  readonly cases: number
}

/**
 * A due time before rounding and feasibility, with its probability where there is a record, the class, and what it
 * rests on.
 */
export type Quote = {
  readonly dueAtMs: number
  readonly probability: number | null
  readonly class: string | null
  readonly basis: 'level' | 'history'
  readonly inputs: QuoteInputs
}

/** The past of a desk that has none. */
export const noPast: Past = () => []

/**
 * Answers by when the option can be promised: its configured level in working time from the opening, and from now once
 * that has passed. It claims no probability. Null when the calendar holds no working time.
 */
export function quote(history: History, nowMs: number): Quote | null {
  const { calendar, openedAtMs, option } = history
  const levelMs = option.levelMinutes * 60_000
  const fromOpening = addWorking(calendar, openedAtMs, levelMs)
  const lapsed = fromOpening !== null && fromOpening <= nowMs
  const dueAtMs = lapsed ? addWorking(calendar, nowMs, levelMs) : fromOpening
  if (dueAtMs === null) return null
  const inputs = {
    optionId: option.id,
    levelMinutes: option.levelMinutes,
    target: option.target,
    fromMs: lapsed ? nowMs : openedAtMs,
    cases: 0,
  }
  return { dueAtMs, probability: null, class: null, basis: 'level', inputs }
}
