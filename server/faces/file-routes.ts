import type { FastifyInstance } from 'fastify'
import { byId } from '#contract/wire.ts'
import { findMessage, openAttachment, openSource } from '#cases'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'

/** Foreign bytes leave as downloads only, from a page that may do nothing. */
export function fileRoutes(app: FastifyInstance, kept: Kept): void {
  const { get } = routesOf(app, kept)
  get('/api/v1/attachments/:id', { may: 'agent', does: 'Download an attachment', params: byId }, async (ctx, { params, reply }) => {
    const file = await openAttachment(ctx, params.id)
    return reply.headers(downloadHeaders(file.name)).send(file.bytes)
  })
  get(
    '/api/v1/messages/:id/source',
    { may: 'agent', does: 'Download the raw mail of a message', params: byId },
    async (ctx, { params, reply }) => reply.headers(downloadHeaders('message.eml')).send(await openSource(ctx, params.id)),
  )
  get(
    '/api/v1/messages/:id/html',
    { may: 'agent', does: 'The sanitised HTML of a message, for a frame without scripts', params: byId },
    async (ctx, { params, reply }) => reply.type('text/plain; charset=utf-8').send((await findMessage(ctx, params.id)).html ?? ''),
  )
}

/** Forces a download under a name no header can break: RFC 6266 with RFC 8187. */
export function downloadHeaders(name: string): Record<string, string> {
  const plain = name.replace(/[^\w. -]/g, '_').slice(0, 100) || 'file'
  const encoded = encodeURIComponent(name.slice(0, 200).toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  }
}
