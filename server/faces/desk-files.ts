import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const folder = path.join(import.meta.dirname, '..', '..', 'dist', 'desk')
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "manifest-src 'self'",
].join('; ')

/** The agents' desk: one page for all its addresses, and files that never change under their name. */
export function deskFiles(app: FastifyInstance): void {
  if (existsSync(path.join(folder, 'assets'))) {
    void app.register(fastifyStatic, {
      root: path.join(folder, 'assets'),
      prefix: '/desk/assets/',
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
      cacheControl: false,
      setHeaders: lasting,
      schemaHide: true,
    })
  }
  const page = async (reply: FastifyReply) => {
    const html = await readFile(path.join(folder, 'index.html'))
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-cache')
      .send(html)
  }
  app.get('/desk', { schema: { hide: true }, config: { may: 'anyone' } }, (_request, reply) => reply.redirect('/desk/', 302))
  app.get('/desk/*', { schema: { hide: true }, config: { may: 'anyone' } }, (_request, reply) => page(reply))
}

const lasting = (reply: FastifyReply) => void reply.header('cache-control', 'public, max-age=31536000, immutable')
