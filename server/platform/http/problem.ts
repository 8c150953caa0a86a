import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { refusals, type RefusalCode } from '#contract/refusals.ts'
import { Refusal } from '../refusal.ts'
import type { Kept } from '../kept.ts'
import { translator } from '../i18n/translate.ts'
import { languageOf } from './language.ts'

/** RFC 9457: what went wrong, in words the person can act on, with a stable code and the facts. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  traceId: string
  errors?: { pointer: string; detail: string }[]
  [fact: string]: unknown
}

/** How pages answer a problem; the API answers in JSON. Rooms that serve HTML register theirs by path. */
export type ProblemPage = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => Promise<unknown> | null

/** The one place where a refusal or a defect becomes an answer. */
export function answerProblems(app: FastifyInstance, kept: Kept, page: ProblemPage): void {
  app.setErrorHandler((error: Error, request, reply) => answer(error, request, reply))
  app.setNotFoundHandler((request, reply) => answer(new Refusal('not_found'), request, reply))

  async function answer(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const problem = problemOf(error, request)
    if (problem.status >= 500)
      kept.log(problem.status === 503 ? 'warn' : 'error', 'request.failed', {
        traceId: request.id,
        method: request.method,
        url: request.routeOptions.url,
        error,
      })
    if (problem.status === 503) reply.header('retry-after', '2')
    if (problem.status === 429) reply.header('retry-after', String(problem['retryAfter'] ?? 60))
    reply.status(problem.status)
    return (await page(request, reply, problem)) ?? reply.type('application/problem+json').send(problem)
  }
}

function problemOf(error: Error, request: FastifyRequest): Problem {
  const t = translator(languageOf(request))
  const make = (code: RefusalCode | 'defect', status: number, facts: Record<string, unknown> = {}): Problem => {
    const words = Object.fromEntries(
      Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
    ) as Record<string, string>
    const detail = t(`refusal.${code}`, words)
    return { ...facts, type: `/docs/errors#${code}`, title: detail, status, code, detail, traceId: request.id }
  }
  if (error instanceof Refusal) return make(error.code, refusals[error.code], error.facts)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(({ instancePath, message, params }) =>
      pointers(instancePath, params).map((pointer) => ({ pointer, detail: message ?? '' })),
    )
    return { ...make('bad_request', 422), errors }
  }
  const { statusCode, code } = error as Error & { statusCode?: number; code?: string }
  if (isUnstorable(error)) return make('bad_request', 422)
  if (isDatabaseGone(error)) return make('unavailable', 503)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return make('too_large', 413)
  if (statusCode === 415) return make('unsupported_media', 415)
  if (statusCode && statusCode < 500) return make('bad_request', 400)
  return make('defect', 500)
}

/** The place of each fault as a JSON pointer (RFC 6901); a field nobody asked for is named itself, not only what holds it. */
function pointers(path: string, fault: object): string[] {
  if (!('keys' in fault) || !Array.isArray(fault.keys)) return [path]
  const parent = path === '/' ? '' : path
  return fault.keys.map((key) => `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** Text or a time that PostgreSQL cannot hold (a NUL, half a character, a cursor made up): said by the client, and nothing was written. */
function isUnstorable(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return ['22021', '22P05', '22P02', '22007', '22008'].includes(code)
}

/** Whether the database could not be reached or did not answer: worth another try, and nothing was written. */
export function isDatabaseGone(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|08|57P0|53[0-4]|55P03|57014|40)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(message)
  )
}
