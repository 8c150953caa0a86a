import type { Channel } from '#contract/cases.ts'
import type { Context } from '#platform/context.ts'
import { storeFile } from '#platform/files/file.ts'
import { newId } from '#platform/ids.ts'
import { found, refuse } from '#platform/refusal.ts'
import { raiseFor, triggersIn } from './emergency.ts'
import * as messages from './message-store.ts'
import { next } from './rules/course.ts'
import { snippetOf } from './rules/words.ts'
import * as store from './store.ts'

export interface IncomingFile {
  name: string
  type: string
  content: Uint8Array
  contentId?: string | null
}

/** What came in by a door: foreign text, kept as it is and shown with care. */
export interface IncomingMessage {
  channel: Channel
  text: string
  shownText: string
  html?: string | null
  subject?: string
  from: { name: string; address: string }
  messageId?: string | null
  language?: string | null
  marks?: string[]
  rawSha256?: string | null
  files?: readonly IncomingFile[]
}

type Written = IncomingMessage & {
  direction: messages.Message['direction']
  customerId?: string | null
  staffId?: string | null
  isAnswer?: boolean
  sendsAt?: Date | null
}

/** Adds an entry to a conversation, with its files stored by content; returns the row. */
export async function addMessage(ctx: Context, caseId: string, written: Written): Promise<messages.Message> {
  const row: messages.Message = {
    id: newId('message', ctx),
    caseId,
    direction: written.direction,
    channel: written.channel,
    messageId: written.messageId ?? null,
    fromName: written.from.name,
    fromAddress: written.from.address,
    staffId: written.staffId ?? null,
    customerId: written.customerId ?? null,
    subject: written.subject ?? '',
    text: written.text,
    shownText: written.shownText,
    html: written.html ?? null,
    language: written.language ?? null,
    marks: written.marks ?? [],
    rawSha256: written.rawSha256 ?? null,
    createdAt: ctx.now,
    isAnswer: written.isAnswer ?? false,
    sendsAt: written.sendsAt ?? null,
  }
  await messages.insertMessage(ctx.db, row)
  if (written.files?.length) await messages.insertAttachments(ctx.db, await stored(ctx, row.id, written.files))
  return row
}

/**
 * Hears a message on a case that exists. The customer's word reopens whatever had ended; a stranger's is kept and marked, and changes
 * nothing else. A case set aside stays aside. Where it tells of an emergency one is raised, whoever wrote; the customer's takes a case back.
 */
export async function receiveMessage(
  ctx: Context,
  input: { caseId: string; customerId: string | null; stranger: boolean; message: IncomingMessage },
): Promise<messages.Message> {
  const it = found(await store.lockCase(ctx.db, input.caseId))
  const marks = [...(input.message.marks ?? []), ...(input.stranger ? ['stranger'] : [])]
  const row = await addMessage(ctx, it.id, { ...input.message, marks, direction: 'in', customerId: input.customerId })
  const triggers = triggersIn({ messageId: row.id, shown: row.shownText, beside: [row.subject] })
  const step = next(it.state, triggers.length && it.state === 'set_aside' ? 'take_back' : 'hear')
  const state = input.stranger || !('state' in step) ? it.state : step.state
  await store.changeCase(ctx.db, it.id, ctx.now, {
    unread: true,
    snippet: snippetOf(input.message.shownText),
    ...(state !== it.state && { state, silent_at: null, silent_step: 0 }),
  })
  await ctx.tell('case.message_received', { caseId: it.id, messageId: row.id, customerId: input.customerId, stranger: input.stranger })
  if (state !== it.state && it.state === 'set_aside') await ctx.tell('case.taken_back', { caseId: it.id })
  else if (state !== it.state) await ctx.tell('case.reopened', { caseId: it.id, from: it.state })
  await raiseFor(ctx, it, triggers)
  return row
}

/** Notes what Kept itself told the customer, where the conversation should show it. */
export const addAutomatic = (ctx: Context, caseId: string, text: string, shopName: string): Promise<messages.Message> =>
  addMessage(ctx, caseId, { direction: 'automatic', channel: 'email', text, shownText: text, from: { name: shopName, address: '' } })

async function stored(ctx: Context, messageId: string, files: readonly IncomingFile[]): Promise<messages.Attachment[]> {
  if (files.length > 500) refuse('cases.bad_file')
  const rows: messages.Attachment[] = []
  for (const [position, file] of files.entries()) {
    const sha256 = await storeFile(ctx.db, file.content)
    rows.push({
      id: newId('attachment', ctx),
      messageId,
      position,
      name: file.name,
      type: file.type,
      size: file.content.byteLength,
      sha256,
      contentId: file.contentId ?? null,
    })
  }
  return rows
}
