import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  capacity,
  changeOption as changeShape,
  companyRecord as recordShape,
  newOption,
  option,
  optionPreview,
  previewOption as previewShape,
  setCapacity as capacityShape,
} from '#contract/promises.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { addOption, changeOption, listCapacities, listOptions, setCapacity } from './option.ts'
import { previewOption } from './preview.ts'
import { companyRecord } from './record.ts'

const weeks = z.strictObject({ weeks: z.coerce.number().int().min(1).max(52).default(8) })

/** What promises are made from, and how they were kept: the menu, what teams can give, and the record. */
export function menuRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  get('/api/v1/service-options', { may: 'agent', does: 'The menu promises are offered from', answers: listOf(option) }, async (ctx) => ({
    items: await listOptions(ctx),
    nextCursor: null,
  }))
  post(
    '/api/v1/service-options',
    { may: 'manager', does: 'Add an entry to the menu', body: newOption, answers: listOf(option), status: 201 },
    async (ctx, { body }) => {
      const id = await addOption(ctx, body)
      return { items: (await listOptions(ctx)).filter((one) => one.id === id), nextCursor: null }
    },
  )
  put(
    '/api/v1/service-options/:id',
    { may: 'manager', does: 'Change an entry of the menu; promises that were given from it stand', params: byId, body: changeShape },
    (ctx, { params, body }) => changeOption(ctx, { ...body, id: params.id }),
  )
  post(
    '/api/v1/service-options/previews',
    {
      may: 'manager',
      does: 'What an entry would be worth as it is written: kept in the past, possible at each level, offered now',
      body: previewShape,
      answers: optionPreview,
    },
    (ctx, { body }) => previewOption(ctx, body),
  )
  get(
    '/api/v1/capacities',
    { may: 'agent', does: 'How many written answers each team can give in an hour', answers: listOf(capacity) },
    async (ctx) => ({
      items: await listCapacities(ctx),
      nextCursor: null,
    }),
  )
  put(
    '/api/v1/teams/:id/capacity',
    {
      may: 'manager',
      does: 'Say how many written answers a team can give in an hour with everybody there',
      params: byId,
      body: capacityShape,
    },
    (ctx, { params, body }) => setCapacity(ctx, { teamId: params.id, ...body }),
  )
  get(
    '/api/v1/record',
    { may: 'agent', does: 'How well the company and each team kept their word, by week', query: weeks, answers: recordShape },
    (ctx, { query }) => companyRecord(ctx, query.weeks),
  )
}
