import * as z from 'zod'
import { state } from './cases.ts'
import { askedFor } from './expectations.ts'
import { promiseForm, promiseState } from './promises.ts'
import { time } from './wire.ts'

/** A span of time on the wire: from an instant until just before another, thirteen months at most. */
export const span = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'lies before its beginning' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, { path: ['from'], message: 'thirteen months at most' })

const named = z.object({ id: z.string(), name: z.string() })
const ofCase = { caseId: z.string(), number: z.string(), subject: z.string(), language: z.string() }

/** A promise as a review shows it: what was said, until when, and when it was done. */
export const reviewedPromise = z.object({
  ...ofCase,
  form: promiseForm,
  state: promiseState,
  sentence: z.string(),
  agreedAt: z.date(),
  startsAt: z.date().nullable(),
  dueAt: z.date(),
  doneAt: z.date().nullable(),
  /** What had put it at risk, for staff only: the reasons of a team are no part of what a customer is told. */
  cause: z.string().nullable(),
  movedBy: z.enum(['customer', 'us']).nullable(),
  reason: z.string().nullable(),
})
const part = z.object({ count: z.number(), items: z.array(reviewedPromise) })

/** What was promised to an organisation in a span and how it went: the whole for managers and its own contacts, else the part of one's teams. */
export const review = z.object({
  organisation: named,
  namedPerson: named.nullable(),
  from: z.date(),
  to: z.date(),
  isPart: z.boolean(),
  /** Whether there were more cases than one review reads (two thousand). */
  isCut: z.boolean(),
  opened: z.number(),
  ended: z.number(),
  kept: part,
  broken: part,
  moved: part,
  running: part,
  /** What they expected by an hour, beside what we could when they said so and what was done: minutes later than expected. */
  gaps: z.array(
    z.object({
      ...ofCase,
      by: z.date(),
      openingGapMinutes: z.number().nullable(),
      metAt: z.date().nullable(),
      closingGapMinutes: z.number().nullable(),
      askedFor: askedFor.nullable(),
    }),
  ),
  /** What was changed because some of them asked, in the reader's language. */
  changes: z.array(z.object({ sentence: z.string(), language: z.string(), at: z.date(), because: z.string() })),
  wishes: z.array(z.object({ ...ofCase, state, openedAt: z.date() })),
  ratings: z.array(z.object({ ...ofCase, score: z.number(), text: z.string().nullable(), at: z.date() })),
})

/** Who asked whom among our departments, and what came of it: counts, both ways. */
export const balance = z.object({
  from: z.date(),
  to: z.date(),
  departments: z.array(z.object({ ...named.shape, team: named })),
  /** Every team that serves: those of the departments, and others that were asked. */
  teams: z.array(named),
  pairs: z.array(
    z.object({
      organisationId: z.string(),
      teamId: z.string(),
      asked: z.number(),
      promised: z.number(),
      kept: z.number(),
      broken: z.number(),
    }),
  ),
})

export type Review = z.infer<typeof review>
export type ReviewedPromise = z.infer<typeof reviewedPromise>
export type Balance = z.infer<typeof balance>
