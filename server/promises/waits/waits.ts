import { openOut } from '../exports/out.ts'
import type { Progress } from '../backtest/progress.ts'
import { quantile, survivalCurve } from '../rules/survival.ts'
import { waitBound, type WaitBound } from './bound.ts'
import { type Call, dayMsOf, readCallLog } from './call-log.ts'
import { type Joined, replayLine } from './line.ts'
import { learnWaits, type WaitModel } from './model.ts'
import { scoreWaits, type Judged, type WaitScore } from './score.ts'
import type { Waited } from './state.ts'

/** All `kept waits` is told. */
export type WaitsWish = { readonly file: string; readonly out: string | null; readonly from: string | null; readonly level: number }

/** What it found: bounds of callers who waited, beside one percentile for everybody, and by how many were ahead. */
export type WaitsSummary = {
  readonly level: number
  readonly from: string
  /** Bounds written, and rows read. */
  readonly calls: number
  readonly read: number
  readonly atOnce: number
  readonly basis: { readonly record: number; readonly erlang: number }
  readonly kept: WaitScore
  readonly onePercentile: WaitScore
  readonly byAhead: readonly (WaitScore & { readonly ahead: string; readonly onePercentileCoverage: number })[]
}

/** From so many ahead on they stand in one line of the table. */
const MOST_AHEAD = 9

/**
 * Bounds the wait of each call of an export from a day on as it could have been said when the call came, writes `call_id,bound_seconds` in the
 * order of the file where `out` names one, and scores it. Who was taken at once, or hung up before the line, has a bound of 0.
 */
export async function boundWaits(wish: WaitsWish, progress: Progress): Promise<WaitsSummary> {
  const { calls, read } = await readCallLog(wish.file, (share) => progress.at('reading', share))
  const fromMs = firstDay(wish.from, calls)
  const bounds = new Map<Call, WaitBound | null>()
  const judged: (Judged & { ahead: number; percentile: number })[] = []
  const learning = newLearning(wish.level)
  for (const { call, state, pace, past } of replayLine(calls)) {
    if (call.dayMs < fromMs) continue
    const { model, percentile } = learning(past)
    const bound = call.isQueued ? waitBound(model, pace(), state, wish.level) : null
    bounds.set(call, bound)
    const waitSeconds = (call.leftMs - call.joinedMs) / 1000
    if (bound) judged.push({ ahead: state.ahead, boundSeconds: bound.seconds, waitSeconds, isAnswered: call.isAnswered, percentile })
    if (bounds.size % 1000 === 0) progress.at('bounding', bounds.size / calls.length)
  }
  progress.done()
  if (wish.out !== null) await write(wish.out, calls, bounds)
  const erlang = [...bounds.values()].filter((bound) => bound?.basis === 'erlang').length
  return {
    level: wish.level,
    from: wish.from ?? 'the first day',
    calls: bounds.size,
    read,
    atOnce: bounds.size - judged.length,
    basis: { record: judged.length - erlang, erlang },
    ...scores(wish.level, judged),
  }
}

function firstDay(from: string | null, calls: readonly Call[]): number {
  const fromMs = from === null ? Number.NEGATIVE_INFINITY : dayMsOf(from)
  if (fromMs === null) throw new Error(`--from is a date like 1999-02-08, not "${from}"`)
  const lastMs = calls.reduce((last, { dayMs }) => Math.max(last, dayMs), Number.NEGATIVE_INFINITY)
  if (calls.length === 0) throw new Error('There are no calls in the file')
  if (lastMs < fromMs)
    throw new Error(`There are no calls from ${from} on; the last came on ${new Date(lastMs).toISOString().slice(0, 10)}`)
  return fromMs
}

const LEAST_PAST = 80

/** Learns anew after a tenth more of the past, or two hundred waits. */
function newLearning(level: number): (past: Joined['past']) => { readonly model: WaitModel | null; readonly percentile: number } {
  let [model, percentile, known]: [WaitModel | null, number, number] = [null, 0, 0]
  return (past) => {
    if (past.length >= Math.max(LEAST_PAST, Math.min(known * 1.1, known + 200))) {
      if (past.length > known) [model, percentile] = [learnWaits(past, model ?? undefined), onePercentile(past, level)]
      known = past.length
    }
    return { model, percentile }
  }
}

/** What a desk says that does not look at its line: one percentile of the last two thousand waits, hang-ups counted as they should be. */
function onePercentile(past: readonly Waited[], level: number): number {
  const last = past.slice(-2000)
  const curve = survivalCurve({
    ages: last.map(({ waitMs }) => waitMs),
    weights: last.map(() => 1),
    finished: last.map(({ isAnswered }) => (isAnswered ? 1 : 0)),
    count: last.length,
  })
  return quantile(curve, level) / 1000
}

function scores(level: number, judged: readonly (Judged & { ahead: number; percentile: number })[]) {
  const byPercentile = (some: typeof judged) =>
    scoreWaits(
      level,
      some.map((it) => ({ ...it, boundSeconds: it.percentile })),
    )
  const rows = Array.from({ length: MOST_AHEAD + 1 }, (_, ahead) => ({
    ahead: ahead === MOST_AHEAD ? `${MOST_AHEAD} or more` : String(ahead),
    some: judged.filter((it) => Math.min(it.ahead, MOST_AHEAD) === ahead),
  }))
  return {
    kept: scoreWaits(level, judged),
    onePercentile: byPercentile(judged),
    byAhead: rows
      .filter(({ some }) => some.length > 0)
      .map(({ ahead, some }) => ({ ahead, ...scoreWaits(level, some), onePercentileCoverage: byPercentile(some).coverage })),
  }
}

async function write(file: string, calls: readonly Call[], bounds: ReadonlyMap<Call, WaitBound | null>): Promise<void> {
  const out = await openOut(file, ['call_id', 'bound_seconds'])
  for (const call of calls) {
    const bound = bounds.get(call)
    if (bound !== undefined) await out.add([call.id, (bound?.seconds ?? 0).toFixed(3)])
  }
  await out.close()
}
