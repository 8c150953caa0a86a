import type { FastifyInstance } from 'fastify'
import { expectation, expectationsBy, expectationSum, ownView } from '#contract/expectations.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { stateExpectation, sumExpectations } from './expectation.ts'

const quarterMs = 91 * 86_400_000

/** What customers expect, and the gap to what we can, under /api/v1. */
export function expectationRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, put } = routesOf(app, kept)
  put(
    '/api/v1/cases/:id/expectation',
    { may: 'agent', does: "Write down the customer's own view; answers with the gap", params: byId, body: ownView, answers: expectation },
    async (ctx, { params, body }) => {
      const { expectedBy, expectedForm: form, ...view } = body
      const by = typeof expectedBy === 'string' ? new Date(expectedBy) : expectedBy
      return stateExpectation(ctx, { caseId: params.id, by, form, ...view })
    },
  )
  get(
    '/api/v1/expectations/summary',
    {
      may: 'manager',
      does: 'Expectations of the last quarter or a period, by team, product or organisation',
      query: expectationsBy,
      answers: listOf(expectationSum),
    },
    async (ctx, { query }) => {
      const to = query.to ? new Date(query.to) : ctx.now
      const from = query.from ? new Date(query.from) : new Date(to.getTime() - quarterMs)
      return { items: await sumExpectations(ctx, { by: query.by, from, to }), nextCursor: null }
    },
  )
}
