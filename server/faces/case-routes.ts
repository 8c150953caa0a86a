import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  caseList,
  changeCase as changeShape,
  changeOwner,
  listCases as listShape,
  openCase as openShape,
  setAside as setAsideShape,
} from '#contract/cases.ts'
import { caseView as caseViewShape, counts, openedCase } from '#contract/faces.ts'
import { byId, id } from '#contract/wire.ts'
import { caseRowView, changeCase, claimCase, countCases, handOver, listCases, markRead, setAside, takeBack, unclaimCase } from '#cases'
import { openByApi } from '#channels'
import { routesOf } from '#platform/http/routes.ts'
import { system } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { caseRow, caseView, openedView } from './case-view.ts'

const idOrNumber = z.strictObject({ id: z.union([id, z.string().regex(/^[Kk]-?\d{1,9}$/)]) })

/** The routes of a case for desk and API: nouns, one verb each. */
export function caseRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, patch, delete: remove } = routesOf(app, kept)
  const { house } = kept

  get(
    '/api/v1/cases',
    { may: 'agent', does: 'Cases by danger of their promises, filtered or searched', query: listShape, answers: caseList },
    async (ctx, { query }) => {
      const { items, nextCursor } = await listCases(ctx, query)
      return { items: items.map(caseRowView), nextCursor }
    },
  )
  get('/api/v1/cases/counts', { may: 'agent', does: 'How many cases each part of the inbox holds', answers: counts }, (ctx) =>
    countCases(ctx),
  )
  post(
    '/api/v1/cases',
    { may: 'agent', does: 'Open a case; the customer is answered at once', body: openShape, answers: openedCase, status: 201 },
    async (ctx, { body }) => openedView(ctx, house, await openByApi(ctx, house, body)),
  )
  get(
    '/api/v1/cases/:id',
    { may: 'agent', does: 'A case with messages, offers, promises and history', params: idOrNumber, answers: caseViewShape },
    async (ctx, { params }) => {
      const view = await caseView(ctx, house, params.id)
      if (view.unread && ctx.actor.kind === 'staff') await markRead(ctx, view.id)
      return view
    },
  )
  patch(
    '/api/v1/cases/:id',
    { may: 'agent', does: 'Change kind, topic, product or project', params: byId, body: changeShape },
    async (ctx, { params, body }) => {
      await changeCase(ctx, { caseId: params.id, ...body })
      return caseRow(ctx, params.id)
    },
  )

  put(
    '/api/v1/cases/:id/claim',
    { may: 'agent', does: 'Claim a case; whoever comes second is told who has it', params: byId },
    async (ctx, { params }) => {
      await claimCase(ctx, params.id)
      return caseRow(ctx, params.id)
    },
  )
  remove('/api/v1/cases/:id/claim', { may: 'agent', does: 'Give a case back to its queue', params: byId }, (ctx, { params }) =>
    unclaimCase(ctx, params.id),
  )
  put(
    '/api/v1/cases/:id/owner',
    { may: 'agent', does: 'Hand a case to a person or a team', params: byId, body: changeOwner },
    async (ctx, { params, body }) => {
      await handOver(ctx, { caseId: params.id, to: body.owner, version: body.version })
      // Whoever hands a case to another team may no longer see it, and still learns what became of their request.
      return caseRow({ ...ctx, actor: system }, params.id)
    },
  )

  put(
    '/api/v1/cases/:id/set-aside',
    { may: 'agent', does: 'Say that this is not a case; reversible, nobody is mailed', params: byId, body: setAsideShape },
    async (ctx, { params, body }) => {
      await setAside(ctx, { caseId: params.id, reason: body.reason ?? '' })
      return caseRow(ctx, params.id)
    },
  )
  remove('/api/v1/cases/:id/set-aside', { may: 'agent', does: 'Take a case back', params: byId }, (ctx, { params }) =>
    takeBack(ctx, params.id),
  )
}
