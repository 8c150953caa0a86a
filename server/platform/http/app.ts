import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import type { Actor } from '../context.ts'
import type { Kept } from '../kept.ts'
import { refuse } from '../refusal.ts'
import { safeHeaders } from './headers.ts'
import { answerProblems, type ProblemPage } from './problem.ts'
import { guard, nothing, type Access } from './routes.ts'
import { answerBadAddress, answerBytes } from './unread.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
  interface FastifyContextConfig {
    may?: Access
  }
  interface FastifyInstance {
    /** Every route of the running server, as `METHOD /path`, in the order of registration: what the tests of access walk. */
    knownRoutes: readonly KnownRoute[]
  }
}

export interface KnownRoute {
  method: string
  url: string
  may: Access | undefined
  /** The JSON schema library's shape of the body, where there is one. */
  body: unknown
}

export interface Edge {
  /** Who is behind a request, by its session cookie or its key. */
  identify: (request: FastifyRequest) => Promise<Actor>
  problemPage: ProblemPage
  version: string
}

/** The HTTP server without its rooms: shapes checked at the edge, one identity, one error answer, safe headers on everything. */
export async function openApp(kept: Kept, edge: Edge): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 1_000_000,
    requestIdHeader: false,
    genReqId: () => kept.random.bytes(8).toString('hex'),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    // Node would answer a request without a Host by itself, without our headers.
    http: { requireHostHeader: false },
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBytes,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  app.decorateRequest('actor')
  rememberRoutes(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 600_000 })
  await app.register(multipart, { limits: { fileSize: 25_000_000, files: 10, fields: 60, fieldSize: 300_000, parts: 80 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kept', version: edge.version, description: 'Cases, messages, offers and promises of a Kept desk.' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key made by `npx kept api-key create`.' } } },
      security: [{ key: [] }],
    },
    // A body that must be empty is no part of the reference.
    transform: (route) =>
      jsonSchemaTransform(route.schema?.body === nothing ? { ...route, schema: { ...route.schema, body: undefined } } : route),
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders)
    reply.header('x-request-id', request.id)
  })
  app.addHook('preValidation', async (request) => {
    request.actor = await edge.identify(request)
    if (changes(request) && request.actor.kind !== 'key') onlyFromHere(request, kept.house.baseUrl)
    guard(request.actor, request.routeOptions.config.may)
  })
  answerProblems(app, kept, edge.problemPage)
  return app
}

function rememberRoutes(app: FastifyInstance): void {
  const known: KnownRoute[] = []
  app.decorate('knownRoutes', known)
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    for (const one of [method].flat()) known.push({ method: one, url, may: config?.may, body: schema?.body })
  })
}

function changes({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
}

/** Cookies travel with requests that other sites start: those are refused by what every browser says about where a request began. */
function onlyFromHere(request: FastifyRequest, baseUrl: string): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') refuse('request.foreign_origin')
  const { origin } = request.headers
  if (origin && origin !== 'null' && origin !== new URL(baseUrl).origin && origin !== `http://${request.headers.host}`)
    refuse('request.foreign_origin')
}
