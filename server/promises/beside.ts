import { findCase, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { lockedLoad, lockTeamAndCase, presentLoad } from './load.ts'
import { tableFor, wishOf } from './offering.ts'
import type { Subject } from './quoting.ts'
import { menuOf } from './option.ts'
import type { Workload } from './rules/feasibility.ts'
import { draftsBeside, dueDraft, type Draft } from './rules/menu.ts'
import { quotedOptions } from './rules/proposal.ts'
import * as store from './store.ts'
import { take, termsOf } from './taking.ts'

/** The forms a promise beside the answer has. */
export type FormBeside = 'update' | 'resolution' | 'escalation'

/** What could be promised beside the answer now; null where nothing can. Changes nothing. */
export async function quoteBeside(ctx: Context, caseId: string, form: FormBeside): Promise<Draft | null> {
  const it = await findCase(ctx, caseId)
  const { calendar } = await menuOf(ctx, it.teamId)
  return soonest(ctx, it, form, await presentLoad(ctx, it.teamId, calendar, { caseId, track: form }))
}

/**
 * Begins a promise beside the answer, unless one of its form runs already: then that one is returned. `heard` is said before anything is
 * promised. Null where the menu has nothing of the kind or the team cannot.
 */
export async function takeBeside(
  ctx: Context,
  caseId: string,
  form: FormBeside,
  heard: (it: Case) => Promise<void>,
  at?: Date,
): Promise<store.PromiseRow | null> {
  const it = await lockTeamAndCase(ctx, caseId)
  const { teamId } = it
  const { calendar } = await menuOf(ctx, teamId)
  await heard(it)
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  const running = await store.lockRunning(ctx.db, caseId, form)
  if (running) return running
  const draft = await soonest(ctx, it, form, await lockedLoad(ctx, teamId, calendar, { caseId, track: form }))
  if (!draft) return null
  const dueAtMs = at ? Math.max(at.getTime(), draft.dueAtMs) : draft.dueAtMs
  return take(ctx, it, termsOf({ ...draft, dueAtMs }, teamId), { by: 'customer', reason: null })
}

/** The menu's own entry for it; where there is none, word and a lead's answer come at the level of the shortest written answer. */
async function soonest(ctx: Context, it: Case, form: FormBeside, workload: Workload): Promise<Draft | null> {
  const [menu, wish] = [await menuOf(ctx, it.teamId), await wishOf(ctx, it)]
  const asked = { ...wish, subject: subjectOf(ctx, it, form), customer: { ...wish.customer, phone: null } }
  const table = await tableFor(ctx, menu, workload, asked, [form, 'written'])
  const [own] = draftsBeside(table, form)
  if (own || form === 'resolution') return own ?? null
  const [shortest] = quotedOptions(table)
  const draft = shortest && dueDraft(table, { ...shortest.option, form })
  return draft ?? null
}

/** Word and a lead's answer are counted from now, the end of the matter from its opening. */
const subjectOf = (ctx: Context, it: Case, form: FormBeside): Subject => (form === 'resolution' ? it : { ...it, openedAt: ctx.now })
