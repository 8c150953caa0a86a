import * as z from 'zod'
import { kind } from './cases.ts'
import { email, id, page } from './wire.ts'

export const newMailbox = z.strictObject({ address: email, teamId: id, aliases: z.array(email).max(20).default([]) })
export const mailbox = z.object({ id: z.string(), address: z.string(), aliases: z.array(z.string()), teamId: z.string() })
export const listSetAside = z.strictObject({ ...page })
export const setAsideMail = z.object({
  id: z.string(),
  reason: z.string(),
  receivedAt: z.date(),
  size: z.number(),
  from: z.string(),
  subject: z.string(),
  recipients: z.array(z.string()),
})
export const openSetAside = z.strictObject({ kind: kind.default('request') }).default({ kind: 'request' })
/** One outgoing mail as the demo's mailbox page shows it. */
export const demoMail = z.object({
  id: z.string(),
  messageId: z.string(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), text: z.string() })),
  sentAt: z.date(),
  caseNumber: z.string().nullable(),
})
export type Mailbox = z.infer<typeof mailbox>
export type DemoMail = z.infer<typeof demoMail>
export type SetAsideMail = z.infer<typeof setAsideMail>
