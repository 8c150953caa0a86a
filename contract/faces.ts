import * as z from 'zod'
import { agreementSummary } from './agreements.ts'
import { caseRow, draft, history, kind, message, present, state } from './cases.ts'
import { customer } from './customers.ts'
import { emergency } from './emergency.ts'
import { expectation } from './expectations.ts'
import { mattersMost, response } from './feedback.ts'
import { sees } from './organisations.ts'
import { spending } from './products.ts'
import { moveRequest, offer, placeInLine, promise } from './promises.ts'

const named = z.object({ id: z.string(), name: z.string() })

const caseOf = z.object({ id: z.string(), number: z.string(), kind, subject: z.string(), language: z.string(), state, openedAt: z.date() })

/** Everything the case screen and the API show of one case. Bounded: the newest 200 messages, 500 entries of history. */
export const caseView = z.object({
  ...caseRow.shape,
  emergency: emergency.nullable(),
  wentWrong: z.string().nullable(),
  expects: z.string().nullable(),
  wouldPutRight: z.string().nullable(),
  /** By when and how they expect it, and the gap to what we can; null where nothing was said. */
  expectation: expectation.nullable(),
  customer,
  offers: z.array(offer),
  promises: z.array(promise),
  /** Null where no written answer runs. */
  placeInLine: placeInLine.nullable(),
  /** What waits for the customer's consent. */
  moveRequest: moveRequest.nullable(),
  /** What was agreed with the customer that whoever works on it should know. */
  agreement: agreementSummary.nullable(),
  messages: z.array(message),
  history: z.array(history),
  rating: response.nullable(),
  /** What matters most to the customers of the product it is about. */
  mattersMost: mattersMost.nullable(),
  linked: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), why: z.string() })),
  customersCases: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), state: z.string() })),
  record: z.object({ kept: z.number(), total: z.number() }).nullable(),
  /** What the customer spent in twelve months: a reason for care, never for the order of work. */
  spending: z.array(spending),
  /** The person of ours behind the project or the organisation. */
  namedPerson: named.nullable(),
  draft: draft.nullable(),
  present: z.array(present),
  may: z.record(z.string(), z.boolean()),
})

/** A person to be known in ten seconds, as far as the reader may see their cases: fifty of the newest, with what was said of them. */
export const customerView = z.object({
  ...customer.shape,
  /** What they may do for their organisation. */
  rights: z.object({ sees, signs: z.boolean(), projects: z.array(named) }).nullable(),
  namedPerson: named.nullable(),
  /** Their own words, the newest ones. */
  words: z.object({ caseId: z.string(), number: z.string(), text: z.string(), language: z.string(), at: z.date() }).nullable(),
  record: z.object({ kept: z.number(), total: z.number() }).nullable(),
  spending: z.array(spending),
  cases: z.array(caseOf),
  ratings: z.array(
    z.object({ caseId: z.string(), number: z.string(), score: z.number(), text: z.string().nullable(), createdAt: z.date() }),
  ),
})

/** A case that was just opened: its row with what is offered and promised. */
export const openedCase = z.object({ ...caseRow.shape, offers: z.array(offer), promises: z.array(promise) })

/** What the inbox shows beside its rows: how many cases each section and view holds. */
export const counts = z.object({
  mine: z.number(),
  unclaimed: z.number(),
  emergency: z.number(),
  late: z.number(),
  hour: z.number(),
  waiting: z.number(),
  setAside: z.number(),
  teams: z.record(z.string(), z.number()),
})

/** A hint that something about a case changed; whoever may see it reads it again. */
export const liveEvent = z.object({ cursor: z.string(), name: z.string(), caseId: z.string().nullable() })

export type CaseView = z.infer<typeof caseView>
export type CustomerView = z.infer<typeof customerView>
export type OpenedCase = z.infer<typeof openedCase>
export type Counts = z.infer<typeof counts>
export type LiveEvent = z.infer<typeof liveEvent>
