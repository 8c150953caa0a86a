import { findCase, lockCase, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow } from '#platform/refusal.ts'
import { lockedLoad, presentLoad } from './load.ts'
import { tableFor, wishOf } from './offering.ts'
import { menuOf } from './option.ts'
import type { Workload } from './rules/feasibility.ts'
import { mayChoose } from './rules/may.ts'
import { writtenDraft, type Draft } from './rules/menu.ts'
import * as store from './store.ts'
import { take } from './taking.ts'

/** By when a lead would answer if the customer escalated now; null where nothing can be promised. Changes nothing. */
export async function quoteEscalation(ctx: Context, caseId: string): Promise<Date | null> {
  const it = await findCase(ctx, caseId)
  const { calendar } = await menuOf(ctx, it.teamId)
  const draft = await soonest(ctx, it, await presentLoad(ctx, it.teamId, calendar, it.id))
  return draft && new Date(draft.dueAtMs)
}

/**
 * Takes the customer's word that this is not going well: a lead's answer in writing is promised at the shortest level, unless what runs is
 * due before. Returns the promise that runs.
 */
export async function escalate(ctx: Context, input: { caseId: string; reason: string; words: string }): Promise<store.PromiseRow | null> {
  const { teamId } = await findCase(ctx, input.caseId)
  const { calendar } = await menuOf(ctx, teamId)
  const workload = await lockedLoad(ctx, teamId, calendar, input.caseId)
  const it = await lockCase(ctx, input.caseId)
  allow(mayChoose(ctx.actor))
  await ctx.tell('promise.escalated', input)
  const running = await store.lockRunning(ctx.db, it.id)
  const draft = await soonest(ctx, it, workload)
  const stays =
    running && running.state !== 'late' && running.state !== 'waiting' && running.dueAt.getTime() <= (draft?.dueAtMs ?? Infinity)
  if (!draft || stays) return running
  const { optionId, level } = draft
  const said = {
    offerId: null,
    optionId,
    teamId,
    form: 'written' as const,
    level,
    probability: null,
    class: null,
    startsAt: null,
    dueAt: new Date(draft.dueAtMs),
    language: null,
  }
  return take(ctx, it, said, { by: 'customer', reason: null })
}

async function soonest(ctx: Context, it: Case, workload: Workload): Promise<Draft | null> {
  const menu = await menuOf(ctx, it.teamId)
  const { zone } = await wishOf(ctx, it)
  const table = await tableFor(ctx, menu, workload, {
    teamId: it.teamId,
    zone,
    customer: { phone: null, language: null },
    openedAt: ctx.now,
  })
  const found = menu.options.filter(({ form }) => form === 'written').flatMap((option) => writtenDraft(table, option))
  return found.toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0] ?? null
}
