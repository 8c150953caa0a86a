import type { PromiseView } from '#contract/portal.ts'
import type { KeptPromise } from '#contract/promises.ts'

const longestWarningMs = 60 * 60_000

/** The promise that runs or ended last as its customer sees it. `promises` newest first, as the room of promises gives them. */
export function promiseOf(promises: readonly KeptPromise[], late: PromiseView['late'] = null): PromiseView | null {
  const [it] = promises
  if (!it) return null
  const { form: way, state, isDefault, agreedAt, startsAt, dueAt, endedAt, stoppedAt, cause } = it
  const before = promises.find(({ id, state: was }) => id === it.previousId && was === 'moved')
  return {
    way,
    state,
    isDefault,
    agreedAt,
    startsAt,
    dueAt,
    endedAt,
    riskAt: it.atRiskAt ?? riskAt(agreedAt, dueAt),
    stopped: state === 'waiting' && stoppedAt ? { since: stoppedAt, waitsFor: cause } : null,
    movedFrom: before
      ? { dueAt: before.startsAt ?? before.dueAt, by: before.movedBy === 'us' ? 'us' : 'you', reason: before.reason }
      : null,
    late: state === 'late' ? late : null,
  }
}

/** Whether a promise still runs. */
export const runs = (promise: Pick<KeptPromise, 'state'> | undefined): boolean =>
  promise !== undefined &&
  (promise.state === 'agreed' || promise.state === 'at_risk' || promise.state === 'waiting' || promise.state === 'late')

/** When the clock alone makes a promise at risk (decision 5): a quarter of its window, an hour at most, before it is due. */
function riskAt(agreedAt: Date, dueAt: Date): Date {
  return new Date(dueAt.getTime() - Math.min((dueAt.getTime() - agreedAt.getTime()) / 4, longestWarningMs))
}
