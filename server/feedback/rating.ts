import type { Response } from '#contract/feedback.ts'
import { findCase, mayDecide } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, refuse } from '#platform/refusal.ts'
import * as store from './store.ts'

/** The customer says how it was: one to five, with words if they like, once the case has been answered or ended. Saying it again corrects it. */
export async function rateCase(
  ctx: Context,
  { caseId, score, text }: { caseId: string; score: number; text: string | null },
): Promise<Response> {
  const it = await findCase(ctx, caseId)
  allow(mayDecide(ctx.actor, it))
  if (it.state === 'open' || it.state === 'set_aside') refuse('feedback.not_yet')
  const response = { caseId, score, text: text?.trim() || null, createdAt: ctx.now }
  await store.saveResponse(ctx.db, { ...response, id: newId('response', ctx), customerId: it.customerId })
  await ctx.tell('feedback.given', { caseId, score, words: response.text !== null })
  return response
}

const mostRatings = 500

/** How customers found some cases in a span, newest first, five hundred at most; the caller has found the cases. */
export const ratingsOf = (ctx: Context, caseIds: readonly string[], span: { from: Date; to: Date }): Promise<Response[]> =>
  caseIds.length ? store.responsesOf(ctx.db, caseIds, span, mostRatings) : Promise.resolve([])

/** How the customer found a case, or null; the caller has found the case. */
export const ratingOf = (ctx: Context, caseId: string): Promise<Response | null> => store.responseOf(ctx.db, caseId)
