import type { FastifyInstance } from 'fastify'
import {
  acceptOffer as acceptOfferShape,
  askFeasibility,
  explanation,
  feasibility,
  freshOffers as freshOffersShape,
  offer,
  overbooking,
  promise,
  promiseBeside,
} from '#contract/promises.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { acceptOffer } from './acceptance.ts'
import { explainOffer, explainPromise } from './explanation.ts'
import { promiseExtra } from './extra.ts'
import { feasibilityOf } from './feasibility.ts'
import { freshOffers, offerAt } from './offering.ts'
import { overbook } from './proposal.ts'
import { viewOffers, viewRow as view } from './reading.ts'

/** What can be promised on a case, and how it comes to be promised. */
export function offerRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  post(
    '/api/v1/cases/:id/offers',
    {
      may: 'agent',
      does: 'Quote afresh what can be promised on a case now, or a named time; nothing is held',
      params: byId,
      body: freshOffersShape,
      answers: listOf(offer),
      status: 201,
    },
    async (ctx, { params, body }) => {
      const rows = body?.at ? await offerAt(ctx, params.id, { form: body.form, at: new Date(body.at) }) : await freshOffers(ctx, params.id)
      return { items: await viewOffers(ctx, rows), nextCursor: null }
    },
  )
  get(
    '/api/v1/offers/:id/explanation',
    { may: 'agent', does: 'Why this was offered: a sentence with its numbers', params: byId, answers: explanation },
    (ctx, { params }) => explainOffer(ctx, params.id),
  )
  get(
    '/api/v1/promises/:id/explanation',
    { may: 'agent', does: 'Why this was promised: a sentence with its numbers', params: byId, answers: explanation },
    (ctx, { params }) => explainPromise(ctx, params.id),
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
}

const extras = [
  ['updates', 'update', 'Promise word of how it stands, beside the answer'],
  ['resolutions', 'resolution', 'Promise that the matter is settled, beside the answer'],
] as const
