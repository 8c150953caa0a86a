import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { lockCase } from './finding.ts'
import { raiseFor, triggersIn } from './emergency.ts'
import { addMessage } from './message.ts'
import { next, type Step } from './rules/course.ts'
import { mayDecide } from './rules/may.ts'
import * as store from './store.ts'

/** The customer says that the matter is done. Saying it twice changes nothing. */
export async function acceptCase(ctx: Context, caseId: string): Promise<void> {
  if (await decide(ctx, caseId, 'accept', 'accepted')) await ctx.tell('case.accepted', { caseId })
}

/** The customer needs it no longer, solved or not. */
export async function withdrawCase(ctx: Context, caseId: string): Promise<void> {
  if (await decide(ctx, caseId, 'withdraw', 'withdrawn')) await ctx.tell('case.withdrawn', { caseId })
}

/** The customer says that the answer does not do: the case lives on, with their words if they gave any. */
export async function rejectCase(
  ctx: Context,
  { caseId, text, from }: { caseId: string; text?: string | undefined; from: { name: string; address: string } },
): Promise<void> {
  const it = await decide(ctx, caseId, 'reject', 'open')
  if (!it) return
  if (text?.trim()) {
    const message = await addMessage(ctx, caseId, {
      direction: 'in',
      channel: 'form',
      text,
      shownText: text,
      from,
      customerId: it.customerId,
    })
    await ctx.tell('case.message_received', { caseId, messageId: message.id, customerId: it.customerId, stranger: false })
    await raiseFor(ctx, it, triggersIn({ messageId: message.id, shown: text }))
  }
  await ctx.tell('case.rejected', { caseId, words: Boolean(text?.trim()) })
}

async function decide(ctx: Context, caseId: string, step: Step, goal: store.Case['state']): Promise<store.Case | null> {
  const it = await lockCase(ctx, caseId)
  allow(mayDecide(ctx.actor, it))
  if (it.state === goal) return null
  const after = next(it.state, step)
  if ('refused' in after) refuse(after.refused, { state: it.state })
  await store.changeCase(ctx.db, caseId, ctx.now, {
    state: after.state,
    silent_at: null,
    silent_step: 0,
    ...(after.state === 'open' && { unread: true }),
  })
  return it
}
