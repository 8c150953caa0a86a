import { findCase } from '#cases'
import type { Events } from '#contract/events.ts'
import { findStaff } from '#people'
import type { Context } from '#platform/context.ts'
import type { Hears } from '#platform/kept.ts'
import { startDefault } from './default.ts'
import { settleDemands } from './demand-store.ts'
import { estimatingHears } from './estimating.ts'
import { meetExpectation, unmeetExpectation } from './expectation.ts'
import { asSystem } from './finding.ts'
import { keep } from './keeping.ts'
import { resume, stop } from './pause.ts'
import { save } from './promise.ts'
import { trackOf } from './rules/track.ts'
import { release } from './release.ts'
import * as store from './store.ts'

/** How long after its seconds an answer may still be on its way before the clock is asked again: a restart, not a rule. */
const graceMs = 5 * 60_000

/** What promises do when cases tell something, in the same transaction. */
export const promisesHears: Hears = {
  ...estimatingHears,
  'case.message_sent': async (ctx, { caseId, pressedAt, byId }) => {
    for (const running of await store.lockAllRunning(ctx.db, caseId)) {
      if (running.form === 'update' || (running.form === 'escalation' && (await isLead(ctx, byId))))
        await keep(ctx, running, new Date(pressedAt))
      else if (running.form === 'escalation' && running.pendingUntil) await save(ctx, { ...running, pendingUntil: null })
    }
  },
  'case.answered': async (ctx, { caseId, pressedAt }) => {
    for (const running of await store.lockAllRunning(ctx.db, caseId)) {
      if (running.form === 'written') await keep(ctx, running, new Date(pressedAt))
      if (running.form === 'resolution') await handOver(ctx, running, new Date(pressedAt))
    }
  },
  'case.message_sending': async (ctx, { caseId, answer, sendsAt }) => {
    for (const running of await store.lockAllRunning(ctx.db, caseId))
      if (isAbout(running, answer) && ctx.now <= running.dueAt)
        await save(ctx, { ...running, pendingUntil: new Date(Date.parse(sendsAt) + graceMs) })
  },
  'case.message_undone': async (ctx, { caseId }) => {
    for (const running of await store.lockAllRunning(ctx.db, caseId))
      if (running.pendingUntil) await save(ctx, { ...running, pendingUntil: null })
  },
  'case.message_received': async (ctx, { caseId, stranger }) => {
    if (!stranger) await goOn(ctx, caseId)
  },
  'case.reopened': async (ctx, { caseId }) => {
    await unmeetExpectation(ctx, caseId)
    await goOn(ctx, caseId)
  },
  'case.rejected': (ctx, { caseId }) => goOn(ctx, caseId),
  'case.taken_back': (ctx, { caseId }) => goOn(ctx, caseId),
  'case.accepted': async (ctx, { caseId }) => {
    await meetExpectation(ctx, caseId)
    await end(ctx, caseId, 'accepted')
  },
  'case.withdrawn': (ctx, { caseId }) => end(ctx, caseId, 'withdrawn'),
  'case.set_aside': (ctx, { caseId }) => end(ctx, caseId, 'set_aside'),
  'case.silent': async (ctx, { caseId }) => {
    await meetExpectation(ctx, caseId)
    await end(ctx, caseId, 'let_go')
  },
}

/** Which words fulfil a promise when they go out; a call is still to be made. */
const isAbout = ({ form }: store.PromiseRow, answer: boolean): boolean =>
  form === 'update' || form === 'escalation' || (answer && form !== 'call' && form !== 'arrival')

/** An answer lays the matter in the customer's hands: the clock of its settlement stands from the second Send was pressed. */
async function handOver(ctx: Context, running: store.PromiseRow, pressedAt: Date): Promise<void> {
  if (running.state === 'agreed' || running.state === 'at_risk') await stop(ctx, running, { at: pressedAt, for: null })
}

async function isLead(ctx: Context, staffId: string): Promise<boolean> {
  const person = staffId ? await findStaff(ctx, staffId) : null
  return person !== null && person.role !== 'agent'
}

/** The ball is with us: stopped clocks go on, and where no answer is promised the default promise begins. A case that opens is its door's to promise on. */
async function goOn(ctx: Context, caseId: string): Promise<void> {
  const it = await findCase(asSystem(ctx), caseId)
  if (it.state !== 'open' || it.openedAt.getTime() === ctx.now.getTime()) return
  const running = await store.lockAllRunning(ctx.db, caseId)
  for (const row of running) if (row.state === 'waiting') await resume(ctx, it, row)
  if (!running.some(({ form }) => trackOf(form) === 'answer')) await startDefault(ctx, it, ctx.now)
}

/** What runs ends with its case. The matter was settled by the answer the customer accepts or lets rest. */
async function end(ctx: Context, caseId: string, why: Events['promise.released']['why']): Promise<void> {
  await settleDemands(ctx.db, caseId, 'given_up', ctx.now)
  const settled = why === 'accepted' || why === 'let_go'
  for (const row of await store.lockAllRunning(ctx.db, caseId)) {
    const settledAt = settled && row.form === 'resolution' ? await answeredAt(ctx, row) : null
    await (settledAt ? keep(ctx, row, settledAt) : release(ctx, row, why))
  }
}

/** When the answer was pressed that the customer had in hand, if one was. */
async function answeredAt(ctx: Context, row: store.PromiseRow): Promise<Date | null> {
  if (row.state === 'waiting') return row.stoppedAt
  return (await findCase(asSystem(ctx), row.caseId)).answeredAt
}
