import type { OperatingClock } from './operating-clock.ts'
import { type Past, type PastCase, REACH } from './past.ts'
import { ageAt, type Curve, MOST_CASES, survivalCurve } from './survival.ts'

/** A class needs so many finished cases before a promise may rest on it. */
export const LEAST_FINISHED = 40

/**
 * What a class is not yet trusted for: coarser classes together weigh as much as so many finished cases of it. Where a
 * class has many cases they speak alone, where it has few they are steadied by what holds more widely.
 */
const STEADYING = 15

/** Coarser classes are not asked when they would weigh less than this. */
const LEAST_WEIGHT = 0.01

/**
 * How far back is looked: four waits as long as nine in ten of them, because what takes hours changes in weeks and what takes weeks cannot be
 * seen in fewer than the thirty days that are remembered; two weeks at least.
 */
const MEMORY = { waits: 4, leastMs: 14 * 86_400_000 } as const

/** A class of the ladder as it was used: its finished cases and those still open. */
export type Rung = { readonly class: string; readonly finished: number; readonly open: number }

/** The waiting times that bear on a new case, and the finest class with enough finished cases to name. */
export type Ladder = { readonly curve: Curve; readonly rung: Rung; readonly reachMs: number }

/**
 * Weighs the past for a case of these classes, finest first, as far back as its waits are long. Each case counts once, in the
 * finest class it shares: within a class alike, and what a class leaves open (15 / (15 + its finished cases)) goes to
 * the next, as a Dirichlet prior of that weight would. Open cases are censored at their present age. Null when no class
 * has forty finished cases.
 */
export function ladder(past: Past, classes: readonly string[], nowMs: number, clock: OperatingClock): Ladder | null {
  const whole = weigh(past, classes, nowMs, clock, REACH.horizonMs)
  if (!whole) return null
  const share = (MEMORY.waits * ageAt(whole.curve, 0.1)) / clock.elapsed(nowMs - REACH.horizonMs, nowMs)
  const reachMs = Math.max(MEMORY.leastMs, Math.min(1, share) * REACH.horizonMs)
  return (reachMs < REACH.horizonMs ? weigh(past, classes, nowMs, clock, reachMs) : null) ?? whole
}

function weigh(past: Past, classes: readonly string[], nowMs: number, clock: OperatingClock, reachMs: number): Ladder | null {
  const found: Pool = { ...scratch, count: 0, clock, nowMs, fromMs: nowMs - reachMs, mark: past.nextMark() }
  let named: Rung | null = null
  let weight = 1
  for (const name of classes) {
    const from = found.count
    const { fresh, ...rung } = gather(found, name, past.casesOf(name))
    found.weights.fill(weight / (fresh + STEADYING), from, found.count)
    weight *= STEADYING / (fresh + STEADYING)
    if (rung.finished >= LEAST_FINISHED) named ??= rung
    if (named && weight < LEAST_WEIGHT) break
  }
  return named && { curve: survivalCurve(found), rung: named, reachMs }
}

/** Written anew by each look, because arrays made for each would be most of its cost. */
const scratch = { ages: new Float64Array(MOST_CASES), weights: new Float64Array(MOST_CASES), finished: new Uint8Array(MOST_CASES) }

type Pool = typeof scratch & {
  count: number
  readonly clock: OperatingClock
  readonly nowMs: number
  readonly fromMs: number
  readonly mark: number
}

/** Puts the cases of a class into the pool that no finer class has; `fresh` of them are finished. */
function gather(found: Pool, name: string, cases: readonly PastCase[]): Rung & { fresh: number } {
  const { clock, mark, nowMs, fromMs } = found
  const rung = { class: name, finished: 0, open: 0, fresh: 0 }
  for (let i = cases.length - 1; i >= 0; i--) {
    const it = cases[i]
    if (!it || it.openedAtMs < fromMs) break
    if (it.openedAtMs > nowMs) continue
    const endedAtMs = it.endedAtMs !== null && it.endedAtMs <= nowMs ? it.endedAtMs : null
    const isFinished = it.finished && endedAtMs !== null
    if (isFinished) rung.finished++
    else if (endedAtMs === null) rung.open++
    if (it.mark === mark || found.count === MOST_CASES) continue
    it.mark = mark
    if (isFinished) rung.fresh++
    found.ages[found.count] = clock.elapsed(it.openedAtMs, endedAtMs ?? nowMs)
    found.finished[found.count++] = isFinished ? 1 : 0
  }
  return rung
}
