import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { RoleName } from '#contract/people.ts'
import type { Actor, Context } from '../context.ts'
import { change, look, type Kept } from '../kept.ts'
import { refuse } from '../refusal.ts'
import { once } from './idempotency.ts'
import { languageOf } from './language.ts'

/** Who may knock: anyone, or staff and keys of at least a role. What they may do with a thing, the verb decides. */
export type Access = 'anyone' | RoleName

type Given<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined

export interface Wish<Params, Query, Body> {
  params: Given<Params>
  query: Given<Query>
  body: Given<Body>
  request: FastifyRequest
  reply: FastifyReply
}

interface RouteShape<Params, Query, Body> {
  may: Access
  /** One sentence for the reference. */
  does: string
  params?: Params
  query?: Query
  body?: Body
  answers?: z.ZodType
  status?: number
  /** The answer holds a secret that is shown once; where it is kept for repetitions, it rests sealed. */
  secret?: true
}

type Register = <Params extends z.ZodType | undefined, Query extends z.ZodType | undefined, Body extends z.ZodType | undefined>(
  path: string,
  shape: RouteShape<Params, Query, Body>,
  verb: (ctx: Context, wish: Wish<Params, Query, Body>) => Promise<unknown>,
) => void

export interface Routes {
  get: Register
  post: Register
  put: Register
  patch: Register
  delete: Register
}

const rank: Record<RoleName, number> = { agent: 1, lead: 2, manager: 3, admin: 4 }

/** The body of a request that says all in its address: none, or an empty object. */
export const nothing = z.strictObject({}).nullish()

/** The JSON routes of a room: parse, one verb, answer. GET looks; everything else is one transaction, at most once per Idempotency-Key. */
export function routesOf(app: FastifyInstance, kept: Kept): Routes {
  const register =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Register =>
    (path, shape, verb) => {
      const handler = method === 'GET' ? looking : changing
      const schema = {
        summary: shape.does,
        ...(shape.params && { params: shape.params }),
        ...(shape.query && { querystring: shape.query }),
        ...(method !== 'GET' && { body: shape.body ?? nothing }),
        ...(shape.answers && { response: { [shape.status ?? 200]: shape.answers } }),
      }
      app.route({
        method,
        url: path,
        schema,
        config: { may: shape.may },
        handler: (request, reply) => handler(kept, shape, request, reply, (ctx) => verb(ctx, wishOf(request, reply) as never)),
      })
    }
  return { get: register('GET'), post: register('POST'), put: register('PUT'), patch: register('PATCH'), delete: register('DELETE') }
}

/** Refuses who may not knock at a route; nobody is told whether the thing behind it exists. */
export function guard(actor: Actor, may: Access | undefined): void {
  if (!may || may === 'anyone') return
  if (actor.kind !== 'staff' && actor.kind !== 'key') refuse('unauthorised')
  if (rank[actor.role] < rank[may]) refuse('forbidden', { role: may })
}

function wishOf(request: FastifyRequest, reply: FastifyReply) {
  return { params: request.params, query: request.query, body: request.body, request, reply }
}

type Handle = (
  kept: Kept,
  shape: { status?: number; secret?: true },
  request: FastifyRequest,
  reply: FastifyReply,
  verb: (ctx: Context) => Promise<unknown>,
) => Promise<unknown>

const looking: Handle = async (kept, { status = 200 }, request, reply, verb) => {
  const value = await look(kept, request.actor, languageOf(request), verb)
  return reply.sent || value === reply ? reply : reply.status(status).send(value)
}

const changing: Handle = async (kept, { status = 200, secret }, request, reply, verb) => {
  const key = request.headers['idempotency-key']
  const language = languageOf(request)
  if (typeof key !== 'string') {
    const value = await change(kept, request.actor, language, verb)
    return value === undefined ? reply.status(204).send() : reply.status(status).send(value)
  }
  const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body)}`
  const answer = await change(kept, request.actor, language, (ctx) =>
    once(ctx.db, ctx.actor, ctx.now, key, asked, async () => answerOf(status, await verb(ctx)), secret && kept.house.secretKey),
  )
  return reply
    .status(answer.status)
    .header('idempotent-replayed', String(answer.replayed))
    .type('application/json; charset=utf-8')
    .send(answer.body)
}

const answerOf = (status: number, value: unknown) =>
  value === undefined ? { status: 204, body: '' } : { status, body: JSON.stringify(value) }
