import type { Context } from '#platform/context.ts'
import { save, stepTo } from './promise.ts'
import { atRiskFromMs } from './rules/risk.ts'
import type { PromiseRow } from './store.ts'

/** What changed a chance: time alone, more work, people away, another team, or a matter that came back. */
export type Because = NonNullable<PromiseRow['because']>

/** Puts a locked promise at risk: by the clock once its last stretch has begun, before that by its chance, and says what brought it down. */
export async function putAtRisk(ctx: Context, row: PromiseRow, because: Because): Promise<PromiseRow> {
  const byClock = ctx.now.getTime() >= atRiskFromMs({ agreedAtMs: row.agreedAt.getTime(), dueAtMs: row.dueAt.getTime() })
  const [cause, why] = byClock ? (['clock', null] as const) : (['estimate', because] as const)
  const state = stepTo(row, 'at_risk')
  const after = await save(ctx, {
    ...row,
    state,
    atRiskAt: row.atRiskAt ?? ctx.now,
    cause,
    because: why,
    pendingUntil: null,
  })
  const { caseId, id: promiseId } = row
  await ctx.tell('promise.at_risk', { caseId, promiseId, dueAt: row.dueAt.toISOString(), cause, because: why })
  return after
}
