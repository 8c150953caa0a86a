import { newPast } from '../rules/past.ts'
import { outlook } from '../rules/quote.ts'
import { type Backtest, termsOf } from './backtest.ts'
import { type CaseLog, readCaseLog } from './case-log.ts'
import { type Course, type Given, promiseOf, watch } from './desk.ts'
import type { Progress } from './progress.ts'
import { classesOf, replay, type Terms } from './replay.ts'
import { summed, type Simulation } from './simulation-summary.ts'

/** One promise of the simulated desk, from its case's opening to its end. `chance` is what the record gave its due time; null without one. */
export type Simulated = {
  readonly row: number
  readonly team: string
  readonly given: Given
  readonly chance: number | null
  readonly finishedAtMs: number
  readonly course: Course
}

/**
 * Runs a desk over some weeks of an export: each case opened in them is promised at its opening what the product would promise, watched by
 * the product's own rules, and finished when it really was. Says how the word was kept and how early a break was called.
 */
export async function simulation(wish: Backtest, weeks: number, progress: Progress): Promise<Simulation> {
  const log = await readCaseLog(wish.file, wish.zone, wish.columns, (share) => progress.at('reading', share))
  const terms = termsOf(wish, log)
  const fromMs = Math.max(terms.fromMs, log.openedMs[0] ?? 0)
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(wish.zone)
  const until = from.add({ weeks })
  const untilMs = until.epochMilliseconds
  const promised: Simulated[] = []
  for (const it of simulate(log, terms, untilMs))
    if (promised.push(it) % 1000 === 0) progress.at('promising', (it.given.agreedAtMs - fromMs) / (untilMs - fromMs))
  progress.done()
  const span = { from: from.toString({ timeZoneName: 'never' }), until: until.toString({ timeZoneName: 'never' }) }
  return { outcome: wish.columns.outcome, level: wish.level, weeks, ...span, read: log.count, ...summed(promised, wish.level) }
}

/** The promises of a simulated desk in the order of opening; each knows of the log only what was known when it was given. */
export function* simulate(log: CaseLog, terms: Terms, untilMs: number): Generator<Simulated> {
  const { calendar, level } = terms
  const past = newPast(calendar.zone)
  const logEndsMs = lastKnown(log)
  for (const { row, fixedHours } of replay(log, terms, past)) {
    const openedAtMs = log.openedMs[row] ?? 0
    if (openedAtMs >= untilMs) return
    const option = { id: 'simulation', levelMinutes: fixedHours * 60, target: level }
    const running = { openedAtMs, calendar, classes: classesOf(log, row), past }
    const seen = outlook(running, openedAtMs)
    const given = promiseOf(seen, running, option)
    if (!given) throw new Error('The calendar holds no working time')
    const finishedAtMs = log.endedMs[row] ?? Number.POSITIVE_INFINITY
    yield {
      row,
      team: log.names[log.teams[row] ?? 0] ?? '',
      given,
      chance: seen.chance(given.dueAtMs),
      finishedAtMs,
      course: watch(given, finishedAtMs, logEndsMs),
    }
  }
}

/** The last instant the log tells of: what is not finished by then may still be. */
function lastKnown({ count, endedMs, openedMs }: CaseLog): number {
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < count; row++) {
    const ended = endedMs[row] ?? Number.POSITIVE_INFINITY
    last = Math.max(last, openedMs[row] ?? last, ended < Number.POSITIVE_INFINITY ? ended : last)
  }
  return last
}
