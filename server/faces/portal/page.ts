import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Form, Frame, PortalPage, RenderPage, TextSize } from '#contract/portal.ts'
import type { Language } from '#contract/wire.ts'
import { languageOf } from '#platform/http/language.ts'
import { isLanguage, momentsFor, translator } from '#platform/i18n/index.ts'
import type { Kept } from '#platform/kept.ts'

const bundle = path.join(import.meta.dirname, '..', '..', '..', 'dist', 'portal', 'server', 'render.js')

/** Everything from here and nothing from elsewhere: no inline script or style, no frame, forms to ourselves only. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** How one page is read: by whom in what language and zone, and the GET that the display switches come back to. */
export interface Reader {
  language: Language
  zone: string
  path: string
}

/** Answers with a page of the portal. */
export async function sendPage(
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PortalPage,
  reader: Partial<Reader> & { status?: number } = {},
): Promise<FastifyReply> {
  const {
    language = chosenLanguage(request) ?? languageOf(request),
    zone = kept.house.shop.zone,
    path: back = pathOf(request),
    status = 200,
  } = reader
  const { renderPage } = await loadBuilt()
  const html = renderPage(page, frameOf(kept, request, back), translator(language), momentsFor({ language, zone, now: kept.clock.now() }))
  const wished = (request.query as { lang?: unknown } | undefined)?.lang
  if (typeof wished === 'string' && isLanguage(wished)) rememberDisplay(kept, reply, 'lang', wished)
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy)
    .header('content-language', language)
    .send(html)
}

/** The language somebody chose, by `?lang` or by the switch; null while they have not. */
export function chosenLanguage(request: FastifyRequest): Language | null {
  const wished = [(request.query as { lang?: unknown } | undefined)?.lang, request.cookies['lang']]
  return wished.find((one): one is Language => typeof one === 'string' && isLanguage(one)) ?? null
}

/** Remembers a display choice for a year. */
export function rememberDisplay(kept: Kept, reply: FastifyReply, name: 'lang' | 'text', value: string): void {
  reply.setCookie(name, value, { ...cookieTerms(kept), maxAge: 365 * 86_400 })
}

/** The terms of every cookie of the portal. */
export const cookieTerms = ({ house }: Kept) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: house.baseUrl.startsWith('https:'),
})

/** The style sheets of every page. */
export const styleSheets = async (): Promise<readonly string[]> => (await loadBuilt()).assets.css

/** A form with a fresh key; `given` are what was typed, the errors beside it, and a sentence for the whole. */
export function formFor<Field extends string = never>(
  kept: Kept,
  action: string,
  given: Partial<Pick<Form<Field>, 'values' | 'errors' | 'summary'>> & { hidden?: Record<string, string> } = {},
): Form<Field> {
  const { values = {}, errors = {}, summary = null, hidden = {} } = given
  return { action, hidden: { _key: kept.random.bytes(12).toString('base64url'), ...hidden }, values, errors, summary }
}

function frameOf(kept: Kept, request: FastifyRequest, back: string): Frame {
  const { shop, demo } = kept.house
  return {
    shopName: shop.name,
    path: back,
    textSize: textSizeOf(request.cookies['text']),
    theme: 'system',
    links: { home: '/', myCases: '/my', charter: '/charter', accessibility: '/accessibility', privacy: '/privacy', imprint: '/imprint' },
    demo: demo ? { desk: '/desk/', mailbox: '/mailbox' } : undefined,
    display: formFor(kept, '/display'),
  }
}

/** Path and query of a GET without `lang`, which would overrule the next choice. */
function pathOf(request: FastifyRequest): string {
  if (request.method !== 'GET' && request.method !== 'HEAD') return '/'
  const url = new URL(request.url, 'http://portal')
  url.searchParams.delete('lang')
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search
}

export const isTextSize = (value: string | undefined): value is TextSize => value === 'normal' || value === 'large' || value === 'larger'
const textSizeOf = (value: string | undefined): TextSize => (isTextSize(value) ? value : 'normal')

interface Built {
  renderPage: RenderPage
  assets: { css: string[] }
}

let built: Promise<Built> | null = null

/** The pages are built before they are served; a server that is started without them fails on the page, not at its start. */
function loadBuilt(): Promise<Built> {
  built ??= import(pathToFileURL(bundle).href) as Promise<Built>
  built.catch(() => (built = null))
  return built
}
