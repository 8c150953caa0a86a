import type { FastifyInstance } from 'fastify'
import {
  agreement,
  counterAgreement as counterShape,
  declineAgreement as declineShape,
  endAgreement as endShape,
  listAgreements as listShape,
  newAgreement,
  signAgreement as signShape,
} from '#contract/agreements.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { findAgreement, listAgreements } from './agreement.ts'
import { counterAgreement, declineAgreement, endAgreement, proposeAgreement, signAgreement } from './negotiation.ts'

/** Standing levels and what is said of them, under /api/v1; the customer's pages call the same verbs. */
export function agreementRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  get(
    '/api/v1/agreements',
    { may: 'agent', does: 'Agreements, of all or of one organisation or customer', query: listShape, answers: listOf(agreement) },
    (ctx, { query }) => listAgreements(ctx, query),
  )
  post(
    '/api/v1/agreements',
    {
      may: 'lead',
      does: 'Propose a standing level; who proposes and may sign has signed',
      body: newAgreement,
      answers: agreement,
      status: 201,
    },
    async (ctx, { body }) => findAgreement(ctx, await proposeAgreement(ctx, body)),
  )
  get(
    '/api/v1/agreements/:id',
    { may: 'agent', does: 'An agreement with all its versions', params: byId, answers: agreement },
    (ctx, { params }) => findAgreement(ctx, params.id),
  )
  post(
    '/api/v1/agreements/:id/versions',
    {
      may: 'lead',
      does: 'Propose other terms in answer to the newest version',
      params: byId,
      body: counterShape,
      answers: agreement,
      status: 201,
    },
    async (ctx, { params, body }) => {
      await counterAgreement(ctx, params.id, body)
      return findAgreement(ctx, params.id)
    },
  )
  put(
    '/api/v1/agreements/:id/signature',
    { may: 'lead', does: 'Sign the version that waits, for the company; a person does', params: byId, body: signShape, answers: agreement },
    async (ctx, { params, body }) => {
      await signAgreement(ctx, params.id, body.version)
      return findAgreement(ctx, params.id)
    },
  )
  put(
    '/api/v1/agreements/:id/rejection',
    { may: 'lead', does: 'Decline the version that waits, or take it back', params: byId, body: declineShape, answers: agreement },
    async (ctx, { params, body }) => {
      await declineAgreement(ctx, params.id, body)
      return findAgreement(ctx, params.id)
    },
  )
  put(
    '/api/v1/agreements/:id/end',
    { may: 'lead', does: 'End what is signed or in force, after the agreed notice', params: byId, body: endShape, answers: agreement },
    async (ctx, { params, body }) => {
      await endAgreement(ctx, params.id, body)
      return findAgreement(ctx, params.id)
    },
  )
}
