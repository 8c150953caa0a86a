import * as z from 'zod'
import { language, page, time } from './wire.ts'

/** What became of a proposal: promised at once, answered with the nearest, another time chosen, sent to a lead, or let go. */
export const demandOutcome = z.enum(['granted', 'countered', 'chosen_other', 'to_lead', 'given_up'])
export type DemandOutcome = z.infer<typeof demandOutcome>

const groupKey = z.string().min(3).max(160)
const between = { from: time.optional(), to: time.optional() }

/** The last ninety days, unless told. */
export const demandSummaryQuery = z.strictObject(between)
export const demandQuery = z.strictObject({ ...between, group: groupKey.optional(), ...page })

/** What several people asked for, counted by people: calls in a band of hours, answers within a time, a person, a place, a language. */
export const demandGroup = z.object({
  key: z.string(),
  kind: z.enum(['call', 'written', 'person', 'place', 'language']),
  teamId: z.string().nullable(),
  team: z.string().nullable(),
  /** For calls: on days of the week or at the end of it, between two hours of the customer's clock. */
  days: z.enum(['weekdays', 'weekend']).nullable(),
  fromHour: z.number().nullable(),
  toHour: z.number().nullable(),
  /** For answers: within so many working minutes; null: later than two working days. */
  withinMinutes: z.number().nullable(),
  personId: z.string().nullable(),
  /** The person's, place's or language's name. */
  name: z.string().nullable(),
  /** People who asked, how often they asked, how often it was granted, and how many have not been told of a change. */
  asked: z.number(),
  times: z.number(),
  granted: z.number(),
  waiting: z.number(),
  lastAt: z.date(),
})
export const demandSummary = z.object({ from: z.date(), to: z.date(), groups: z.array(demandGroup) })

/** One time somebody asked. */
export const demand = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  customer: z.string(),
  form: z.enum(['written', 'call']),
  askedAt: z.date().nullable(),
  leadMinutes: z.number().nullable(),
  words: z.string().nullable(),
  place: z.string().nullable(),
  bestAt: z.date().nullable(),
  outcome: demandOutcome,
  madeAt: z.date(),
  changeId: z.string().nullable(),
})

export const changeKind = z.enum(['menu', 'shifts', 'hours', 'charter', 'other'])
const sentence = z.string().trim().min(8).max(400)
/** What was changed for a group, in a sentence its people read; a language that is missing falls back to English. */
export const newChange = z.strictObject({
  group: groupKey,
  what: changeKind,
  sentences: z.strictObject({
    en: sentence,
    tr: sentence.optional(),
    uk: sentence.optional(),
    lt: sentence.optional(),
    hu: sentence.optional(),
  }),
  ...between,
})
export const change = z.object({
  id: z.string(),
  group: z.string(),
  what: changeKind,
  sentences: z.partialRecord(language, z.string()),
  asked: z.number(),
  told: z.number(),
  byName: z.string().nullable(),
  madeAt: z.date(),
})

export type DemandGroup = z.infer<typeof demandGroup>
export type DemandSummary = z.infer<typeof demandSummary>
export type Demand = z.infer<typeof demand>
export type Change = z.infer<typeof change>
export type ChangeKind = z.infer<typeof changeKind>
