import type { Actor, Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { findCase, lockCase } from './finding.ts'
import { addMessage } from './message.ts'
import * as messages from './message-store.ts'
import { next } from './rules/course.ts'
import { mayWork } from './rules/may.ts'
import { silentAt } from './silence.ts'
import * as store from './store.ts'

export interface Write {
  caseId: string
  text: string
  undoSeconds?: number | undefined
  seenMessageId?: string | undefined
}

const undoSecondsForPeople = 10

/** Presses Send on an answer. It can be called back for its seconds; then it goes out, and only the customer ends the case. */
export const answerCase = (ctx: Context, input: Write): Promise<messages.Message> => press(ctx, input, true)

/** Sends words that leave promise and state as they are. */
export const sendUpdate = (ctx: Context, input: Write): Promise<messages.Message> => press(ctx, input, false)

/** Writes for the team only. */
export async function writeNote(ctx: Context, { caseId, text }: Pick<Write, 'caseId' | 'text'>): Promise<messages.Message> {
  allow(mayWork(ctx.actor))
  const it = await findCase(ctx, caseId)
  const row = await addMessage(ctx, it.id, { ...written(ctx.actor, text), direction: 'note' })
  await forgetDraft(ctx, caseId)
  await ctx.tell('case.noted', { caseId, messageId: row.id })
  return row
}

async function press(ctx: Context, { caseId, text, undoSeconds, seenMessageId }: Write, isAnswer: boolean): Promise<messages.Message> {
  allow(mayWork(ctx.actor))
  const it = await lockCase(ctx, caseId)
  const step = next(it.state, 'answer')
  if ('refused' in step) refuse(step.refused)
  await ensureSeen(ctx, caseId, seenMessageId)
  if (it.ownerId === null && ctx.actor.kind === 'staff' && (await store.claim(ctx.db, caseId, ctx.actor.id, ctx.now))) {
    await ctx.tell('case.claimed', { caseId, staffId: ctx.actor.id })
  }
  const seconds = undoSeconds ?? (ctx.actor.kind === 'staff' ? undoSecondsForPeople : 0)
  const sendsAt = new Date(ctx.now.getTime() + seconds * 1000)
  const row = await addMessage(ctx, caseId, { ...written(ctx.actor, text), direction: 'out', isAnswer, sendsAt })
  await forgetDraft(ctx, caseId)
  await ctx.tell('case.message_sending', { caseId, messageId: row.id, answer: isAnswer, sendsAt: sendsAt.toISOString() })
  return seconds > 0 ? row : send(ctx, row)
}

/** Calls a message back within its seconds; the writer gets the words again. */
export async function undoMessage(ctx: Context, messageId: string): Promise<{ text: string; as: 'answer' | 'update' }> {
  const row = found(await messages.lockMessage(ctx.db, messageId))
  await findCase(ctx, row.caseId)
  if (row.direction !== 'out' || !('id' in ctx.actor) || row.staffId !== authorOf(ctx.actor)) refuse('not_found')
  if (!row.sendsAt || row.sendsAt <= ctx.now) refuse('cases.undo_too_late')
  await messages.deleteMessage(ctx.db, messageId)
  const form = row.isAnswer ? 'answer' : 'update'
  if (row.staffId) await messages.saveDraft(ctx.db, row.caseId, row.staffId, form, row.text, ctx.now)
  await ctx.tell('case.message_undone', { caseId: row.caseId, messageId })
  return { text: row.text, as: form }
}

/** Lets a message go: from here on it cannot be called back. An answer changes the state and starts the silence clock. */
export async function send(ctx: Context, row: messages.Message): Promise<messages.Message> {
  await messages.markSent(ctx.db, row.id)
  const it = found(await store.lockCase(ctx.db, row.caseId))
  const [pressedAt, byId] = [row.createdAt.toISOString(), row.staffId ?? '']
  await ctx.tell('case.message_sent', { caseId: it.id, messageId: row.id, answer: row.isAnswer, pressedAt, byId })
  const step = next(it.state, 'answer')
  if (!row.isAnswer || 'refused' in step) return { ...row, sendsAt: null }
  await store.changeCase(ctx.db, it.id, ctx.now, {
    state: step.state,
    answered_at: ctx.now,
    silent_step: 0,
    silent_at: await silentAt(ctx, it.teamId, ctx.now, 0),
  })
  await ctx.tell('case.answered', { caseId: it.id, messageId: row.id, pressedAt, byId })
  return { ...row, sendsAt: null }
}

/** Somebody may have written while the text was typed: the writer is asked, once, before it goes out. */
async function ensureSeen(ctx: Context, caseId: string, seenId: string | undefined): Promise<void> {
  if (!seenId || !('id' in ctx.actor)) return
  const newer = await messages.newerThan(ctx.db, caseId, seenId, ctx.actor.id)
  if (newer)
    refuse('cases.answered_meanwhile', { by: newer.fromName || newer.fromAddress, at: newer.createdAt.toISOString(), messageId: newer.id })
}

function written(actor: Actor, text: string) {
  const name = actor.kind === 'staff' || actor.kind === 'key' ? actor.name : ''
  return { channel: 'email' as const, text, shownText: text, from: { name, address: '' }, staffId: 'id' in actor ? authorOf(actor) : null }
}

function authorOf(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.id : null
}

const forgetDraft = async (ctx: Context, caseId: string) => {
  if (ctx.actor.kind === 'staff') await messages.deleteDraft(ctx.db, caseId, ctx.actor.id)
}
