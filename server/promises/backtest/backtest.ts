import { momentReader } from '../exports/moment.ts'
import { openOut } from '../exports/out.ts'
import type { Calendar } from '../rules/working-time.ts'
import { type CaseLog, readCaseLog } from './case-log.ts'
import type { Wish } from './columns.ts'
import type { Progress } from './progress.ts'
import { replay, type Terms } from './replay.ts'
import type { Summary } from './report.ts'
import { scoring } from './score.ts'

/** What people read where there is too little history for a quote. */
export const NO_RECORD = 'new, no record yet'

/** All a backtest is told; `calendar` null: every hour of the week in `zone` is working time. */
export type Backtest = {
  readonly file: string
  readonly out: string | null
  readonly from: string | null
  readonly zone: string
  readonly calendar: Calendar | null
  readonly level: number
  readonly fixed: readonly number[]
  readonly columns: Wish
}

/**
 * Quotes each case of an export from a date on as the product would have quoted it at its opening, writes
 * `number,quoted_hours,class,level` where `out` names a file, and scores it beside what desks do today.
 */
export async function backtest(wish: Backtest, progress: Progress): Promise<Summary> {
  const log = await readCaseLog(wish.file, wish.zone, wish.columns, (share) => progress.at('reading', share))
  const terms = termsOf(wish, log)
  const [kept, fixed, rolled] = [scoring(wish.level), scoring(wish.level), scoring(wish.level)]
  const basis = { history: 0, level: 0, pastHorizon: 0 }
  const weekAt = weekNames(wish.zone)
  const out = wish.out === null ? null : await openOut(wish.out, ['number', 'quoted_hours', 'class', 'level'])
  let cases = 0
  for (const it of replay(log, terms)) {
    const [team, week] = [log.names[log.teams[it.row] ?? 0] ?? '', weekAt(log.openedMs[it.row] ?? 0)]
    kept.add(team, week, it.hours, it.quotedHours)
    fixed.add(team, week, it.hours, it.fixedHours)
    rolled.add(team, week, it.hours, it.rollingHours)
    basis[it.quote.basis === 'level' ? 'level' : it.quote.inputs.isPastHorizon ? 'pastHorizon' : 'history']++
    const line = [log.numbers[it.row] ?? '', it.quotedHours.toFixed(4), it.quote.class ?? NO_RECORD, String(wish.level)]
    await out?.add(line)
    if (++cases % 1000 === 0) progress.at('quoting', it.row / log.count)
  }
  progress.done()
  await out?.close()
  const from = wish.from ?? 'the first day'
  return {
    outcome: wish.columns.outcome,
    level: wish.level,
    from,
    cases,
    read: log.count,
    basis,
    kept: kept.score(),
    fixed: fixed.score(),
    rolling: rolled.score(),
  }
}

/** How a log is replayed; refuses in words a date that is none, and one after the last case. */
export function termsOf({ calendar, fixed, from, level, zone }: Backtest, log: CaseLog): Terms {
  const fromMs = from === null ? Number.NEGATIVE_INFINITY : momentReader(zone)(from)
  if (fromMs === null) throw new Error(`--from is a date like 2016-04-01, not "${from}"`)
  const last = log.openedMs[log.count - 1]
  if (last === undefined) throw new Error('There are no cases in the file')
  if (last < fromMs) throw new Error(`There are no cases from ${from} on; the last was opened ${new Date(last).toISOString()}`)
  return { level, fixed, fromMs, calendar: calendar ?? alwaysOpen(zone) }
}

const alwaysOpen = (zone: string): Calendar => ({
  zone,
  week: Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]),
  holidays: [],
  extra: {},
})

/** Names ISO weeks (2016-W14) by an instant's local day; an hour is looked up once. */
function weekNames(zone: string): (atMs: number) => string {
  const names = new Map<number, string>()
  return (atMs) => {
    const hour = Math.floor(atMs / 3_600_000)
    const known = names.get(hour)
    if (known) return known
    const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone)
    const name = `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`
    names.set(hour, name)
    return name
  }
}
