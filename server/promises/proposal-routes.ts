import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { promise, proposal } from '#contract/promises.ts'
import { byId } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { askLead, propose } from './proposal.ts'
import { viewOffers, viewRow as view } from './reading.ts'

/** What a customer would rather have, and a lead for what a clock cannot promise. */
export function proposalRoutes(app: FastifyInstance, kept: Kept): void {
  const { post } = routesOf(app, kept)
  post(
    '/api/v1/cases/:id/proposals',
    {
      may: 'agent',
      does: 'Propose a time, picked or in words: promised if it can be kept, else countered with the nearest offers, or sent to a lead',
      params: byId,
      body: proposal,
      status: 201,
    },
    async (ctx, { params, body }) => {
      const { form, at, words } = body
      const heard = await propose(ctx, { caseId: params.id, form, words, at: at ? new Date(at) : undefined })
      return {
        promise: heard.promise && (await view(ctx, heard.promise)),
        lead: heard.lead && (await view(ctx, heard.lead)),
        offers: { items: await viewOffers(ctx, heard.offers), nextCursor: null },
      }
    },
  )
  post(
    '/api/v1/cases/:id/proposals/lead',
    {
      may: 'agent',
      does: 'Send the proposal that was countered last to a lead, whose answer is promised',
      params: byId,
      answers: z.object({ lead: promise.nullable() }),
      status: 201,
    },
    async (ctx, { params }) => {
      const lead = await askLead(ctx, params.id)
      return { lead: lead && (await view(ctx, lead)) }
    },
  )
}
