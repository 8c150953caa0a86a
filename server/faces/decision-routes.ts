import type { FastifyInstance } from 'fastify'
import { rejection } from '#contract/cases.ts'
import { rate } from '#contract/feedback.ts'
import { byId } from '#contract/wire.ts'
import { acceptCase, findListed, rejectCase, withdrawCase } from '#cases'
import { rateCase } from '#feedback'
import type { Context } from '#platform/context.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { caseRow } from './case-view.ts'

/** Only the customer decides; a key may carry their word, and history says so. */
export function decisionRoutes(app: FastifyInstance, kept: Kept): void {
  const { put } = routesOf(app, kept)

  put(
    '/api/v1/cases/:id/acceptance',
    { may: 'agent', does: 'Carry the word of the customer: it is done', params: byId },
    async (ctx, { params }) => {
      await acceptCase(ctx, params.id)
      return caseRow(ctx, params.id)
    },
  )
  put(
    '/api/v1/cases/:id/rejection',
    { may: 'agent', does: 'Carry the word of the customer: the answer does not do', params: byId, body: rejection },
    async (ctx, { params, body }) => {
      await rejectOnTheirWord(ctx, params.id, body.text)
      return caseRow(ctx, params.id)
    },
  )
  put(
    '/api/v1/cases/:id/withdrawal',
    { may: 'agent', does: 'Carry the word of the customer: no longer needed', params: byId },
    async (ctx, { params }) => {
      await withdrawCase(ctx, params.id)
      return caseRow(ctx, params.id)
    },
  )
  put(
    '/api/v1/cases/:id/rating',
    { may: 'agent', does: 'Carry the mark of the customer', params: byId, body: rate },
    (ctx, { params, body }) => rateCase(ctx, { caseId: params.id, ...body, text: body.text ?? null }),
  )
}

async function rejectOnTheirWord(ctx: Context, caseId: string, text: string | undefined): Promise<void> {
  const it = await findListed(ctx, caseId)
  await rejectCase(ctx, { caseId, text, from: { name: it.customerName, address: it.customerEmail ?? '' } })
}
