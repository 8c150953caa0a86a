import type { FastifyInstance } from 'fastify'
import { findVisit, type Visit } from '#channels'
import { system, type Context } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { look, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { callFileOf } from './call-date.ts'
import { sendPage } from './page.ts'
import { aboutOf } from './visit-about.ts'
import { choosePage, contactPage, receiptPage, startPage, startValues } from './visit-pages.ts'
import {
  choose,
  correctReceipt,
  giveContact,
  hold,
  pickZone,
  sayAgain,
  sayNeed,
  toReceipt,
  tokenOf,
  type TokenRequest,
} from './visit-steps.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }

/** P1, P3 to P5: from a need to a promise, before anybody knows who asks. Every page works without scripts, every POST ends in a redirect. */
export function visitRoutes(app: FastifyInstance, kept: Kept): void {
  const seen = (request: TokenRequest, work: (ctx: Context, visit: Visit) => Promise<unknown>) =>
    look(kept, request.actor, languageOf(request), async (ctx) => work(ctx, await findVisit(ctx, tokenOf(request))))

  app.get('/', open, async (request, reply) => sendPage(kept, request, reply, startPage(kept, '/', await aboutOf(kept, request))))
  app.post('/', open, (request, reply) => sayNeed(kept, request, reply))

  app.get('/v/:token', open, (request: TokenRequest, reply) =>
    seen(request, async (_ctx, visit) =>
      visit.caseId
        ? toReceipt(request, reply)
        : sendPage(
            kept,
            request,
            reply,
            startPage(kept, `/v/${tokenOf(request)}`, await aboutOf(kept, request), { values: startValues(visit.said) }),
            {
              zone: visit.zone,
            },
          ),
    ),
  )
  app.post('/v/:token', open, (request: TokenRequest, reply) => sayAgain(kept, request, reply))

  app.get('/v/:token/choose', open, (request: TokenRequest, reply) =>
    seen(request, async (ctx, visit) =>
      visit.caseId
        ? toReceipt(request, reply)
        : sendPage(kept, request, reply, await choosePage(kept, ctx, tokenOf(request), visit), { zone: visit.zone }),
    ),
  )
  app.post('/v/:token/choose', open, (request: TokenRequest, reply) => choose(kept, request, reply))
  app.post('/v/:token/hold', open, (request: TokenRequest, reply) => hold(kept, request, reply))
  app.post('/v/:token/zone', open, (request: TokenRequest, reply) => pickZone(kept, request, reply))

  app.get('/v/:token/contact', open, (request: TokenRequest, reply) =>
    seen(request, async (ctx, visit) => {
      if (visit.caseId) return toReceipt(request, reply)
      const page = await contactPage(kept, ctx, tokenOf(request), visit)
      return page ? sendPage(kept, request, reply, page, { zone: visit.zone }) : reply.redirect(`/v/${tokenOf(request)}/choose`, 303)
    }),
  )
  app.post('/v/:token/contact', open, (request: TokenRequest, reply) => giveContact(kept, request, reply))

  app.get('/v/:token/receipt', open, (request: TokenRequest, reply) =>
    look(kept, system, languageOf(request), async (ctx) => {
      const visit = await findVisit(ctx, tokenOf(request))
      const { caseId } = visit
      if (!caseId) return reply.redirect(`/v/${tokenOf(request)}/choose`, 303)
      return sendPage(kept, request, reply, await receiptPage(kept, ctx, tokenOf(request), { ...visit, caseId }), { zone: visit.zone })
    }),
  )
  app.post('/v/:token/address', open, (request: TokenRequest, reply) => correctReceipt(kept, request, reply))
  app.get('/v/:token/promise.ics', open, (request: TokenRequest, reply) =>
    look(kept, system, languageOf(request), async (ctx) => {
      const { caseId, said } = await findVisit(ctx, tokenOf(request))
      const file = await callFileOf(kept, ctx, caseId ?? refuse('not_found'), { attendee: said.email, page: `${kept.house.baseUrl}/my` })
      return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="promise.ics"').send(file)
    }),
  )
}
