import { lockCase, mayWork } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { startDefault } from './default.ts'
import { asSystem, lockPromise } from './finding.ts'
import { keep } from './keeping.ts'
import { isRunning } from './rules/course.ts'
import * as store from './store.ts'

const attemptsToKeep = 2

/**
 * Records that somebody dialled. A call that reached the customer keeps its promise; so does the second one in vain, and then the customer
 * gets a new choice and meanwhile the default promise. Refuses what comes before the window opens.
 */
export async function recordAttempt(
  ctx: Context,
  { promiseId, outcome }: { promiseId: string; outcome: store.AttemptRow['outcome'] },
): Promise<store.PromiseRow> {
  const { row } = await lockPromise(ctx, promiseId)
  allow(mayWork(ctx.actor))
  if (row.form !== 'call' || !isRunning(row.state)) refuse('promises.wrong_course', { state: row.state })
  if (row.startsAt && ctx.now < row.startsAt) refuse('promises.too_early', { at: row.startsAt.toISOString() })
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.id : null
  await store.insertAttempt(ctx.db, newId('attempt', ctx), { promiseId, at: ctx.now, outcome, staffId })
  const attempts = await store.attemptsOf(ctx.db, [promiseId])
  await ctx.tell('promise.called', { caseId: row.caseId, promiseId, outcome, nth: attempts.length })
  if (outcome !== 'reached' && attempts.length < attemptsToKeep) return row
  return finish(ctx, row, attempts)
}

/** Ends a call at its due time if somebody dialled inside its window; null when nobody did. */
export async function finishTried(ctx: Context, row: store.PromiseRow): Promise<store.PromiseRow | null> {
  const attempts = row.form === 'call' ? await store.attemptsOf(ctx.db, [row.id]) : []
  return attempts.length ? finish(ctx, row, attempts) : null
}

/** The first attempt inside the window decides that it was kept; after it only the last one is left. */
async function finish(ctx: Context, row: store.PromiseRow, attempts: readonly store.AttemptRow[]): Promise<store.PromiseRow> {
  const keptAt = attempts.find(({ at }) => at <= row.dueAt)?.at ?? ctx.now
  const after = await keep(ctx, row, keptAt)
  if (attempts.some(({ outcome }) => outcome === 'reached')) return after
  const it = await lockCase(asSystem(ctx), row.caseId)
  if (it.state === 'open') await startDefault(ctx, it, ctx.now)
  return after
}
