import { lockCase } from '#cases'
import { system, type Context } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change } from '#platform/kept.ts'
import { tellBreach } from './breach.ts'
import { finishTried } from './call.ts'
import { tellingSweep } from './change.ts'
import { estimatingSweep } from './estimating.ts'
import { save, stepTo } from './promise.ts'
import { putAtRisk } from './risk.ts'
import { isLate } from './rules/risk.ts'
import * as store from './store.ts'

const bite = 50

/**
 * Lets the clock do its part: at risk, then late, in the second it happens. One transaction a promise, the case locked before the promise as
 * everywhere, so that a sweep never stands in the way of somebody who chooses or answers. Its cost grows with what is due.
 */
const checkingSweep: Sweep = {
  name: 'promises',
  wakes: ['promise.agreed', 'promise.resumed', 'case.message_undone', 'case.message_sending'],
  async work(kept) {
    const due = await store.dueToCheck(kept.database, kept.clock.now(), bite)
    for (const { id, caseId } of due) await change(kept, system, 'en', (ctx) => checkPromise(ctx, id, caseId))
    return due.length
  },
  nextAt: async (kept) => (await store.nextCheckAt(kept.database))?.at ?? null,
}

export const promisesSweeps: readonly Sweep[] = [checkingSweep, estimatingSweep, tellingSweep]

async function checkPromise(ctx: Context, id: string, caseId: string): Promise<void> {
  await lockCase(ctx, caseId)
  const row = await store.lockDue(ctx.db, id, ctx.now)
  if (!row) return
  const { dueAt } = row
  const facts = { caseId, promiseId: id, dueAt: dueAt.toISOString() }
  if (!isLate(dueAt.getTime(), ctx.now.getTime())) {
    await putAtRisk(ctx, row, 'time')
    return
  }
  if (await finishTried(ctx, row)) return
  await save(ctx, { ...row, state: stepTo(row, 'late'), lateAt: dueAt, pendingUntil: null })
  await ctx.tell('promise.late', facts)
  await tellBreach(ctx, row)
}
