import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { findCase } from './finding.ts'
import * as messages from './message-store.ts'

const presentForMs = 45_000

/** Keeps what a person has typed so far, whatever happens to their browser; empty text forgets it. */
export async function saveDraft(
  ctx: Context,
  { caseId, text, as }: { caseId: string; text: string; as: 'answer' | 'update' | 'note' },
): Promise<{ savedAt: Date }> {
  await findCase(ctx, caseId)
  const me = person(ctx)
  if (text.trim()) await messages.saveDraft(ctx.db, caseId, me, as, text, ctx.now)
  else await messages.deleteDraft(ctx.db, caseId, me)
  return { savedAt: ctx.now }
}

/** What this person had typed, or null. */
export const readDraft = async (ctx: Context, caseId: string) =>
  ctx.actor.kind === 'staff' ? messages.draftOf(ctx.db, caseId, ctx.actor.id) : null

/** Says that a person looks at a case or writes in it. */
export async function setPresence(ctx: Context, { caseId, doing }: { caseId: string; doing: 'viewing' | 'writing' }): Promise<void> {
  await findCase(ctx, caseId)
  await messages.setPresence(ctx.db, caseId, person(ctx), doing, ctx.now)
}

/** Who else is on a case now. */
export async function presentOn(ctx: Context, caseId: string) {
  const everyone = await messages.presentOn(ctx.db, caseId, new Date(ctx.now.getTime() - presentForMs))
  return everyone.filter(({ staffId }) => !('id' in ctx.actor) || staffId !== ctx.actor.id)
}

function person(ctx: Context): string {
  return ctx.actor.kind === 'staff' ? ctx.actor.id : refuse('forbidden')
}
