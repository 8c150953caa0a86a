import * as z from 'zod'
import { agreementSummary } from './agreements.ts'
import { caseRow, draft, history, message, present } from './cases.ts'
import { customer } from './customers.ts'
import { response } from './feedback.ts'
import { moveRequest, offer, promise } from './promises.ts'

/** Everything the case screen and the API show of one case. Bounded: the newest 200 messages, 500 entries of history. */
export const caseView = z.object({
  ...caseRow.shape,
  wentWrong: z.string().nullable(),
  expects: z.string().nullable(),
  wouldPutRight: z.string().nullable(),
  customer,
  offers: z.array(offer),
  promises: z.array(promise),
  /** What waits for the customer's consent. */
  moveRequest: moveRequest.nullable(),
  /** What was agreed with the customer that whoever works on it should know. */
  agreement: agreementSummary.nullable(),
  messages: z.array(message),
  history: z.array(history),
  rating: response.nullable(),
  linked: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), why: z.string() })),
  customersCases: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), state: z.string() })),
  record: z.object({ kept: z.number(), total: z.number() }).nullable(),
  draft: draft.nullable(),
  present: z.array(present),
  may: z.record(z.string(), z.boolean()),
})

/** A case that was just opened: its row with what is offered and promised. */
export const openedCase = z.object({ ...caseRow.shape, offers: z.array(offer), promises: z.array(promise) })

/** What the inbox shows beside its rows: how many cases each section and view holds. */
export const counts = z.object({
  mine: z.number(),
  unclaimed: z.number(),
  late: z.number(),
  hour: z.number(),
  waiting: z.number(),
  setAside: z.number(),
  teams: z.record(z.string(), z.number()),
})

/** A hint that something about a case changed; whoever may see it reads it again. */
export const liveEvent = z.object({ cursor: z.string(), name: z.string(), caseId: z.string().nullable() })

export type CaseView = z.infer<typeof caseView>
export type OpenedCase = z.infer<typeof openedCase>
export type Counts = z.infer<typeof counts>
export type LiveEvent = z.infer<typeof liveEvent>
