import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { visibleCases } from '#cases'
import { readCursor } from '#platform/events/journal.ts'
import type { Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'

const where = z.strictObject({ cursor: z.string().max(60).optional() })

/** Live pages: names of what changed, ids only, of cases the listener may see at that moment. */
export function liveRoutes(app: FastifyInstance, kept: Kept, live: Live): void {
  app.get(
    '/api/v1/events',
    {
      exposeHeadRoute: false,
      schema: { summary: 'What changes, as server-sent events; resumes after Last-Event-ID', querystring: where },
      config: { may: 'agent' },
    },
    async (request, reply) => {
      const { actor } = request
      const { cursor } = request.query as z.infer<typeof where>
      reply.hijack()
      reply.raw.writeHead(200, { ...headersOf(reply.getHeaders()), 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
      await live.stream(reply.raw, readCursor(request.headers['last-event-id']?.toString() ?? cursor), async (entries) => {
        const seen = await visibleCases(
          { db: kept.database, actor },
          entries.flatMap(({ caseId }) => caseId ?? []),
        )
        return entries.filter(({ caseId }) => caseId !== null && seen.has(caseId))
      })
    },
  )
}

function headersOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
