import type { AskedFor } from '#contract/expectations.ts'
import type { Response } from '#contract/feedback.ts'
import type { Matter } from '#contract/matters.ts'
import type { Pace } from '#contract/products.ts'
import { findCase, mayDecide } from '#cases'
import { sayAskedFor } from '#promises'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { weighProduct } from './importance.ts'
import * as store from './store.ts'

export interface RateCase {
  caseId: string
  score: number
  text: string | null
  /** Whether they got what they had asked for. */
  askedFor?: AskedFor | undefined
  /** What mattered most to them, and how soon they needed it: counted for the product the case is about. */
  matter?: Matter | null | undefined
  pace?: Pace | null | undefined
}

/** The customer says how it was: one to five, with more if they like, once the case has been answered or ended. Saying it again corrects it. */
export async function rateCase(ctx: Context, { caseId, score, text, askedFor, matter = null, pace = null }: RateCase): Promise<Response> {
  const it = await findCase(ctx, caseId)
  allow(mayDecide(ctx.actor, it))
  if (it.state === 'open' || it.state === 'set_aside') refuse('feedback.not_yet')
  const response = { caseId, score, text: text?.trim() || null, createdAt: ctx.now }
  const { customerId, productId } = it
  await store.saveResponse(ctx.db, { ...response, id: newId('response', ctx), customerId, productId, matter, pace })
  if (productId && pace) await weighProduct(ctx, productId)
  if (askedFor) await sayAskedFor(ctx, caseId, askedFor)
  await ctx.tell('feedback.given', { caseId, score, words: response.text !== null })
  return response
}

const mostRatings = 500

/** How customers found some cases, in a span or ever, newest first, five hundred at most; the caller has found the cases. */
export const ratingsOf = (ctx: Context, caseIds: readonly string[], span: { from: Date; to: Date } | null = null): Promise<Response[]> =>
  caseIds.length ? store.responsesOf(ctx.db, caseIds, span, mostRatings) : Promise.resolve([])

/** How the customer found a case, or null; the caller has found the case. */
export const ratingOf = (ctx: Context, caseId: string): Promise<Response | null> => store.responseOf(ctx.db, caseId)
