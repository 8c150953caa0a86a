import type { Context } from '#platform/context.ts'
import { tellBreach } from './breach.ts'
import { dropAsked } from './move-request-store.ts'
import { save, stepTo } from './promise.ts'
import { keptState } from './rules/course.ts'
import type { PromiseRow } from './store.ts'

/** Ends a promise that was fulfilled at an instant, in time or not: what counts is the second Send was pressed, or the call made. */
export async function keep(ctx: Context, row: PromiseRow, keptAt: Date): Promise<PromiseRow> {
  const state = stepTo(row, keptState(row.dueAt.getTime(), keptAt.getTime(), row.stoppedAt?.getTime() ?? null))
  const lateAt = state === 'kept_late' ? row.dueAt : null
  const after = await save(ctx, { ...row, state, lateAt, endedAt: keptAt, pendingUntil: null })
  await dropAsked(ctx.db, row.id, ctx.now)
  const facts = { caseId: row.caseId, promiseId: row.id, keptAt: keptAt.toISOString() }
  if (state === 'kept') await ctx.tell('promise.kept', facts)
  else await ctx.tell('promise.kept_late', { ...facts, lateMinutes: Math.floor((keptAt.getTime() - row.dueAt.getTime()) / 60_000) })
  // Whoever keeps it before the clock has looked breaks it all the same.
  if (state === 'kept_late' && row.state !== 'late') await tellBreach(ctx, row)
  return after
}
