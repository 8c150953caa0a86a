import type { Calendar } from '../rules/working-time.ts'
import { newPast, type Past } from '../rules/past.ts'
import { type Quote, quote } from '../rules/quote.ts'
import { fixedLevel, rolling } from './baselines.ts'
import type { CaseLog } from './case-log.ts'

const HOUR_MS = 3_600_000

/** How to replay: the level, the fixed hours by priority, the calendar, and from when on cases are quoted. */
export type Terms = {
  readonly level: number
  readonly fixed: readonly number[]
  readonly calendar: Calendar
  readonly fromMs: number
}

/** What was quoted to one case at its opening: by the engine, by the fixed level, and by the rolling percentile. */
export type Replayed = {
  readonly row: number
  readonly quote: Quote
  readonly hours: number
  readonly quotedHours: number
  readonly fixedHours: number
  readonly rollingHours: number
}

/**
 * Runs the engine over a log in the order in which things became known: each case is quoted at its opening from what
 * was finished by then, and only afterwards becomes part of the past. `finished` hears each case that ends, before the
 * quotes that may know of it.
 */
export function* replay(log: CaseLog, terms: Terms, past: Past = newPast(terms.calendar.zone)): Generator<Replayed> {
  const { calendar, fixed, fromMs, level } = terms
  const roll = rolling(level)
  const finishNext = finishing(log, past, roll.finish)
  for (let row = 0; row < log.count; row++) {
    const openedAtMs = log.openedMs[row] ?? 0
    finishNext(row, openedAtMs)
    const classes = classesOf(log, row)
    if (openedAtMs >= fromMs) {
      const priority = log.priorities[row] ?? 0
      const fixedHours = fixedLevel(fixed, log.names[priority] ?? '')
      const option = { id: 'backtest', levelMinutes: fixedHours * 60, target: level }
      const quoted = quote({ openedAtMs, option, calendar, classes, past }, openedAtMs)
      if (!quoted) throw new Error('The calendar holds no working time')
      yield {
        row,
        quote: quoted,
        hours: ((log.endedMs[row] ?? 0) - openedAtMs) / HOUR_MS,
        quotedHours: (quoted.dueAtMs - openedAtMs) / HOUR_MS,
        fixedHours,
        rollingHours: roll.quote(priority) ?? fixedHours,
      }
    }
    past.add(String(row), openedAtMs, classes)
  }
}

/** The classes of a case, finest first. */
export const classesOf = (log: CaseLog, row: number): string[] => log.classes.map((rung) => log.names[rung[row] ?? 0] ?? '')

/** Finishes, in the order of their ends, all cases before a row that have ended by an instant. */
function finishing(log: CaseLog, past: Past, heard: (priority: number, hours: number) => void): (before: number, byMs: number) => void {
  const ended = (row: number) => log.endedMs[row] ?? Number.POSITIVE_INFINITY
  const order = Uint32Array.from({ length: log.count }, (_, row) => row).filter((row) => ended(row) < Number.POSITIVE_INFINITY)
  order.sort((a, b) => ended(a) - ended(b) || a - b)
  let next = 0
  return (before, byMs) => {
    for (let row = order[next]; row !== undefined && row < before && ended(row) <= byMs; row = order[++next]) {
      past.finish(String(row), ended(row))
      heard(log.priorities[row] ?? 0, (ended(row) - (log.openedMs[row] ?? 0)) / HOUR_MS)
    }
  }
}
