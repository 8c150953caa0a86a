import type { FastifyInstance } from 'fastify'
import { balance, review, span } from '#contract/review.ts'
import { byId } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { balanceOf } from './balance.ts'
import { reviewOf } from './review.ts'

/** What was promised to an organisation and how it went, and what departments asked of each other. */
export function reviewRoutes(app: FastifyInstance, kept: Kept): void {
  const { get } = routesOf(app, kept)
  get(
    '/api/v1/organisations/:id/review',
    { may: 'agent', does: 'What was promised to an organisation in a span, and how it went', params: byId, query: span, answers: review },
    (ctx, { params, query }) =>
      reviewOf(ctx, { organisationId: params.id, from: new Date(query.from), to: new Date(query.to), zone: kept.house.shop.zone }),
  )
  get(
    '/api/v1/balance',
    { may: 'manager', does: 'What departments asked of each other, and how it was kept', query: span, answers: balance },
    (ctx, { query }) => balanceOf(ctx, { from: new Date(query.from), to: new Date(query.to) }),
  )
}
