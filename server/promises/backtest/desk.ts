import { nextCheckMs } from '../rules/check.ts'
import { keptState, nextState, type PromiseState } from '../rules/course.ts'
import { roundUpToHumanTime } from '../rules/human-time.ts'
import type { Outlook, QuotedOption, Running } from '../rules/quote.ts'
import { isLate, riskCause } from '../rules/risk.ts'

/** What a case was promised at its opening; `falls` is when its chance will have fallen under half the level, as `quoting.ts` keeps it. */
export type Given = {
  readonly basis: 'record' | 'no_record' | 'past_horizon'
  readonly agreedAtMs: number
  /** Before rounding. */
  readonly quotedMs: number
  readonly dueAtMs: number
  readonly fallsAtMs: number | null
}

/** How a promise went; `running` where the log ends before it could be judged. */
export type Course = {
  readonly state: 'kept' | 'kept_late' | 'late' | 'running'
  readonly atRiskAtMs: number | null
  readonly cause: 'clock' | 'estimate' | null
}

/**
 * Promises a case what the product would at its opening: the quote as people say times, the configured level where there is no record or
 * the record says thirty days. Null without working time.
 */
export function promiseOf(seen: Outlook, { openedAtMs: agreedAtMs, calendar }: Running, option: QuotedOption): Given | null {
  const [quoted, meant] = [seen.quote(option), seen.promised(option)]
  const dueAtMs = meant && roundUpToHumanTime(calendar, agreedAtMs, meant.dueAtMs)
  if (!quoted || !meant || dueAtMs === null) return null
  const fallsAtMs = seen.fallsBelow(dueAtMs, option.target)
  return {
    basis: quoted.inputs.isPastHorizon ? 'past_horizon' : meant.basis === 'history' ? 'record' : 'no_record',
    agreedAtMs,
    quotedMs: meant.dueAtMs,
    dueAtMs,
    fallsAtMs: fallsAtMs === null || fallsAtMs <= agreedAtMs ? null : fallsAtMs,
  }
}

/**
 * Lets the clock do its part on a promise as the product's sweep does, until its case is finished or the log ends. What is finished at the
 * instant of a look was finished before it.
 */
export function watch(given: Given, finishedAtMs: number, logEndsMs: number): Course {
  const untilMs = Math.min(finishedAtMs, logEndsMs)
  let [state, atRiskAtMs, cause]: [PromiseState, number | null, Course['cause']] = ['agreed', null, null]
  const lookAt = () => nextCheckMs({ ...given, state, pendingUntilMs: null }) ?? Number.POSITIVE_INFINITY
  for (let nowMs = lookAt(); nowMs < untilMs; nowMs = lookAt()) {
    const late = isLate(given.dueAtMs, nowMs)
    const step = nextState(state, late ? 'late' : 'at_risk')
    if ('refused' in step) throw new Error(`A simulated promise took a wrong course: ${step.refused}`)
    state = step.to
    if (!late) [atRiskAtMs, cause] = [nowMs, riskCause(given, nowMs) ?? 'estimate']
  }
  const ended = finishedAtMs <= logEndsMs ? keptState(given.dueAtMs, finishedAtMs) : state === 'late' ? 'late' : 'running'
  return { state: ended, atRiskAtMs, cause }
}
