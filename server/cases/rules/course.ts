import type { State } from '#contract/cases.ts'
import type { RefusalCode } from '#contract/refusals.ts'

export type Step = 'answer' | 'accept' | 'reject' | 'withdraw' | 'hear' | 'fall_silent' | 'set_aside' | 'take_back' | 'bounce'

/** Where each step leads from each state; what is missing is refused. The customer's word reopens whatever had ended. */
const course: Record<Step, Partial<Record<State, State>>> = {
  answer: { open: 'answered', answered: 'answered' },
  accept: { answered: 'accepted', open: 'accepted', silent: 'accepted' },
  reject: { answered: 'open', silent: 'open', accepted: 'open' },
  withdraw: { open: 'withdrawn', answered: 'withdrawn', silent: 'withdrawn' },
  hear: { open: 'open', answered: 'open', accepted: 'open', withdrawn: 'open', silent: 'open', set_aside: 'set_aside' },
  fall_silent: { answered: 'silent' },
  set_aside: { open: 'set_aside', answered: 'set_aside' },
  take_back: { set_aside: 'open' },
  bounce: { answered: 'open', silent: 'open', open: 'open' },
}

const refusals: Partial<Record<Step, RefusalCode>> = {
  answer: 'cases.already_ended',
  accept: 'cases.already_ended',
  reject: 'cases.not_answered',
  withdraw: 'cases.already_ended',
  take_back: 'cases.not_set_aside',
}

/** The state after a step, or the refusal that names why it cannot be. */
export function next(state: State, step: Step): { state: State } | { refused: RefusalCode } {
  const after = course[step][state]
  return after ? { state: after } : { refused: refusals[step] ?? 'cases.not_open' }
}
