import * as z from 'zod'
import { customerInput } from './customers.ts'
import { emergencyMark } from './emergency.ts'
import { expecting } from './expectations.ts'
import { promiseForm } from './promises.ts'
import { id, language, listOf, page, time } from './wire.ts'

export const kind = z.enum(['request', 'complaint', 'wish'])
export const state = z.enum(['open', 'answered', 'accepted', 'withdrawn', 'silent', 'set_aside'])
export const channel = z.enum(['email', 'form', 'chat', 'phone', 'counter', 'api'])
export type Kind = z.infer<typeof kind>
export type State = z.infer<typeof state>
export type Channel = z.infer<typeof channel>

const text = z
  .string()
  .max(200_000)
  .refine((value) => value.trim() !== '', { message: 'needs some words' })
const wish = z.string().trim().max(2_000)

/** A new case by the API or entered by staff. `subject` is the need in the customer's words; without it the text's first line serves. */
export const openCase = z.strictObject({
  customer: customerInput,
  subject: z.string().trim().max(300).optional(),
  text,
  kind: kind.default('request'),
  channel: z.enum(['api', 'phone', 'counter']).default('api'),
  language: language.optional(),
  teamId: id.optional(),
  /** What it is about, and for which project of the customer's organisation; their only one when not said. */
  productId: id.optional(),
  projectId: id.optional(),
  wentWrong: wish.optional(),
  expects: wish.optional(),
  wouldPutRight: wish.optional(),
  ...expecting,
})

export const listCases = z.strictObject({
  ...page,
  q: z.string().trim().max(200).optional(),
  state: state.optional(),
  kind: kind.optional(),
  owner: z.union([z.enum(['me', 'none']), id]).optional(),
  team: id.optional(),
  customer: id.optional(),
  organisation: id.optional(),
  project: id.optional(),
  product: id.optional(),
  /** Opened from an instant on, or before one. */
  openedFrom: time.optional(),
  openedTo: time.optional(),
  section: z.enum(['emergency', 'late', 'hour', 'later', 'waiting']).optional(),
  /** `work` is the order in which the desk works: the sections one after another, and what does not press yet by weight, then by due time. */
  sort: z.enum(['due', 'work', 'newest']).default('due'),
})

export const writeMessage = z.strictObject({
  text,
  /** A note is for the team only; an update goes to the customer and leaves promise and state as they are. */
  as: z.enum(['update', 'note', 'customer']).default('update'),
  undoSeconds: z.number().int().min(0).max(30).optional(),
  /** The newest message the writer has seen: a later one from somebody else asks before it sends. */
  seenMessageId: id.optional(),
})
export const answer = z.strictObject({ text, undoSeconds: z.number().int().min(0).max(30).optional(), seenMessageId: id.optional() })
export const rejection = z.strictObject({ text: z.string().trim().max(20_000).optional() })
export const changeOwner = z.strictObject({
  owner: z.union([z.strictObject({ staffId: id }), z.strictObject({ teamId: id })]),
  version: z.number().int().optional(),
})
export const changeCase = z.strictObject({
  kind: kind.optional(),
  subject: z.string().trim().min(1).max(300).optional(),
  productId: id.nullable().optional(),
  projectId: id.nullable().optional(),
  version: z.number().int().optional(),
})
export const setAside = z.strictObject({ reason: z.string().trim().max(300).optional() })
export const saveDraft = z.strictObject({ text: z.string().max(200_000), as: z.enum(['answer', 'update', 'note']).default('answer') })
export const presence = z.strictObject({ doing: z.enum(['viewing', 'writing']) })
export const findMessages = z.strictObject({ message_id: z.string().trim().min(1).max(998) })

const address = z.object({ name: z.string(), address: z.string() })
export const attachment = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number(), sha256: z.string() })

export const message = z.object({
  id: z.string(),
  caseId: z.string(),
  messageId: z.string().nullable(),
  /** `in` from the customer, `out` from us, `note` among us, `automatic` sent by Kept itself. */
  direction: z.enum(['in', 'out', 'note', 'automatic']),
  /** Which customer wrote it: the one who asked, or a colleague of theirs. */
  customerId: z.string().nullable(),
  channel: channel,
  from: address,
  subject: z.string(),
  text: z.string(),
  shownText: z.string(),
  hasHtml: z.boolean(),
  language: z.string().nullable(),
  attachments: z.array(attachment),
  /** What to know before trusting it: `stranger`, `same_id_other_content`, `unproven`, `encrypted`, `machine`, ... */
  marks: z.array(z.string()),
  createdAt: z.date(),
  sendsAt: z.date().nullable(),
  delivery: z.object({ state: z.enum(['queued', 'sent', 'failed', 'withheld']), detail: z.string().nullable(), to: z.string() }).nullable(),
})

export const owner = z.object({ kind: z.enum(['person', 'team']), id: z.string(), name: z.string(), teamId: z.string() })

const named = z.object({ id: z.string(), name: z.string() }).nullable()

export const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  kind,
  state,
  subject: z.string(),
  channel,
  language: z.string(),
  customer: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  owner,
  organisation: named,
  project: named,
  product: named,
  /** 1 cannot wait, 2 ordinary, 3 paperwork: the order of work among cases that do not press yet. */
  weight: z.number(),
  openedAt: z.date(),
  updatedAt: z.date(),
  version: z.number(),
  /** When its nearest promise is due, whether that one is stopped, what it says and what it is about. */
  dueAt: z.date().nullable(),
  waiting: z.boolean(),
  danger: z.string().nullable(),
  dueForm: promiseForm.nullable(),
  /** Somebody is in danger, by what was read or by what a person says; null where nothing stands. */
  emergency: emergencyMark.nullable(),
  snippet: z.string(),
  unread: z.boolean(),
})

export const history = z.object({
  id: z.number(),
  at: z.date(),
  name: z.string(),
  by: z.object({ kind: z.string(), name: z.string().nullable() }),
  facts: z.record(z.string(), z.unknown()),
})
export const draft = z.object({ text: z.string(), as: z.enum(['answer', 'update', 'note']), savedAt: z.date().nullable() })
export const present = z.object({ staffId: z.string(), name: z.string(), doing: z.enum(['viewing', 'writing']) })
export const caseList = listOf(caseRow)
export type CaseRow = z.infer<typeof caseRow>
export type Message = z.infer<typeof message>
export type Attachment = z.infer<typeof attachment>
export type Owner = z.infer<typeof owner>
export type History = z.infer<typeof history>
export type OpenCase = z.infer<typeof openCase>
export type ListCases = z.infer<typeof listCases>
