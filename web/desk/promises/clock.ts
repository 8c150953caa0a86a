import { isAnswer, trackOf, type Track } from '#contract/tracks.ts'
import type { KeptPromise, PromiseState } from '#contract/promises.ts'
import type { Wire } from '../client.ts'
import type { Words } from '../kit/language.ts'
import { clockTime, spanWords, whenWords } from '../kit/time.ts'

export type PromiseRow = Wire<KeptPromise>

const running: readonly PromiseState[] = ['agreed', 'at_risk', 'waiting', 'late']

/** Whether a promise still runs; late ones do, until they are answered. */
export function isRunning(promise: Pick<PromiseRow, 'state'>): boolean {
  return running.includes(promise.state)
}

/** What runs, the most pressing first: one whose clock runs before one that waits, the earliest due first. */
export function runningOf(promises: readonly PromiseRow[]): PromiseRow[] {
  const waits = (promise: PromiseRow) => Number(promise.state === 'waiting')
  return promises.filter(isRunning).sort((a, b) => waits(a) - waits(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt))
}

/** The promise the header speaks of: the one that presses most, else the one that ended last. */
export function leading(promises: readonly PromiseRow[]): PromiseRow | null {
  const ended = promises.filter((promise) => promise.endedAt).sort((a, b) => Date.parse(b.endedAt ?? '') - Date.parse(a.endedAt ?? ''))
  return runningOf(promises)[0] ?? ended[0] ?? null
}

/** The promise that runs on a track, if one does. */
export function runningOn(promises: readonly PromiseRow[], track: Track): PromiseRow | null {
  return promises.find((promise) => isRunning(promise) && trackOf(promise.form) === track) ?? null
}

/** The state at this second: the server flips it, the clock on screen does not wait for the news. */
export function stateAt(promise: PromiseRow, nowMs: number): PromiseState {
  if (promise.state !== 'agreed' && promise.state !== 'at_risk') return promise.state
  if (nowMs > Date.parse(promise.dueAt)) return 'late'
  return promise.state === 'at_risk' || (promise.atRiskAt && nowMs >= Date.parse(promise.atRiskAt)) ? 'at_risk' : 'agreed'
}

/** The word of a state: what is at risk by its chance is not due yet. */
export function stateWord(promise: Pick<PromiseRow, 'cause'>, state: PromiseState): string {
  return state === 'at_risk' && promise.cause === 'estimate' ? 'desk.promise.early' : `desk.promise.state.${state}`
}

/** What we said, as a full sentence with a clock time. */
export function sentenceWords(
  promise: Pick<PromiseRow, 'form' | 'startsAt' | 'dueAt'>,
  nowMs: number,
  zone: string,
): { id: string; when: Words; end?: string } {
  const due = Date.parse(promise.dueAt)
  if (promise.form === 'call' && promise.startsAt)
    return { id: 'desk.promise.callBetween', when: whenWords(Date.parse(promise.startsAt), nowMs, zone), end: clockTime(due, zone) }
  return { id: `desk.promise.by.${promise.form}`, when: whenWords(due, nowMs, zone) }
}

/** What sending an answer or an update does to what was promised, as the keys of the words on the button. */
export function sendWords(promises: readonly PromiseRow[], nowMs: number, isLead: boolean): { answer: string; update: string } {
  const answer = runningOn(promises, 'answer')
  const lead = isLead ? runningOn(promises, 'escalation') : null
  const late = answer && stateAt(answer, nowMs) === 'late'
  const kept = runningOn(promises, 'update') ? 'keeps' : lead ? 'lead' : 'only'
  return {
    answer: `desk.send.answer.${answer?.form === 'call' ? 'call' : late ? 'late' : answer ? 'keeps' : lead ? 'lead' : 'none'}`,
    update: `desk.send.update.${answer && kept === 'only' ? 'open' : answer ? `${kept}Open` : kept}`,
  }
}

/** What the relative part says, with the length it is about; null where no clock counts. */
export function leftWords(promise: PromiseRow, nowMs: number): { id: string; span: Words } | null {
  const due = Date.parse(promise.dueAt)
  const state = stateAt(promise, nowMs)
  if (state === 'late') return { id: 'desk.promise.lateBy', span: spanWords(nowMs - due) }
  if (state === 'agreed' || state === 'at_risk') return { id: 'desk.promise.left', span: spanWords(due - nowMs) }
  if (state === 'waiting' && promise.stoppedAt)
    return { id: 'desk.promise.stoppedFor', span: spanWords(nowMs - Date.parse(promise.stoppedAt)) }
  if (state === 'kept_late' && promise.endedAt) return { id: 'desk.promise.wasLateBy', span: spanWords(Date.parse(promise.endedAt) - due) }
  return null
}

/** How often this chain of promises was moved, and by us of those. */
export function movesOf(promises: readonly PromiseRow[]): { all: number; byUs: number } {
  const moved = promises.filter((promise) => promise.state === 'moved')
  return { all: moved.length, byUs: moved.filter((promise) => promise.movedBy === 'us').length }
}

/** Whose choice a promise is: nobody's yet, the customer's, or ours when we gave the new time; what stands beside the answer says so. */
export function originOf(promise: PromiseRow, promises: readonly PromiseRow[]): 'default' | 'customer' | 'us' | 'beside' {
  if (promise.isDefault) return 'default'
  if (!isAnswer(promise.form)) return 'beside'
  return promises.find(({ id }) => id === promise.previousId)?.movedBy === 'us' ? 'us' : 'customer'
}
