import * as z from 'zod'
import { underAgreement } from './agreements.ts'
import { id, line, time } from './wire.ts'

export const promiseState = z.enum(['agreed', 'at_risk', 'waiting', 'moved', 'late', 'kept', 'kept_late', 'released'])
export type PromiseState = z.infer<typeof promiseState>
/** What a promise is about: an answer in writing, a call inside a window, word of how it stands, the matter settled, or a lead's answer. */
const menuForm = z.enum(['written', 'call', 'update', 'resolution', 'escalation'])
/** The same, and what no menu holds: help that was sent in an emergency, and by when it is there. */
export const promiseForm = z.enum([...menuForm.options, 'arrival'])
export type PromiseForm = z.infer<typeof promiseForm>
export type MenuForm = z.infer<typeof menuForm>

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
  /** Whether it is, or is better than, what was agreed with this customer. */
  asAgreed: z.boolean(),
  sentence: z.string(),
})

/** How many cases come before one in its team's line: so many, or more than that. */
export const placeInLine = z.object({ ahead: z.number(), isMore: z.boolean() })
export type PlaceInLine = z.infer<typeof placeInLine>

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
  /** The version of the charter it was given under; null where that was before the first. */
  charterVersion: z.number().nullable(),
  attempts: z.array(z.object({ at: z.date(), outcome: z.enum(['reached', 'no_answer', 'busy']), byName: z.string() })),
  /** The agreement it was given under. */
  agreement: underAgreement.nullable(),
  sentence: z.string(),
  zone: z.string(),
  /** Who comes, where it is help that was sent; null otherwise. */
  who: z.string().nullable(),
})

const answerForm = z.enum(['written', 'call']).default('written')

/** How the customer would rather have it: a time, words that say it ("tomorrow at 10, by phone"), or both; what is picked counts before what is said. */
export const proposal = z
  .strictObject({
    form: z.enum(['written', 'call']).optional(),
    at: time.optional(),
    words: z.string().trim().max(1000).optional(),
  })
  .refine(({ at, words }) => Boolean(at ?? words), { path: ['words'] })
/** A fresh list, or one offer for a named time where that can be kept. */
export const freshOffers = z.strictObject({ form: answerForm, at: time.optional() }).nullish()
/** Promises what cannot be shown to be kept: a lead's decision, with its reason. */
export const overbooking = z.strictObject({ form: answerForm, at: time, reason: line })
/** Word of how it stands, or the matter settled: by then, or at the soonest the menu gives. */
export const promiseBeside = z.strictObject({ at: time.optional() })
/** Who comes and by when, in words the customer reads; a new time needs its reason. */
export const sendHelp = z.strictObject({ who: line, at: time, reason: z.string().trim().max(500).optional() })
export const acceptOffer = z.strictObject({ phone: z.string().trim().max(40).optional() })
/** The customer's own wish on their word, or ours with a reason they can read and their consent. */
export const movePromise = z.strictObject({
  offerId: z.string().max(64),
  reason: z.string().trim().max(500).optional(),
  onCustomersWord: z.boolean().default(false),
  agreed: z.boolean().default(false),
})
/** Asks the customer to agree to an offered time; the old one stands until they do. */
export const askMove = z.strictObject({ offerId: z.string().max(64), reason: line })
export const moveRequest = z.object({ id: z.string(), promiseId: z.string(), sentence: z.string(), reason: z.string(), askedAt: z.date() })
export const pausePromise = z.strictObject({ for: z.string().trim().min(1).max(500) })
export const recordAttempt = z.strictObject({ outcome: z.enum(['reached', 'no_answer', 'busy']) })

/** Kept of so many, with the 95 % Wilson interval of the share (0 to 1); under twenty no share is said: "new, no record yet". */
export const record = z.object({ kept: z.number(), total: z.number(), low: z.number(), high: z.number() })

/** An entry of the menu. `teamId` is '' for every team's. */
export const option = z.object({
  id: z.string(),
  form: menuForm,
  name: z.string(),
  teamId: z.string(),
  /** The share of such promises that is to be kept, 0 to 1. */
  level: z.number(),
  /** Working minutes until it is fulfilled where there is no record; for calls, minutes from now until the first may begin. */
  minutes: z.number(),
  /** For calls: the minutes within which we dial. */
  windowMinutes: z.number(),
  /** What whoever does it must be able to do. */
  skill: z.string().nullable(),
  /** Whether whoever does it must speak the customer's language; whoever calls always does. */
  inLanguage: z.boolean(),
  choosers: z.enum(['everyone', 'proven']),
  /** What runs until the customer chooses. */
  isDefault: z.boolean(),
  active: z.boolean(),
  version: z.number(),
  /** Of its last hundred promises that are kept or broken; null under twenty. */
  record: record.nullable(),
})

const terms = {
  name: line,
  level: z.number().min(0.5).max(0.99),
  minutes: z.number().int().min(1).max(60_000),
  windowMinutes: z.number().int().min(0).max(480).default(0),
  skill: z.string().trim().min(1).max(60).nullable().default(null),
  inLanguage: z.boolean().default(false),
  choosers: z.enum(['everyone', 'proven']).default('everyone'),
  isDefault: z.boolean().default(false),
  active: z.boolean().default(true),
}
export const newOption = z.strictObject({ ...terms, form: menuForm, teamId: id.nullable() })
/** All of an entry but its form and team, with the version that was read: a change meanwhile is refused. */
export const changeOption = z.strictObject({ ...terms, version: z.number().int() })

/** How many written answers a team can give in an hour with everybody there; null: nobody has said. */
export const capacity = z.object({ teamId: z.string(), name: z.string(), answersPerHour: z.number().nullable() })
export const setCapacity = z.strictObject({ answersPerHour: z.number().min(0.1).max(1000) })

/** An entry as it is being written, for a team: what could be promised, and what would have been kept. */
export const previewOption = z.strictObject({
  form: menuForm,
  teamId: id,
  level: terms.level,
  minutes: terms.minutes,
  windowMinutes: terms.windowMinutes,
  skill: terms.skill,
  inLanguage: terms.inLanguage,
})
export const optionPreview = z.object({
  /** Finished or open cases of the team in the last 28 days, on which all of this rests; under 40 nothing is said of the past. */
  cases: z.number(),
  since: z.date(),
  /** Had the written-down minutes been promised to each of them. */
  fixed: record.nullable(),
  /** Had each been promised what the record said at its opening, without looking ahead. */
  quoted: record.nullable(),
  /** Within how many working minutes the share of each level was finished; null where there is no record. */
  levels: z.array(z.object({ level: z.number(), minutes: z.number().nullable() })),
  /** What a customer who came now would be offered from it, as its sentences. */
  offers: z.array(z.object({ sentence: z.string(), startsAt: z.date().nullable(), dueAt: z.date(), probability: z.number().nullable() })),
})

/** Why a time was offered or promised: a sentence with its numbers, and the numbers. */
export const explanation = z.object({
  sentence: z.string(),
  basis: z.enum(['history', 'level']),
  /** What set the time: the quote, the menu that offers it no sooner, the team's load, a free slot, the customer's own proposal, a decision, an agreement, or the menu's level. */
  setBy: z.enum(['quote', 'menu', 'load', 'slot', 'proposal', 'decision', 'agreement', 'level']),
  class: z.string().nullable(),
  cases: z.number(),
  probability: z.number().nullable(),
  level: z.number(),
  usuallyBy: z.date().nullable(),
  /** Of a promise, the version of the charter it cites. */
  charterVersion: z.number().nullable(),
})

/** Asks whether a time could be promised on a case. */
export const askFeasibility = z.strictObject({ form: answerForm, at: time })
export const feasibility = z.object({
  feasible: z.boolean(),
  /** Why it is not offered, in words; empty when it is feasible. */
  obstacles: z.array(z.object({ code: z.string(), sentence: z.string() })),
})

/** Kept of so many in the week of a Monday. */
const week = z.object({ monday: z.string(), kept: z.number(), total: z.number() })

/** How well a company keeps its word: all of it, by team, by week (its Monday), and how early it was told when not. */
export const companyRecord = z.object({
  since: z.date(),
  company: record,
  teams: z.array(
    z.object({
      teamId: z.string(),
      name: z.string(),
      ...record.shape,
      weeks: z.array(week),
    }),
  ),
  weeks: z.array(week),
  forms: z.array(z.object({ form: promiseForm, ...record.shape })),
  moved: z.object({ byUs: z.number(), byCustomer: z.number() }),
  /** Promises called at risk, by cause: how many, and how many of them broke. */
  atRisk: z.array(z.object({ cause: z.string(), told: z.number(), broken: z.number() })),
  /** Broken promises, and how many of them were called at risk at least 15 minutes before. */
  foreseen: z.object({ broken: z.number(), told: z.number() }),
})

export type Offer = z.infer<typeof offer>
export type KeptPromise = z.infer<typeof promise>
export type ServiceOption = z.infer<typeof option>
export type Explanation = z.infer<typeof explanation>
export type OptionPreview = z.infer<typeof optionPreview>
export type CompanyRecord = z.infer<typeof companyRecord>
export type Feasibility = z.infer<typeof feasibility>
