import * as z from 'zod'
import { line, time } from './wire.ts'

export const promiseState = z.enum(['agreed', 'at_risk', 'waiting', 'moved', 'late', 'kept', 'kept_late', 'released'])
export type PromiseState = z.infer<typeof promiseState>
/** What a promise is about: an answer in writing, a call inside a window, word of how it stands, the matter settled, or a lead's answer. */
export const promiseForm = z.enum(['written', 'call', 'update', 'resolution', 'escalation'])
export type PromiseForm = z.infer<typeof promiseForm>

export const offer = z.object({
  id: z.string(),
  optionId: z.string(),
  form: promiseForm,
  /** A call begins between startsAt and dueAt; a written answer comes by dueAt. */
  startsAt: z.date().nullable(),
  dueAt: z.date(),
  level: z.number(),
  probability: z.number().nullable(),
  class: z.string().nullable(),
  record: z.object({ kept: z.number(), total: z.number() }).nullable(),
  expiresAt: z.date(),
  heldUntil: z.date().nullable(),
  sentence: z.string(),
})

export const promise = z.object({
  id: z.string(),
  form: promiseForm,
  state: promiseState,
  isDefault: z.boolean(),
  agreedAt: z.date(),
  startsAt: z.date().nullable(),
  dueAt: z.date(),
  atRiskAt: z.date().nullable(),
  stoppedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  cause: z.string().nullable(),
  movedBy: z.enum(['customer', 'us']).nullable(),
  reason: z.string().nullable(),
  previousId: z.string().nullable(),
  attempts: z.array(z.object({ at: z.date(), outcome: z.enum(['reached', 'no_answer', 'busy']), byName: z.string() })),
  sentence: z.string(),
  zone: z.string(),
})

/** How the customer would rather have it: a time, and words for whoever reads it. */
export const proposal = z.strictObject({
  form: z.enum(['written', 'call']).default('written'),
  at: time,
  words: z.string().trim().max(1000).optional(),
})
/** Promises what cannot be shown to be kept: a lead's decision, with its reason. */
export const overbooking = z.strictObject({ form: z.enum(['written', 'call']).default('written'), at: time, reason: line })
/** Word of how it stands, or the matter settled: by then, or at the soonest the menu gives. */
export const promiseBeside = z.strictObject({ at: time.optional() })
export const acceptOffer = z.strictObject({ phone: z.string().trim().max(40).optional() })
/** Ours needs a reason the customer can read; the customer's own needs none. */
export const movePromise = z.strictObject({
  offerId: z.string().max(64),
  reason: z.string().trim().max(500).optional(),
  onCustomersWord: z.boolean().default(false),
})
export const pausePromise = z.strictObject({ for: z.string().trim().min(1).max(500) })
export const recordAttempt = z.strictObject({ outcome: z.enum(['reached', 'no_answer', 'busy']) })

export const option = z.object({
  id: z.string(),
  form: promiseForm,
  name: z.string(),
  teamId: z.string(),
  level: z.number(),
  minutes: z.number(),
  isDefault: z.boolean(),
  active: z.boolean(),
})

export type Offer = z.infer<typeof offer>
export type KeptPromise = z.infer<typeof promise>
export type ServiceOption = z.infer<typeof option>
