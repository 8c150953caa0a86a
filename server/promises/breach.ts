import type { Context } from '#platform/context.ts'
import { agreementUnder } from './agreement.ts'
import type { PromiseRow } from './store.ts'

/** Tells that a promise broke which an agreement had made, with what was agreed for that: once a promise, when its time has passed. */
export async function tellBreach(ctx: Context, row: PromiseRow): Promise<void> {
  const under = await agreementUnder(ctx, row)
  if (!under) return
  const { id: agreementId, version, breach } = under
  await ctx.tell('promise.agreement_broken', { caseId: row.caseId, promiseId: row.id, agreementId, version, breach })
}
