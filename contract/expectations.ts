import * as z from 'zod'
import { time } from './wire.ts'

/** How an answer may reach the customer, where they would rather have one way. */
export const expectedForm = z.enum(['written', 'call'])
/** Whether what was done is what they asked for: the customer's own word. */
export const askedFor = z.enum(['exactly', 'partly', 'not'])
export type AskedFor = z.infer<typeof askedFor>

/** What a customer expects: by when and how. The result in their words, what went wrong and what would put it right stand with the case. */
export const expecting = {
  expectedBy: time.optional(),
  expectedForm: expectedForm.optional(),
}
const words = z.string().trim().max(2_000).nullable().optional()
/** The customer's own view of a case; what is not named stays, null takes it back. */
export const ownView = z.strictObject({
  wentWrong: words,
  expects: words,
  wouldPutRight: words,
  expectedBy: time.nullable().optional(),
  expectedForm: expectedForm.nullable().optional(),
})

export const expectation = z.object({
  by: z.date().nullable(),
  /** By when as they wrote it; where `by` is null no instant could be read in it. */
  byWords: z.string().nullable(),
  form: expectedForm.nullable(),
  statedAt: z.date(),
  /** The soonest we could when they said so, in that form where there was one. */
  able: z.object({ at: z.date(), form: expectedForm }).nullable(),
  /** How much later than expected, in minutes; null without an hour. At opening what we could, at close what was done. */
  openingGapMinutes: z.number().nullable(),
  closingGapMinutes: z.number().nullable(),
  askedFor: askedFor.nullable(),
})

/** Of which part of the work expectations are summed up. */
export const expectationsBy = z.strictObject({
  by: z.enum(['team', 'product', 'organisation']).default('team'),
  from: time.optional(),
  to: time.optional(),
})

/** Expectations stated in a period, of a team, a product or an organisation; `name` is null for cases of none. Gaps are medians in minutes of those there are. */
export const expectationSum = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  stated: z.number(),
  withHour: z.number(),
  /** Of those with an hour: we could in time when they said so. */
  ableInTime: z.number(),
  openingGapMinutes: z.number().nullable(),
  /** Of those with an hour: closed, and done in time. */
  closed: z.number(),
  metInTime: z.number(),
  closingGapMinutes: z.number().nullable(),
  /** Who said whether they got what they asked for, and what. */
  answered: z.number(),
  exactly: z.number(),
  partly: z.number(),
  not: z.number(),
})
export type Expectation = z.infer<typeof expectation>
export type ExpectationSum = z.infer<typeof expectationSum>
