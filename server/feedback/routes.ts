import type { FastifyInstance } from 'fastify'
import { importance, response } from '#contract/feedback.ts'
import { listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { importances } from './importance.ts'
import * as store from './store.ts'

export function feedbackRoutes(app: FastifyInstance, kept: Kept): void {
  const { get } = routesOf(app, kept)
  get(
    '/api/v1/importance',
    { may: 'agent', does: 'What the customers of each product say matters most, and how soon they need it', answers: listOf(importance) },
    async (ctx) => ({ items: await importances(ctx), nextCursor: null }),
  )
  get('/api/v1/responses', { may: 'manager', does: 'What customers said lately', answers: listOf(response) }, async (ctx) => ({
    items: await store.newest(ctx.db, 200),
    nextCursor: null,
  }))
}
