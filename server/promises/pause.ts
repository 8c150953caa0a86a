import { mayWork, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { lockPromise } from './finding.ts'
import { menuOf } from './option.ts'
import { save, stepTo } from './promise.ts'
import { quotingOf } from './quoting.ts'
import { putAtRisk } from './risk.ts'
import { dueAfterPause } from './rules/course.ts'
import { isTooLow } from './rules/estimate.ts'
import type { PromiseRow } from './store.ts'

/** Stops the clock of a written promise while the ball is with the customer; `for` says in their words what we wait for. */
export async function pausePromise(ctx: Context, input: { promiseId: string; for: string }): Promise<PromiseRow> {
  const { row } = await lockPromise(ctx, input.promiseId)
  allow(mayWork(ctx.actor))
  if (row.state === 'waiting') return row
  if (row.form === 'call' || row.form === 'arrival' || ctx.now > row.dueAt) refuse('promises.wrong_course', { state: row.state })
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
  const { it, row } = await lockPromise(ctx, promiseId)
  allow(mayWork(ctx.actor))
  return resume(ctx, it, row)
}

/** The same for a promise that is locked already; one that runs is left as it is. */
export async function resume(ctx: Context, it: Case, row: PromiseRow): Promise<PromiseRow> {
  if (row.state === 'agreed' || row.state === 'at_risk') return row
  const state = stepTo(row, 'resumed')
  const stoppedAt = row.stoppedAt ?? ctx.now
  const menu = await menuOf(ctx, row.teamId)
  const dueAt = new Date(dueAfterPause(menu.calendar, row.dueAt.getTime(), stoppedAt.getTime(), ctx.now.getTime()))
  const record = await quotingOf(ctx, menu, it)
  const fallsAt = record.falls({ ...row, dueAt })
  const after = await save(ctx, { ...row, state, dueAt, fallsAt, stoppedAt: null, stoppedFor: null })
  await ctx.tell('promise.resumed', { caseId: row.caseId, promiseId: row.id, dueAt: dueAt.toISOString() })
  return isTooLow(record.chance(row.form, dueAt.getTime()), row.level) ? putAtRisk(ctx, after, 'reopened') : after
}
