import { addWorking, type Calendar, elapsedWorking } from './working-time.ts'

/** The states in which a promise runs. */
export const RUNNING_STATES = ['agreed', 'at_risk', 'waiting', 'late'] as const

/** The states in which a promise has ended for good. */
export const END_STATES = ['kept', 'kept_late', 'moved', 'released'] as const

/** A state in which a promise runs. */
export type RunningState = (typeof RUNNING_STATES)[number]

/** A state in which a promise has ended. */
export type EndState = (typeof END_STATES)[number]

/** A state of a promise; `offered` is an offer and none of these. */
export type PromiseState = RunningState | EndState

/**
 * What can happen to a promise. `chosen` begins one, and on a running default promise means that the customer's choice
 * replaces it.
 */
export type PromiseEvent =
  | 'chosen'
  | 'moved_by_customer'
  | 'moved_by_us'
  | 'paused'
  | 'resumed'
  | 'at_risk'
  | 'late'
  | 'kept'
  | 'kept_late'
  | 'released'

/** Why a promise does not take a step: stable codes for refusals. */
export type CourseRefusal =
  | 'promises.ended'
  | 'promises.not_begun'
  | 'promises.already_at_risk'
  | 'promises.already_late'
  | 'promises.already_waiting'
  | 'promises.not_waiting'
  | 'promises.clock_stopped'

/** The next state, or the named reason why there is none. */
export type Step = { readonly to: PromiseState } | { readonly refused: CourseRefusal }

const to = (state: PromiseState): Step => ({ to: state })
const no = (refused: CourseRefusal): Step => ({ refused })

/** What ends a promise does so from every running state; whether it was kept in time is decided by `keptState`. */
const ENDINGS = {
  moved_by_customer: to('moved'),
  moved_by_us: to('moved'),
  kept: to('kept'),
  kept_late: to('kept_late'),
  released: to('released'),
  // The default promise gives way to the choice and counts neither as moved nor as broken, unless it is late already.
  chosen: to('released'),
} satisfies Partial<Record<PromiseEvent, Step>>

const COURSE: Record<RunningState, Record<PromiseEvent, Step>> = {
  agreed: {
    ...ENDINGS,
    paused: to('waiting'),
    resumed: no('promises.not_waiting'),
    at_risk: to('at_risk'),
    late: to('late'),
  },
  at_risk: {
    ...ENDINGS,
    paused: to('waiting'),
    resumed: no('promises.not_waiting'),
    at_risk: no('promises.already_at_risk'),
    late: to('late'),
  },
  waiting: {
    ...ENDINGS,
    paused: no('promises.already_waiting'),
    resumed: to('agreed'),
    at_risk: no('promises.clock_stopped'),
    late: no('promises.clock_stopped'),
  },
  late: {
    ...ENDINGS,
    paused: no('promises.already_late'),
    resumed: no('promises.not_waiting'),
    at_risk: no('promises.already_late'),
    late: no('promises.already_late'),
  },
}

/** Answers the state a promise goes to (null: it has not begun), or why it does not; an ended promise never changes. */
export function nextState(state: PromiseState | null, event: PromiseEvent): Step {
  if (state === null) return event === 'chosen' ? to('agreed') : no('promises.not_begun')
  return isRunning(state) ? COURSE[state][event] : no('promises.ended')
}

/** Says whether a promise in this state still runs. */
export function isRunning(state: PromiseState): state is RunningState {
  return (RUNNING_STATES as readonly PromiseState[]).includes(state)
}

/**
 * Decides by the instant Send was pressed (not undone): at the due time is still kept. A promise that waits has a
 * stopped clock, so it is judged at the instant it was paused; pass null when it does not wait.
 */
export function keptState(dueAtMs: number, pressedAtMs: number, pausedAtMs: number | null = null): 'kept' | 'kept_late' {
  const judgedAtMs = pausedAtMs === null ? pressedAtMs : Math.min(pressedAtMs, pausedAtMs)
  return judgedAtMs <= dueAtMs ? 'kept' : 'kept_late'
}

/** Answers the due time after a pause: later by the working time that was stopped, unchanged when none was. */
export function dueAfterPause(calendar: Calendar, dueAtMs: number, pausedAtMs: number, resumedAtMs: number): number {
  const stoppedMs = elapsedWorking(calendar, pausedAtMs, resumedAtMs)
  if (stoppedMs === 0) return dueAtMs
  // Only a calendar that ends within the horizon has no room; then the stop counts by the wall.
  return addWorking(calendar, dueAtMs, stoppedMs) ?? dueAtMs + (resumedAtMs - pausedAtMs)
}
