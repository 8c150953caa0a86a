import type { FastifyInstance } from 'fastify'
import { listSetAside as listShape, mailbox, newMailbox, openSetAside, setAsideMail } from '#contract/channels.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { demoMails } from './delivery.ts'
import { createMailReader } from './email/reading/index.ts'
import { addMailbox, listMailboxes } from './mailbox.ts'
import { caseOfSetAside, listSetAside, setAsideSource } from './set-aside.ts'

const mostDemoMails = 200

export function channelsRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post } = routesOf(app, kept)
  const reader = createMailReader()
  app.addHook('onClose', () => reader.close())

  get('/api/v1/mailboxes', { may: 'admin', does: 'The addresses the desk takes mail at', answers: listOf(mailbox) }, async (ctx) => ({
    items: await listMailboxes(ctx),
    nextCursor: null,
  }))
  post(
    '/api/v1/mailboxes',
    { may: 'admin', does: 'Add an address the desk takes mail at', body: newMailbox, answers: mailbox, status: 201 },
    async (ctx, { body }) => {
      const id = await addMailbox(ctx, body)
      return (await listMailboxes(ctx)).find((one) => one.id === id)
    },
  )
  get(
    '/api/v1/set-aside',
    { may: 'lead', does: 'Mail that did not become a case by itself, with the reason', query: listShape, answers: listOf(setAsideMail) },
    (ctx, { query }) => listSetAside(ctx, query),
  )
  get('/api/v1/set-aside/:id/source', { may: 'lead', does: 'Download the raw mail', params: byId }, async (ctx, { params, reply }) =>
    reply.headers(download).send(await setAsideSource(ctx, params.id)),
  )
  post(
    '/api/v1/set-aside/:id/case',
    { may: 'lead', does: 'Make a case of it by hand; nobody is mailed', params: byId, body: openSetAside, status: 201 },
    async (ctx, { params, body }) => ({ caseId: await caseOfSetAside(ctx, kept.house, reader, { id: params.id, kind: body.kind }) }),
  )
  get('/mailbox.json', { may: 'anyone', does: 'Every mail the desk has written, in a demo only' }, async (ctx) => {
    if (!kept.house.demo) refuse('not_found')
    return { items: await demoMails(ctx, mostDemoMails), nextCursor: null }
  })
}

/** Foreign bytes leave as a download only. */
const download = {
  'content-type': 'application/octet-stream',
  'content-disposition': 'attachment; filename="mail.eml"',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
}
