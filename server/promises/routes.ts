import type { FastifyInstance } from 'fastify'
import {
  acceptOffer as acceptOfferShape,
  askFeasibility,
  feasibility,
  movePromise as moveShape,
  offer,
  overbooking,
  pausePromise as pauseShape,
  promise,
  promiseBeside,
  proposal,
  recordAttempt as attemptShape,
  type KeptPromise,
} from '#contract/promises.ts'
import { byId, listOf } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { found } from '#platform/refusal.ts'
import { acceptOffer, movePromise } from './acceptance.ts'
import { recordAttempt } from './call.ts'
import { feasibilityOf } from './feasibility.ts'
import { freshOffers } from './offering.ts'
import { menuRoutes } from './menu-routes.ts'
import { pausePromise, resumePromise } from './pause.ts'
import { promiseExtra } from './extra.ts'
import { overbook, propose } from './proposal.ts'
import { viewOffers, viewPromises } from './reading.ts'
import { releasePromise } from './release.ts'
import type { PromiseRow } from './store.ts'

/** The nouns of promises under /api/v1, for staff and keys; the customer's page calls the same verbs. */
export function promisesRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, delete: remove } = routesOf(app, kept)
  menuRoutes(app, kept)
  post(
    '/api/v1/cases/:id/offers',
    {
      may: 'agent',
      does: 'Quote afresh what can be promised on a case now; nothing is held',
      params: byId,
      answers: listOf(offer),
      status: 201,
    },
    async (ctx, { params }) => ({ items: await viewOffers(ctx, await freshOffers(ctx, params.id)), nextCursor: null }),
  )
  put(
    '/api/v1/offers/:id/acceptance',
    {
      may: 'agent',
      does: 'Accept an offer on the customer’s word; the same again answers the same promise',
      params: byId,
      body: acceptOfferShape,
      answers: promise,
    },
    async (ctx, { params, body }) => view(ctx, await acceptOffer(ctx, { offerId: params.id, phone: body.phone })),
  )
  get(
    '/api/v1/cases/:id/feasibility',
    {
      may: 'agent',
      does: 'Whether a time could be promised on a case now, and why not',
      params: byId,
      query: askFeasibility,
      answers: feasibility,
    },
    (ctx, { params, query }) => feasibilityOf(ctx, { caseId: params.id, form: query.form, at: new Date(query.at) }),
  )
  post(
    '/api/v1/cases/:id/proposals',
    {
      may: 'agent',
      does: 'Propose a time: promised if it can be kept, else countered with the nearest offers',
      params: byId,
      body: proposal,
      status: 201,
    },
    async (ctx, { params, body }) => {
      const heard = await propose(ctx, { caseId: params.id, form: body.form, at: new Date(body.at), words: body.words })
      return {
        promise: heard.promise && (await view(ctx, heard.promise)),
        offers: { items: await viewOffers(ctx, heard.offers), nextCursor: null },
      }
    },
  )
  post(
    '/api/v1/cases/:id/overbookings',
    {
      may: 'lead',
      does: 'Promise a time that the team cannot be shown to keep: a lead’s decision, recorded with its reason',
      params: byId,
      body: overbooking,
      answers: promise,
      status: 201,
    },
    async (ctx, { params, body }) => view(ctx, await overbook(ctx, { ...body, caseId: params.id, at: new Date(body.at) })),
  )
  for (const [noun, form, does] of extras)
    post(
      `/api/v1/cases/:id/${noun}`,
      { may: 'agent', does, params: byId, body: promiseBeside, answers: promise, status: 201 },
      async (ctx, { params, body }) =>
        view(ctx, await promiseExtra(ctx, { caseId: params.id, form, at: body.at ? new Date(body.at) : undefined })),
    )
  post(
    '/api/v1/promises/:id/moves',
    {
      may: 'agent',
      does: 'Move a running promise to an offered time; ours needs a reason the customer can read',
      params: byId,
      body: moveShape,
      answers: promise,
      status: 201,
    },
    async (ctx, { params, body }) => view(ctx, await movePromise(ctx, { promiseId: params.id, ...body })),
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

const extras = [
  ['updates', 'update', 'Promise word of how it stands, beside the answer'],
  ['resolutions', 'resolution', 'Promise that the matter is settled, beside the answer'],
] as const

async function view(ctx: Context, row: PromiseRow): Promise<KeptPromise> {
  return found((await viewPromises(ctx, [row]))[0])
}
