import * as z from 'zod'
import { matter } from './matters.ts'
import { id, language, line, page } from './wire.ts'

/** Who says something of an agreement: the company, or the customer. */
export const side = z.enum(['us', 'them'])
export type Side = z.infer<typeof side>

const minutes = z.number().int().min(5).max(60_000).nullable().default(null)
const words = z.string().trim().max(2000).default('')

/**
 * What a version says. Minutes are working minutes of the agreed hours: until the written answer, until we have called, until word of how it
 * stands, until the matter is settled; null where nothing is agreed. Dates are the company's, `until` the last day it holds.
 */
export const agreementTerms = z
  .strictObject({
    forms: z
      .array(z.enum(['written', 'call']))
      .max(2)
      .default([]),
    answerMinutes: minutes,
    callMinutes: minutes,
    updateMinutes: minutes,
    resolutionMinutes: minutes,
    /** The working time it is counted on; null: the hours of whichever team has the case. */
    calendarId: id.nullable().default(null),
    language: language.nullable().default(null),
    matter: matter.nullable().default(null),
    namedPersonId: id.nullable().default(null),
    from: z.iso.date(),
    until: z.iso.date().nullable().default(null),
    /** Days between the word of either side that it shall end, and its last day. */
    noticeDays: z.number().int().min(0).max(365).default(30),
    /** What happens when a promise under it is broken, as the customer reads it. */
    breach: words,
    words,
  })
  .refine(({ from, until }) => until === null || until >= from, { path: ['until'], message: 'the last day is not before the first' })
export type AgreementTerms = z.infer<typeof agreementTerms>

/** How it stands with a version: waits for one side's word, signed and begins later, in force, over, declined, or replaced by a counter-proposal. */
export const versionState = z.enum(['proposed', 'signed', 'in_force', 'ended', 'declined', 'replaced'])
export type VersionState = z.infer<typeof versionState>

const named = z.object({ id: z.string(), name: z.string() })
const said = z.object({ by: side, name: z.string().nullable(), at: z.date() })

export const agreementVersion = z.object({
  id: z.string(),
  version: z.number(),
  state: versionState,
  /** Whose word a proposal waits for. */
  waitsFor: side.nullable(),
  terms: agreementTerms,
  /** The agreed hours by name; null: those of the team. */
  hours: z.string().nullable(),
  namedPerson: z.string().nullable(),
  proposed: said,
  note: z.string(),
  ourSignature: said.nullable(),
  theirSignature: said.nullable(),
  declined: said.nullable(),
  ended: said.nullable(),
  reason: z.string().nullable(),
  beginsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  /** Promises given under it that are kept, and that are broken. */
  kept: z.number(),
  broken: z.number(),
})

export const agreement = z.object({
  id: z.string(),
  organisation: named.nullable(),
  customer: named.nullable(),
  project: named.nullable(),
  product: named.nullable(),
  /** The version that holds now and the one that waits for a word; whatever was in force and the newest fifty, newest first. */
  inForce: z.number().nullable(),
  open: z.number().nullable(),
  versions: z.array(agreementVersion),
  may: z.object({ propose: z.boolean(), sign: z.boolean(), decline: z.boolean(), end: z.boolean() }),
})

export const agreementState = z.enum(['in_force', 'proposed', 'ending', 'other'])
export const listAgreements = z.strictObject({
  ...page,
  organisationId: id.optional(),
  customerId: id.optional(),
  /** In force, waiting for a word of either side, ending within thirty days, or none of these. */
  state: agreementState.optional(),
})

const note = z.string().trim().max(1000).default('')
export const newAgreement = z
  .strictObject({
    organisationId: id.nullable().default(null),
    customerId: id.nullable().default(null),
    projectId: id.nullable().default(null),
    productId: id.nullable().default(null),
    terms: agreementTerms,
    note,
  })
  .refine((it) => (it.organisationId === null) !== (it.customerId === null), {
    path: ['organisationId'],
    message: 'an agreement is with an organisation or with a person',
  })
  .refine((it) => it.projectId === null || it.organisationId !== null, {
    path: ['projectId'],
    message: 'only an organisation has projects',
  })
/** Other terms in answer to version `answers`, the newest that was read. */
export const counterAgreement = z.strictObject({ answers: z.number().int(), terms: agreementTerms, note })
export const signAgreement = z.strictObject({ version: z.number().int() })
export const declineAgreement = z.strictObject({ version: z.number().int(), reason: z.string().trim().max(500).default('') })
export const endAgreement = z.strictObject({ version: z.number().int(), reason: line })

/** Under which agreement something is promised, and what was agreed for when it is broken. */
export const underAgreement = z.object({ id: z.string(), version: z.number(), breach: z.string() })

/** The agreement a case is served under, as whoever works on it needs it. */
export const agreementSummary = z.object({
  id: z.string(),
  version: z.number(),
  /** Whose it is: the organisation's, narrowed to a project or product, or the person's own. */
  with: z.string(),
  forms: z.array(z.enum(['written', 'call'])),
  matter: matter.nullable(),
  namedPerson: named.nullable(),
  breach: z.string(),
  words: z.string(),
})

export type Agreement = z.infer<typeof agreement>
export type AgreementVersion = z.infer<typeof agreementVersion>
export type AgreementSummary = z.infer<typeof agreementSummary>
export type UnderAgreement = z.infer<typeof underAgreement>
