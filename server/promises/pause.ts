import { mayWork } from '#cases'
import { calendarOf } from '#people'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { lockPromise } from './finding.ts'
import { save, stepTo } from './promise.ts'
import { dueAfterPause } from './rules/course.ts'
import type { PromiseRow } from './store.ts'

/** Stops the clock of a written promise while the ball is with the customer; `for` says in their words what we wait for. */
export async function pausePromise(ctx: Context, input: { promiseId: string; for: string }): Promise<PromiseRow> {
  const { row } = await lockPromise(ctx, input.promiseId)
  allow(mayWork(ctx.actor))
  if (row.state === 'waiting') return row
  if (row.form === 'call' || ctx.now > row.dueAt) refuse('promises.wrong_course', { state: row.state })
  return stop(ctx, row, { at: ctx.now, for: input.for })
}

/** Stops the clock of a locked promise as from an instant; `for` is null where we wait for the customer's word on an answer. */
export async function stop(ctx: Context, row: PromiseRow, { at, for: what }: { at: Date; for: string | null }): Promise<PromiseRow> {
  const state = stepTo(row, 'paused')
  const after = await save(ctx, { ...row, state, stoppedAt: at, stoppedFor: what, pendingUntil: null })
  await ctx.tell('promise.paused', { caseId: row.caseId, promiseId: row.id, at: at.toISOString(), for: what })
  return after
}

/** Lets the clock go on: due later by the working time it stood. */
export async function resumePromise(ctx: Context, promiseId: string): Promise<PromiseRow> {
  const { row } = await lockPromise(ctx, promiseId)
  allow(mayWork(ctx.actor))
  return resume(ctx, row)
}

/** The same for a promise that is locked already; one that runs is left as it is. */
export async function resume(ctx: Context, row: PromiseRow): Promise<PromiseRow> {
  if (row.state === 'agreed' || row.state === 'at_risk') return row
  const state = stepTo(row, 'resumed')
  const stoppedAt = row.stoppedAt ?? ctx.now
  const dueAt = new Date(dueAfterPause(await calendarOf(ctx, row.teamId), row.dueAt.getTime(), stoppedAt.getTime(), ctx.now.getTime()))
  const after = await save(ctx, { ...row, state, dueAt, stoppedAt: null, stoppedFor: null })
  await ctx.tell('promise.resumed', { caseId: row.caseId, promiseId: row.id, dueAt: dueAt.toISOString() })
  return after
}
