import type { PromiseForm } from './promises.ts'

/** How an answer comes: in writing, or by a call. */
export type AnswerForm = 'written' | 'call'

/** Says whether a form is an answer, rather than something beside it. */
export const isAnswer = (form: PromiseForm): form is AnswerForm => form === 'written' || form === 'call'

/** The tracks of a case: one promise runs on each. */
export type Track = 'answer' | Exclude<PromiseForm, AnswerForm>

/** The track a form runs on. */
export const trackOf = (form: PromiseForm): Track => (isAnswer(form) ? 'answer' : form)
