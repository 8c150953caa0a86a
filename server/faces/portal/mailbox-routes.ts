import type { FastifyInstance } from 'fastify'
import type { DemoMail } from '#contract/channels.ts'
import { demoMails } from '#channels'
import { system } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { momentsFor, translator, type Moments, type T } from '#platform/i18n/index.ts'
import { look, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { pagePolicy, styleSheets } from './page.ts'

const mostMails = 100

/** Every mail a demo has written, as its receivers would read it; a real desk answers 404. */
export function mailboxRoutes(app: FastifyInstance, kept: Kept): void {
  app.get('/mailbox', { schema: { hide: true }, config: { may: 'anyone' } }, async (request, reply) => {
    if (!kept.house.demo) refuse('not_found')
    const language = languageOf(request)
    const mails = await look(kept, system, language, (ctx) => demoMails(ctx, mostMails))
    const moments = momentsFor({ language, zone: kept.house.shop.zone, now: kept.clock.now() })
    const html = mailboxHtml(mails, kept.house.shop.name, translator(language), moments, await styleSheets())
    return reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(html)
  })
}

function mailboxHtml(mails: readonly DemoMail[], shop: string, t: T, moments: Moments, styles: readonly string[]): string {
  const list = mails.map((mail, index) => mailHtml(mail, index === 0, t, moments)).join('\n')
  return `<!doctype html>
<html lang="${t.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escaped(t('mailbox.title'))} – ${escaped(shop)}</title>
${styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('')}</head>
<body><header class="top"><div class="column"><a class="shop" href="/"><span>${escaped(shop)}</span></a></div></header>
<main id="main" class="column"><h1>${escaped(t('mailbox.title'))}</h1>
<p class="quiet">${escaped(t('mailbox.why'))}</p>
<p class="actions"><a class="button quiet" href="/mailbox">${escaped(t('mailbox.reload'))}</a></p>
${mails.length ? `<div class="mails">${list}</div>` : `<p>${escaped(t('mailbox.none'))}</p>`}
</main></body></html>`
}

function mailHtml({ to, from, subject, text, headers, attachments, sentAt }: DemoMail, isOpen: boolean, t: T, moments: Moments): string {
  const heads = Object.entries({ From: from, To: to.join(', '), ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
  const files = attachments
    .map((file) => `<details class="more"><summary>${escaped(file.name)}</summary><pre>${escaped(file.text)}</pre></details>`)
    .join('')
  return `<details class="mail"${isOpen ? ' open' : ''}><summary><b>${escaped(subject)}</b> <span class="quiet">${escaped(to.join(', '))} · <time datetime="${sentAt.toISOString()}">${escaped(moments.clock(sentAt))}</time></span></summary>
<div class="mail-text field" dir="auto">${linked(text)}</div>${files}
<details class="more"><summary>${escaped(t('mailbox.headers'))}</summary><pre>${escaped(heads)}</pre></details></details>`
}

/** Escaped text whose web addresses can be followed; nothing else becomes markup. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (value: string): string => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
