import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  changeCharterTexts as textsShape,
  charterVersion,
  deskCharter as deskShape,
  publicCharter,
  publishCharter as publishShape,
} from '#contract/charter.ts'
import { language, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { found } from '#platform/refusal.ts'
import { changeCharterTexts, publishCharter } from './charter.ts'
import { deskCharter, listCharters, readCharter } from './charter-reading.ts'

const whichVersion = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000).optional(), lang: language.optional() })

/** The charter: for programs of anybody, and for the desk what would become public. */
export function charterRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  get(
    '/charter.json',
    { may: 'anyone', does: 'The charter as it is public now, or a version of it', query: whichVersion, answers: publicCharter },
    async (ctx, { query, reply }) => {
      reply.header('cache-control', 'public, max-age=60').header('vary', 'accept-language, cookie').header('x-robots-tag', 'all')
      reply.header('content-language', ctx.t.language).header('cross-origin-resource-policy', 'cross-origin')
      return readCharter(ctx, kept.house.baseUrl, query.version)
    },
  )
  get(
    '/api/v1/charter',
    { may: 'agent', does: 'What the charter says, and what the menu and the texts would change in it', answers: deskShape },
    (ctx) => deskCharter(ctx),
  )
  get(
    '/api/v1/charter/versions',
    { may: 'agent', does: 'The versions of the charter, newest first, at most fifty', answers: listOf(charterVersion) },
    async (ctx) => ({ items: await listCharters(ctx), nextCursor: null }),
  )
  post(
    '/api/v1/charter/versions',
    {
      may: 'manager',
      does: 'Publish what was seen as the next version, with why it changed',
      body: publishShape,
      answers: charterVersion,
      status: 201,
    },
    async (ctx, { body }) => {
      const version = await publishCharter(ctx, body)
      return found((await listCharters(ctx)).find((one) => one.version === version))
    },
  )
  put(
    '/api/v1/charter/texts',
    { may: 'manager', does: 'Write the company’s own words for the next version', body: textsShape },
    (ctx, { body }) => changeCharterTexts(ctx, body),
  )
}
