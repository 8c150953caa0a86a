import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { listMailboxes } from '#channels'
import { system } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { isLanguage } from '#platform/i18n/index.ts'
import { look, type Kept } from '#platform/kept.ts'
import { readFields } from './fields.ts'
import { isTextSize, rememberDisplay, sendPage } from './page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }
const assets = path.join(import.meta.dirname, '..', '..', '..', 'dist', 'portal', 'assets')
const setAsideDays = 30

/** P19, the display switches, the files every page needs, and where to report a hole. */
export function sheetRoutes(app: FastifyInstance, kept: Kept): void {
  for (const sheet of ['accessibility', 'privacy', 'imprint'] as const) {
    app.get(`/${sheet}`, open, async (request, reply) => {
      const email = await companyAddress(kept)
      const company = { name: kept.house.shop.name, address: [], email, phone: null }
      return sendPage(kept, request, reply, { page: 'sheet', sheet, company, setAsideDays })
    })
  }
  app.post('/display', open, async (request, reply) => {
    const { text } = await readFields(request)
    const { language, textSize, back = '/' } = text
    if (language && isLanguage(language)) rememberDisplay(kept, reply, 'lang', language)
    if (isTextSize(textSize)) rememberDisplay(kept, reply, 'text', textSize)
    return reply.redirect(/^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/', 303)
  })
  app.get('/.well-known/security.txt', open, async (request, reply) => {
    const { baseUrl } = kept.house
    const expires = new Date(kept.clock.now().getTime() + 300 * 86_400_000).toISOString()
    const lines = [
      `Contact: mailto:${await companyAddress(kept)}`,
      `Expires: ${expires}`,
      `Preferred-Languages: ${languageOf(request)}, en`,
      `Canonical: ${baseUrl}/.well-known/security.txt`,
    ]
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
  if (existsSync(assets)) {
    void app.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/portal/',
      decorateReply: false,
      index: false,
      schemaHide: true,
      cacheControl: false,
      setHeaders: lasting,
    })
  }
}

/** Where mail reaches the company: its first mailbox. */
async function companyAddress(kept: Kept): Promise<string> {
  const [mailbox] = await look(kept, system, 'en', listMailboxes)
  return mailbox?.address ?? `desk@${new URL(kept.house.baseUrl).hostname}`
}

/** A file's name changes with its content. */
const lasting = (reply: FastifyReply) => void reply.header('cache-control', 'public, max-age=31536000, immutable')
