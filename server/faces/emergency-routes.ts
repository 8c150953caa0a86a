import type { FastifyInstance } from 'fastify'
import { confirmEmergency, emergencyOf, endEmergency, raiseEmergency } from '#cases'
import { endEmergency as endShape, raiseEmergency as raiseShape } from '#contract/emergency.ts'
import { promise, sendHelp as helpShape } from '#contract/promises.ts'
import { byId } from '#contract/wire.ts'
import { helpArrived, promisesOf, sendHelp } from '#promises'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { found } from '#platform/refusal.ts'

/** The emergency that stands on a case, and the help that was sent: what a person says of them. */
export function emergencyRoutes(app: FastifyInstance, kept: Kept): void {
  const { put } = routesOf(app, kept)
  put(
    '/api/v1/cases/:id/emergency',
    { may: 'agent', does: 'Say that a case is an emergency: it comes first', params: byId, body: raiseShape },
    async (ctx, { params, body }) => {
      await raiseEmergency(ctx, { caseId: params.id, ...body })
      return emergencyOf(ctx, params.id)
    },
  )
  put(
    '/api/v1/cases/:id/emergency/confirmation',
    { may: 'agent', does: 'Confirm an emergency (people)', params: byId },
    async (ctx, { params }) => {
      await confirmEmergency(ctx, params.id)
      return emergencyOf(ctx, params.id)
    },
  )
  put(
    '/api/v1/cases/:id/emergency/end',
    { may: 'agent', does: 'Say that it is no emergency, or that it is over (people)', params: byId, body: endShape },
    (ctx, { params, body }) => endEmergency(ctx, { caseId: params.id, ...body }),
  )
  put(
    '/api/v1/cases/:id/help',
    {
      may: 'agent',
      does: 'Send help: who comes and by when, promised to the customer; a new time needs a reason they can read',
      params: byId,
      body: helpShape,
      answers: promise,
    },
    async (ctx, { params, body }) => {
      const { id } = await sendHelp(ctx, { ...body, caseId: params.id, at: new Date(body.at) })
      return found((await promisesOf(ctx, params.id)).find((one) => one.id === id))
    },
  )
  put(
    '/api/v1/cases/:id/help/arrival',
    { may: 'agent', does: 'Say that help is there', params: byId },
    async (ctx, { params }) => void (await helpArrived(ctx, params.id)),
  )
}
