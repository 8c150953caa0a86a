import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PortalPage } from '#contract/portal.ts'
import { id } from '#contract/wire.ts'
import { system, type Context } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { look, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { charterFeed } from './charter-feed.ts'
import { charterOptionPage, charterPage, charterPreviewPage, charterSteps } from './charter-pages.ts'
import { sendPage, styleSheets } from './page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }

/** The charter: what is promised, each older version of it, each entry with its record, and a feed of what changes. Nobody signs in, but to see what is not public yet. */
export function charterPages(app: FastifyInstance, kept: Kept): void {
  const seen = (request: FastifyRequest, work: (ctx: Context) => Promise<unknown>) => look(kept, system, languageOf(request), work)

  app.get('/charter', open, (request, reply) => seen(request, async (ctx) => sendFresh(kept, request, reply, await charterPage(kept, ctx))))
  app.get('/charter/versions/:version', open, (request, reply) =>
    seen(request, async (ctx) => sendFresh(kept, request, reply, await charterPage(kept, ctx, versionOf(request)))),
  )
  app.get('/charter/options/:id', open, (request, reply) =>
    seen(request, async (ctx) => sendFresh(kept, request, reply, await charterOptionPage(ctx, optionOf(request), byOf(request)))),
  )
  app.get('/charter/preview', { ...open, config: { may: 'agent' as const } }, (request, reply) =>
    look(kept, request.actor, languageOf(request), async (ctx) => sendPage(kept, request, reply, await charterPreviewPage(kept, ctx))),
  )
  app.get('/charter.atom', open, (request, reply) =>
    seen(request, async (ctx) => {
      const feed = charterFeed(ctx.t, { baseUrl: kept.house.baseUrl, company: kept.house.shop.name, steps: await charterSteps(kept, ctx) })
      if (isKnown(request, reply, 'public, max-age=300', feed)) return reply.status(304).send()
      return reply.type('application/atom+xml; charset=utf-8').header('content-language', ctx.t.language).send(feed)
    }),
  )
}

/** A page whose reader is told "as you have it" where nothing on it has changed. */
async function sendFresh(kept: Kept, request: FastifyRequest, reply: FastifyReply, page: PortalPage): Promise<FastifyReply> {
  const { name } = kept.house.shop
  const today = kept.clock.now().toISOString().slice(0, 10)
  const seen = JSON.stringify([page, name, request.url, languageOf(request), request.cookies['text'], await styleSheets(), today])
  if (isKnown(request, reply, 'private, no-cache', seen)) return reply.status(304).send()
  return sendPage(kept, request, reply, page)
}

/** Says how long an answer may be kept and by what it is known again; true where whoever asks has it already (RFC 9110, 13.1.2). */
function isKnown(request: FastifyRequest, reply: FastifyReply, keeping: string, content: string): boolean {
  const tag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  reply.headers({ etag: tag, 'cache-control': keeping, vary: 'accept-language, cookie', 'x-robots-tag': 'all' })
  return (request.headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(tag)
}

function versionOf({ params }: FastifyRequest): number {
  const { version = '' } = params as { version?: string }
  return /^[1-9]\d{0,5}$/.test(version) ? Number(version) : refuse('not_found')
}

function optionOf({ params }: FastifyRequest): string {
  const asked = id.safeParse((params as { id?: string }).id)
  return asked.success ? asked.data : refuse('not_found')
}

const byOf = ({ query }: FastifyRequest): 'week' | 'month' => ((query as { by?: unknown }).by === 'month' ? 'month' : 'week')
