import type { FastifyInstance } from 'fastify'
import { change, demand, demandQuery, demandSummary as summaryShape, demandSummaryQuery, newChange } from '#contract/demands.ts'
import { listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { listChanges, recordChange } from './change.ts'
import { demandSummary, listDemands } from './demand.ts'

/** What customers asked for that was not offered, and what was changed because of it. */
export function demandRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post } = routesOf(app, kept)
  get(
    '/api/v1/demands/summary',
    {
      may: 'manager',
      does: 'What customers proposed, in groups, most people first: time bands, paces, people, places, languages',
      query: demandSummaryQuery,
      answers: summaryShape,
    },
    (ctx, { query }) => demandSummary(ctx, query),
  )
  get(
    '/api/v1/demands',
    { may: 'manager', does: 'Who proposed what, latest first, of one group or of all', query: demandQuery, answers: listOf(demand) },
    (ctx, { query }) => listDemands(ctx, query),
  )
  get('/api/v1/changes', { may: 'agent', does: 'What was changed because customers asked', answers: listOf(change) }, async (ctx) => ({
    items: await listChanges(ctx),
    nextCursor: null,
  }))
  post(
    '/api/v1/changes',
    {
      may: 'manager',
      does: 'Say what was changed for a group: everyone who asked and has not been told is told once, in their language',
      body: newChange,
      answers: change,
      status: 201,
    },
    (ctx, { body }) => recordChange(ctx, body),
  )
}
