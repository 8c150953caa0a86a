import type { FastifyInstance } from 'fastify'
import {
  askMove,
  moveRequest,
  movePromise as moveShape,
  pausePromise as pauseShape,
  promise,
  recordAttempt as attemptShape,
} from '#contract/promises.ts'
import { byId } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { movePromise } from './acceptance.ts'
import { agreementRoutes } from './agreement-routes.ts'
import { recordAttempt } from './call.ts'
import { agreeToMove, askToMove, declineMove } from './move-request.ts'
import { expectationRoutes } from './expectation-routes.ts'
import { demandRoutes } from './demand-routes.ts'
import { charterRoutes } from './charter-routes.ts'
import { menuRoutes } from './menu-routes.ts'
import { offerRoutes } from './offer-routes.ts'
import { pausePromise, resumePromise } from './pause.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { moveRequestView, viewRow as view } from './reading.ts'
import { releasePromise } from './release.ts'

/** The nouns of promises under /api/v1, for staff and keys; the customer's page calls the same verbs. */
export function promisesRoutes(app: FastifyInstance, kept: Kept): void {
  const { post, put, delete: remove } = routesOf(app, kept)
  menuRoutes(app, kept)
  offerRoutes(app, kept)
  expectationRoutes(app, kept)
  proposalRoutes(app, kept)
  demandRoutes(app, kept)
  charterRoutes(app, kept)
  agreementRoutes(app, kept)
  post(
    '/api/v1/promises/:id/moves',
    {
      may: 'agent',
      does: 'Move a running promise to an offered time; ours needs a reason the customer can read, and their consent',
      params: byId,
      body: moveShape,
      answers: promise,
      status: 201,
    },
    async (ctx, { params, body }) => view(ctx, await movePromise(ctx, { promiseId: params.id, ...body })),
  )
  post(
    '/api/v1/promises/:id/move-requests',
    {
      may: 'agent',
      does: 'Ask the customer to agree to another time; the old one stands until they do',
      params: byId,
      body: askMove,
      answers: moveRequest,
      status: 201,
    },
    async (ctx, { params, body }) => moveRequestView(ctx, await askToMove(ctx, { promiseId: params.id, ...body })),
  )
  put(
    '/api/v1/move-requests/:id/acceptance',
    { may: 'agent', does: 'Agree to a move on the customer’s word (keys)', params: byId },
    (ctx, { params }) => agreeToMove(ctx, params.id),
  )
  remove('/api/v1/move-requests/:id', { may: 'agent', does: 'Take back what was asked of the customer', params: byId }, (ctx, { params }) =>
    declineMove(ctx, params.id),
  )
  put(
    '/api/v1/promises/:id/pause',
    { may: 'agent', does: 'Stop the clock while the ball is with the customer', params: byId, body: pauseShape, answers: promise },
    async (ctx, { params, body }) => view(ctx, await pausePromise(ctx, { promiseId: params.id, for: body.for })),
  )
  remove(
    '/api/v1/promises/:id/pause',
    { may: 'agent', does: 'Let the clock go on; due later by the working time it stood', params: byId, answers: promise },
    async (ctx, { params }) => view(ctx, await resumePromise(ctx, params.id)),
  )
  put(
    '/api/v1/promises/:id/release',
    { may: 'agent', does: 'Let a promise go that the customer needs no longer', params: byId, answers: promise },
    async (ctx, { params }) => view(ctx, await releasePromise(ctx, params.id)),
  )
  post(
    '/api/v1/promises/:id/attempts',
    {
      may: 'agent',
      does: 'Record that somebody dialled, and what came of it',
      params: byId,
      body: attemptShape,
      answers: promise,
      status: 201,
    },
    async (ctx, { params, body }) => view(ctx, await recordAttempt(ctx, { promiseId: params.id, outcome: body.outcome })),
  )
}
