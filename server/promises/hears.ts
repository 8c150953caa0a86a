import { findCase } from '#cases'
import type { Events } from '#contract/events.ts'
import type { Context } from '#platform/context.ts'
import type { Hears } from '#platform/kept.ts'
import { startDefault } from './default.ts'
import { asSystem } from './finding.ts'
import { keep } from './keeping.ts'
import { resume } from './pause.ts'
import { save } from './promise.ts'
import { release } from './release.ts'
import * as store from './store.ts'

/** How long after its seconds an answer may still be on its way before the clock is asked again: a restart, not a rule. */
const graceMs = 5 * 60_000

/** What promises do when cases tell something, in the same transaction. */
export const promisesHears: Hears = {
  'case.answered': async (ctx, { caseId, pressedAt }) => {
    const running = await written(ctx, caseId)
    if (running) await keep(ctx, running, new Date(pressedAt))
  },
  'case.message_sending': async (ctx, { caseId, answer, sendsAt }) => {
    const running = answer ? await written(ctx, caseId) : null
    if (running && ctx.now <= running.dueAt) await save(ctx, { ...running, pendingUntil: new Date(Date.parse(sendsAt) + graceMs) })
  },
  'case.message_undone': async (ctx, { caseId }) => {
    const running = await written(ctx, caseId)
    if (running?.pendingUntil) await save(ctx, { ...running, pendingUntil: null })
  },
  'case.message_received': async (ctx, { caseId, stranger }) => {
    if (!stranger) await goOn(ctx, caseId)
  },
  'case.reopened': (ctx, { caseId }) => goOn(ctx, caseId),
  'case.rejected': (ctx, { caseId }) => goOn(ctx, caseId),
  'case.taken_back': (ctx, { caseId }) => goOn(ctx, caseId),
  'case.accepted': (ctx, { caseId }) => end(ctx, caseId, 'accepted'),
  'case.withdrawn': (ctx, { caseId }) => end(ctx, caseId, 'withdrawn'),
  'case.set_aside': (ctx, { caseId }) => end(ctx, caseId, 'set_aside'),
  'case.silent': (ctx, { caseId }) => end(ctx, caseId, 'let_go'),
}

/** The ball is with us: a stopped clock goes on, and where none runs the default promise begins. A case that opens is its door's to promise on. */
async function goOn(ctx: Context, caseId: string): Promise<void> {
  const it = await findCase(asSystem(ctx), caseId)
  if (it.state !== 'open' || it.openedAt.getTime() === ctx.now.getTime()) return
  const running = await store.lockRunning(ctx.db, caseId)
  if (running?.state === 'waiting') await resume(ctx, running)
  if (!running) await startDefault(ctx, it, ctx.now)
}

async function end(ctx: Context, caseId: string, why: Events['promise.released']['why']): Promise<void> {
  const running = await store.lockRunning(ctx.db, caseId)
  if (running) await release(ctx, running, why)
}

/** An answer in writing is what a written promise is about; a call is still to be made. */
async function written(ctx: Context, caseId: string): Promise<store.PromiseRow | null> {
  const running = await store.lockRunning(ctx.db, caseId)
  return running?.form === 'written' ? running : null
}
