import { lockCase, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { system } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import * as store from './store.ts'

/** A promise of a case the actor may see, both locked, the case first: whoever changes a promise comes this way. */
export async function lockPromise(ctx: Context, id: string): Promise<{ it: Case; row: store.PromiseRow }> {
  const { caseId } = found(await store.promiseById(ctx.db, id))
  const it = await lockCase(ctx, caseId)
  return { it, row: found(await store.lockPromise(ctx.db, id)) }
}

/** The same context for what Kept itself does in it: hearing and sweeping ask nobody's permission. */
export const asSystem = (ctx: Context): Context => ({ ...ctx, actor: system })
