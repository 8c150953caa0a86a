import { wilson } from '../rules/record.ts'
import { tellByMs } from '../rules/risk.ts'
import type { Simulated } from './simulation.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const Z_99 = 2.5758293035489004

/** A team is held to the level from so many promises on, and so close to it: the issue's own terms. */
const LEAST_PROMISES = 100
const TOLERANCE = 0.02
const EARLY_MS = 15 * MINUTE_MS

/** How a simulated desk kept its word. Shares are 0 to 1, intervals 99 % Wilson. */
export type Simulation = {
  readonly outcome: string
  readonly level: number
  readonly weeks: number
  readonly from: string
  readonly until: string
  readonly read: number
  /** All judged, however they were given. */
  readonly overall: Word
  /** Those that state the level as their chance, because a record stands behind them: these are held to it. */
  readonly stated: Word
  /** The same, had the quote been promised to the millisecond: what rounding to human times adds. */
  readonly unrounded: Word
  /** Those given the configured level without a chance: nothing to quote from, or a quote beyond thirty days. */
  readonly noRecord: Apart
  readonly pastHorizon: Apart
  /** Not finished when the log ends, and not yet due. */
  readonly running: number
  readonly teams: readonly TeamWord[]
  readonly risk: Risk
  /** From opening to due, and from keeping to due. */
  readonly lengthHours: Spread
  readonly leftHours: Spread
}

/** So many of so many were kept; `offLevel` is the distance from the level, above it positive. */
export type Word = {
  readonly kept: number
  readonly total: number
  readonly share: number | null
  readonly offLevel: number | null
  readonly low: number
  readonly high: number
}

/** `recordChance`: the mean chance the record gave to what was promised all the same; null where there is none. */
export type Apart = Word & { readonly recordChance: number | null }

/** A team with a hundred promises. `touches`: its interval reaches the level give or take two points; null under a hundred stated. */
export type TeamWord = Word & { readonly name: string; readonly touches: boolean | null; readonly apart: { kept: number; total: number } }

/** What being called at risk was worth. Recall counts a broken promise that was called fifteen minutes before it was due. */
export type Risk = {
  readonly told: number
  /** Of those told. */
  readonly broke: number
  readonly broken: number
  readonly causes: readonly {
    readonly cause: 'clock' | 'estimate'
    readonly told: number
    readonly broke: number
    readonly precision: number | null
  }[]
  readonly precision: number | null
  readonly recall: number | null
  /** Broken ones with a window of an hour or more: how many were called later than that, and how long before due. */
  readonly longWindows: {
    readonly broken: number
    readonly toldTooLate: number
    readonly recall: number | null
    readonly leadMinutes: Spread
  }
  readonly shortWindows: { readonly broken: number; readonly toldEarly: number }
}

/** Nearest ranks; null where there is nothing. */
export type Spread = {
  readonly min: number | null
  readonly p10: number | null
  readonly median: number | null
  readonly p90: number | null
}

/** Sums up what a simulated desk promised at a level (0 to 1). */
export function summed(
  promised: readonly Simulated[],
  level: number,
): Omit<Simulation, 'outcome' | 'level' | 'weeks' | 'from' | 'until' | 'read'> {
  const judged = promised.filter(({ course }) => course.state !== 'running')
  const stated = judged.filter(isStated)
  const word = (rows: readonly Simulated[]) => wordOf(rows.filter(isKept).length, rows.length, level)
  const apart = (basis: string) => {
    const rows = judged.filter(({ given }) => given.basis === basis)
    return { ...word(rows), recordChance: mean(rows.flatMap(({ chance }) => chance ?? [])) }
  }
  return {
    overall: word(judged),
    stated: word(stated),
    unrounded: wordOf(stated.filter(({ finishedAtMs, given }) => finishedAtMs <= given.quotedMs).length, stated.length, level),
    noRecord: apart('no_record'),
    pastHorizon: apart('past_horizon'),
    running: promised.length - judged.length,
    teams: teamsOf(judged, level),
    risk: riskOf(judged),
    lengthHours: spread(promised.map(({ given }) => (given.dueAtMs - given.agreedAtMs) / HOUR_MS)),
    leftHours: spread(judged.filter(isKept).map(({ finishedAtMs, given }) => (given.dueAtMs - finishedAtMs) / HOUR_MS)),
  }
}

const isKept = ({ course }: Simulated): boolean => course.state === 'kept'
const isStated = ({ given }: Simulated): boolean => given.basis === 'record'

function wordOf(kept: number, total: number, level: number): Word {
  const [low, high] = wilson(kept, total, Z_99)
  return { kept, total, share: ratio(kept, total), offLevel: total ? kept / total - level : null, low, high }
}

function teamsOf(judged: readonly Simulated[], level: number): TeamWord[] {
  const byTeam = Map.groupBy(judged, ({ team }) => team)
  const large = [...byTeam].filter(([, rows]) => rows.length >= LEAST_PROMISES).sort(([, a], [, b]) => b.length - a.length)
  return large.map(([name, rows]) => {
    const [stated, others] = [rows.filter(isStated), rows.filter((row) => !isStated(row))]
    const word = wordOf(stated.filter(isKept).length, stated.length, level)
    const touches = stated.length < LEAST_PROMISES ? null : word.low <= level + TOLERANCE && word.high >= level - TOLERANCE
    return { name, ...word, touches, apart: { kept: others.filter(isKept).length, total: others.length } }
  })
}

function riskOf(judged: readonly Simulated[]): Risk {
  const told = judged.filter(({ course }) => course.atRiskAtMs !== null)
  const broken = judged.filter((row) => !isKept(row))
  const [long, short] = [broken.filter(isLong), broken.filter((row) => !isLong(row))]
  const early = (rows: readonly Simulated[]) => rows.filter((row) => leadMs(row) >= EARLY_MS).length
  const broke = (rows: readonly Simulated[]) => rows.filter((row) => !isKept(row)).length
  return {
    told: told.length,
    broke: broke(told),
    broken: broken.length,
    causes: (['clock', 'estimate'] as const).map((cause) => {
      const own = told.filter(({ course }) => course.cause === cause)
      return { cause, told: own.length, broke: broke(own), precision: ratio(broke(own), own.length) }
    }),
    precision: ratio(broke(told), told.length),
    recall: ratio(early(broken), broken.length),
    longWindows: {
      broken: long.length,
      toldTooLate: long.length - early(long),
      recall: ratio(early(long), long.length),
      leadMinutes: spread(long.map((row) => leadMs(row) / MINUTE_MS)),
    },
    shortWindows: { broken: short.length, toldEarly: early(short) },
  }
}

/** How long before it was due it was called at risk; one never called has no time at all. */
const leadMs = ({ course, given }: Simulated): number => given.dueAtMs - (course.atRiskAtMs ?? given.dueAtMs)

const isLong = ({ given }: Simulated): boolean => tellByMs(given) !== null

const ratio = (part: number, whole: number): number | null => (whole ? part / whole : null)

const mean = (values: readonly number[]): number | null =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null

function spread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  return { min: at(0), p10: at(0.1), median: at(0.5), p90: at(0.9) }
}
