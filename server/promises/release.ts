import type { Events } from '#contract/events.ts'
import type { Context } from '#platform/context.ts'
import { allow } from '#platform/refusal.ts'
import { lockPromise } from './finding.ts'
import { dropAsked } from './move-request-store.ts'
import { save, stepTo } from './promise.ts'
import { mayChoose } from './rules/may.ts'
import type { PromiseRow } from './store.ts'

/** Lets a promise go that the customer needs no longer, on their word; said twice it changes nothing. */
export async function releasePromise(ctx: Context, promiseId: string): Promise<PromiseRow> {
  const { it, row } = await lockPromise(ctx, promiseId)
  allow(mayChoose(ctx.actor, it))
  return row.state === 'released' ? row : release(ctx, row, 'let_go')
}

/** Ends a running promise that nobody waits for; what it held of people's time is free again. */
export async function release(ctx: Context, row: PromiseRow, why: Events['promise.released']['why']): Promise<PromiseRow> {
  const state = stepTo(row, 'released')
  const after = await save(ctx, { ...row, state, endedAt: ctx.now, pendingUntil: null })
  await dropAsked(ctx.db, row.id, ctx.now)
  await ctx.tell('promise.released', { caseId: row.caseId, promiseId: row.id, why })
  return after
}
