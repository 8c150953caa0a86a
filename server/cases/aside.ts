import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { lockCase } from './finding.ts'
import { next } from './rules/course.ts'
import { mayConfirm, maySetAside } from './rules/may.ts'
import * as store from './store.ts'

/** Says that this is not a case. Logged and reversible; nobody is mailed. Where an emergency stands only a person says so: it leaves the list of work by that. */
export async function setAside(ctx: Context, { caseId, reason }: { caseId: string; reason: string }): Promise<void> {
  const it = await lockCase(ctx, caseId)
  allow(it.emergency ? mayConfirm(ctx.actor) : maySetAside(ctx.actor))
  if (it.state === 'set_aside') return
  const after = next(it.state, 'set_aside')
  if ('refused' in after) refuse(after.refused)
  await store.changeCase(ctx.db, caseId, ctx.now, { state: after.state, silent_at: null })
  await ctx.tell('case.set_aside', { caseId, reason })
}

/** Takes a case back that had been set aside. */
export async function takeBack(ctx: Context, caseId: string): Promise<void> {
  const it = await lockCase(ctx, caseId)
  allow(maySetAside(ctx.actor))
  const after = next(it.state, 'take_back')
  if ('refused' in after) refuse(after.refused)
  await store.changeCase(ctx.db, caseId, ctx.now, { state: after.state, unread: true })
  await ctx.tell('case.taken_back', { caseId })
}

/** Our answer did not arrive: the case is work again. */
export async function reopenBounced(ctx: Context, caseId: string): Promise<void> {
  const it = await lockCase(ctx, caseId)
  const after = next(it.state, 'bounce')
  if ('refused' in after) return
  await store.changeCase(ctx.db, caseId, ctx.now, { state: after.state, unread: true, silent_at: null })
  if (after.state !== it.state) await ctx.tell('case.reopened', { caseId, from: it.state })
}
