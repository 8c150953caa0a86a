import type { PromiseView } from '#contract/portal.ts'
import type { KeptPromise } from '#contract/promises.ts'
import { isAnswer } from '#contract/tracks.ts'

const longestWarningMs = 60 * 60_000
/** How long what was kept beside the answer stays in sight. */
const justEndedMs = 2 * 86_400_000
const formsBeside = ['escalation', 'update', 'resolution'] as const

type Late = PromiseView['late']

/** The promise of the answer that runs or ended last, in writing or by a call. `promises` newest first, as the room of promises gives them. */
export const answerOf = (promises: readonly KeptPromise[]): KeptPromise | undefined => promises.find(({ form }) => isAnswer(form))

/** The promise of the answer as its customer sees it; null before the first. */
export function promiseOf(promises: readonly KeptPromise[], late: Late = null): PromiseView | null {
  const it = answerOf(promises)
  return it ? viewOf(it, promises, late) : null
}

/** Help that is on its way or came lately, as its customer sees it; null without any. */
export function helpOf(promises: readonly KeptPromise[], now: Date): PromiseView | null {
  const it = promises.find(({ form }) => form === 'arrival')
  const isPast = it?.endedAt && now.getTime() - it.endedAt.getTime() > justEndedMs
  return !it || isPast || it.state === 'released' ? null : viewOf(it, promises)
}

/** What is promised beside the answer, as its customer sees it: what runs by its due time, then what was kept lately. */
export function besideOf(promises: readonly KeptPromise[], now: Date, lateOf: (promise: KeptPromise) => Late = () => null): PromiseView[] {
  const newest = formsBeside.flatMap((form) => promises.find((promise) => promise.form === form) ?? [])
  const running = newest.filter(runs).sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  const kept = newest.filter(
    ({ state, endedAt }) => (state === 'kept' || state === 'kept_late') && endedAt && now.getTime() - endedAt.getTime() < justEndedMs,
  )
  return [...running, ...kept].map((promise) => viewOf(promise, promises, lateOf(promise)))
}

/** One promise as its customer sees it; `promises` are those of its case, for what it replaced. */
export function viewOf(it: KeptPromise, promises: readonly KeptPromise[], late: Late = null): PromiseView {
  const { form: way, state, isDefault, agreedAt, startsAt, dueAt, endedAt, stoppedAt, cause, charterVersion, who } = it
  const before = promises.find(({ id, state: was }) => id === it.previousId && was === 'moved')
  return {
    way,
    state,
    isDefault,
    agreedAt,
    charterVersion,
    startsAt,
    dueAt,
    endedAt,
    riskAt: it.atRiskAt ?? riskAt(agreedAt, dueAt),
    stopped: state === 'waiting' && stoppedAt ? { since: stoppedAt, waitsFor: cause } : null,
    movedFrom: before
      ? { dueAt: before.startsAt ?? before.dueAt, by: before.movedBy === 'us' ? 'us' : 'you', reason: before.reason }
      : null,
    late: state === 'late' ? late : null,
    who,
    agreed: it.agreement && { version: it.agreement.version, breach: it.agreement.breach },
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
