import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Done } from '#contract/portal.ts'
import { openAttachment } from '#cases'
import type { Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'
import { found } from '#platform/refusal.ts'
import { downloadHeaders } from '../file-routes.ts'
import { callFileOf } from './call-date.ts'
import { lookAs, throughLink, type CaseRequest, type Opened } from './case-door.ts'
import { listen } from './case-live.ts'
import { casePage, visibleMessages } from './case-page.ts'
import { changePage, closePage, escalatePage, ratePage } from './case-pages.ts'
import { sendPage } from './page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }

/** The looks behind a case link. None of them changes anything: scanners open links before people do. */
export function caseLooks(app: FastifyInstance, kept: Kept, live: Live): void {
  const get = (path: string, look: (opened: Opened, request: CaseRequest, reply: FastifyReply) => Promise<unknown>) =>
    app.get(`/c/:token${path}`, open, (request: CaseRequest, reply) =>
      throughLink(kept, request, reply, (opened) => look(opened, request, reply)),
    )

  get('', async (opened, request, reply) => {
    const page = await lookAs(kept, opened, (ctx) => casePage(kept, ctx, opened, { done: doneOf(request) }))
    return sendPage(kept, request, reply, page, opened)
  })
  get('/change', async (opened, request, reply) => {
    const page = await lookAs(kept, opened, (ctx) => changePage(kept, ctx, opened))
    return page ? sendPage(kept, request, reply, page, opened) : reply.redirect(opened.base, 303)
  })
  get('/escalation', async (opened, request, reply) =>
    sendPage(kept, request, reply, await lookAs(kept, opened, (ctx) => escalatePage(kept, ctx, opened)), opened),
  )
  get('/end', (opened, request, reply) => sendPage(kept, request, reply, closePage(kept, opened), opened))
  get('/rating', (opened, request, reply) => {
    const { score } = request.query as { score?: unknown }
    return sendPage(
      kept,
      request,
      reply,
      ratePage(kept, opened, { values: { score: typeof score === 'string' && /^[1-5]$/.test(score) ? score : undefined } }),
      opened,
    )
  })
  get('/rated', (opened, request, reply) => sendPage(kept, request, reply, { page: 'rated', case: ratePage(kept, opened).case }, opened))
  get('/promise.ics', async (opened, _request, reply) => {
    const file = await lookAs(kept, opened, (ctx) =>
      callFileOf(kept, ctx, opened.it.id, { attendee: opened.customer.email ?? '', page: kept.house.baseUrl + opened.base }),
    )
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="promise.ics"').send(file)
  })
  get('/files/:id', async (opened, request, reply) => {
    const file = await lookAs(kept, opened, async (ctx) => {
      const { id } = request.params as { token: string; id: string }
      // One link, one case: what another case of the same person holds is not there.
      const mine = (await visibleMessages(ctx, opened.it.id)).flatMap(({ attachments }) => attachments)
      return openAttachment(ctx, found(mine.find((attachment) => attachment.id === id)).id)
    })
    return reply.headers(downloadHeaders(file.name)).send(file.bytes)
  })
  app.get('/c/:token/live', { ...open, exposeHeadRoute: false }, (request: CaseRequest, reply) =>
    throughLink(kept, request, reply, ({ it }) => listen(live, { caseId: it.id }, request, reply)),
  )
}

const dones: readonly Done[] = [
  'message_sent',
  'accepted',
  'rejected',
  'kept_open',
  'withdrawn',
  'reopened',
  'chosen',
  'proposed',
  'agreed',
  'moved',
  'kept_time',
  'escalated',
  'address_corrected',
  'expected',
  'helped',
]

/** What the page before did, as it stands in the address. */
export function doneOf(request: Pick<CaseRequest, 'query'>): Done | null {
  const { done } = request.query as { done?: unknown }
  return dones.find((one) => one === done) ?? null
}
