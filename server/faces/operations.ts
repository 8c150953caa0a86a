import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { oldestQueuedSeconds } from '#channels'
import { system } from '#platform/context.ts'
import { isMigrated } from '#platform/installation.ts'
import { look, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'

/** The reference that every problem's `type` points into. */
const errorsPage = path.join(import.meta.dirname, '..', '..', 'docs', 'errors.md')

/** What operators and their machines ask: alive, ready, figures, and the reference of the API. */
export function operationsRoutes(app: FastifyInstance, kept: Kept): void {
  app.get('/livez', { schema: { hide: true }, config: { may: 'anyone' } }, async () => ({ ok: true }))
  for (const path of ['/readyz', '/healthz']) {
    app.get(path, { schema: { hide: true }, config: { may: 'anyone' } }, async () => {
      await isMigrated(kept.database)
      return { ok: true }
    })
  }
  const registry = figures(app, kept)
  app.get(
    '/metrics',
    { schema: { summary: 'Figures for Prometheus: from this machine, or with a key of an admin' }, config: { may: 'anyone' } },
    async (request, reply) => {
      // What a proxy on this machine passes on comes from elsewhere.
      const local =
        ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) && !request.headers['x-forwarded-for'] && !request.headers.forwarded
      const admin = (request.actor.kind === 'key' || request.actor.kind === 'staff') && request.actor.role === 'admin'
      if (!local && !admin) refuse('unauthorised')
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
  app.get('/docs/errors', { schema: { hide: true }, config: { may: 'anyone' } }, async (_request, reply) =>
    reply.type('text/markdown; charset=utf-8').send(await readFile(errorsPage)),
  )
  app.get('/api/openapi.json', { schema: { hide: true }, config: { may: 'anyone' } }, async () => app.swagger())
}

function figures(app: FastifyInstance, kept: Kept): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'kept_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  })
  const told = new Counter({
    name: 'kept_events_total',
    help: 'Events this node told or heard of, by name',
    labelNames: ['name'],
    registers: [registry],
  })
  kept.bell.hear((topics) => topics.forEach((name) => /^[a-z]+\.[a-z_]+$/.test(name) && told.inc({ name })))
  new Gauge({
    name: 'kept_mail_queue_age_seconds',
    help: 'How long the oldest due mail waits',
    registers: [registry],
    async collect() {
      this.set(await look(kept, system, 'en', oldestQueuedSeconds))
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  return registry
}
