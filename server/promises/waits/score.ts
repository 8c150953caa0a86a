import { firstIndex } from '../rules/search.ts'

/** A bound and what came: seconds waited, and whether that ended in an answer or a hang-up. */
export type Judged = { readonly boundSeconds: number; readonly waitSeconds: number; readonly isAnswered: boolean }

/**
 * How bounds did. `coverage`: the share who would have been answered within their bound, had nobody hung up (Kaplan-Meier over waits as
 * multiples of their bounds). `loss`: quantile loss in seconds, over all with a hang-up counted as the end of the wait; over
 * those answered; and over those answered, weighed up for the ones like them who hung up first (inverse probability of censoring).
 */
export type WaitScore = {
  readonly calls: number
  readonly answered: number
  readonly coverage: number
  readonly coverageOfAnswered: number
  readonly loss: number
  readonly lossOfAnswered: number
  readonly lossCorrected: number
  readonly meanBoundSeconds: number
}

/** Scores bounds of one level (0 to 1); a wait as long as its bound is within it. */
export function scoreWaits(level: number, all: readonly Judged[]): WaitScore {
  const answered = all.filter(({ isAnswered }) => isAnswered)
  const loss = ({ boundSeconds, waitSeconds }: Judged) =>
    waitSeconds <= boundSeconds ? (1 - level) * (boundSeconds - waitSeconds) : level * (waitSeconds - boundSeconds)
  const stayed = leftOf(all.map(({ waitSeconds, isAnswered }) => ({ at: waitSeconds, ends: !isAnswered })))
  const weight = ({ waitSeconds }: Judged) => 1 / Math.max(LEAST_STAYING, stayed(waitSeconds - 1e-9))
  return {
    calls: all.length,
    answered: answered.length,
    coverage: 1 - leftOf(all.map((it) => ({ at: multiple(it), ends: it.isAnswered })))(1),
    coverageOfAnswered: mean(answered, (it) => (it.waitSeconds <= it.boundSeconds ? 1 : 0)),
    loss: mean(all, loss),
    lossOfAnswered: mean(answered, loss),
    lossCorrected: mean(answered, (it) => weight(it) * loss(it)) / mean(answered, weight),
    meanBoundSeconds: mean(all, ({ boundSeconds }) => boundSeconds),
  }
}

/** A weight above fifty would make one call the score. */
const LEAST_STAYING = 0.02

/** A wait of no time at a bound of no time is just within it. */
const multiple = ({ boundSeconds, waitSeconds }: Judged): number => (waitSeconds === boundSeconds ? 1 : waitSeconds / boundSeconds)

/** The Kaplan-Meier share still left just after a point, of as many as there are. */
function leftOf(all: readonly { readonly at: number; readonly ends: boolean }[]): (at: number) => number {
  const sorted = all.toSorted((a, b) => a.at - b.at || Number(b.ends) - Number(a.ends))
  const steps: { at: number; left: number }[] = []
  let left = 1
  for (const [i, { at, ends }] of sorted.entries()) {
    if (!ends) continue
    left *= 1 - 1 / (sorted.length - i)
    steps.push({ at, left })
  }
  return (at) => steps[firstIndex(steps.length, (i) => (steps[i]?.at ?? 0) > at) - 1]?.left ?? 1
}

const mean = <T>(all: readonly T[], of: (it: T) => number): number => all.reduce((sum, it) => sum + of(it), 0) / all.length
