import { hearWords } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow } from '#platform/refusal.ts'
import { quoteBeside, takeBeside } from './beside.ts'
import { mayEscalate } from './rules/may.ts'
import type { PromiseRow } from './store.ts'

/** By when a lead would answer if the customer escalated now; null where nothing can be promised. Changes nothing. */
export async function quoteEscalation(ctx: Context, caseId: string): Promise<Date | null> {
  const draft = await quoteBeside(ctx, caseId, 'escalation')
  return draft && new Date(draft.dueAtMs)
}

/**
 * Takes the customer's word that this is not going well: a lead's answer is promised for it, beside what runs. Said again while a lead's
 * answer is under way it changes nothing but is heard. Returns the lead's promise; null where none can be given.
 */
export async function escalate(ctx: Context, input: { caseId: string; reason: string; words: string }): Promise<PromiseRow | null> {
  return takeBeside(ctx, input.caseId, 'escalation', async () => {
    allow(mayEscalate(ctx.actor))
    await ctx.tell('promise.escalated', input)
    await hearWords(ctx, input.caseId, input.words)
  })
}
