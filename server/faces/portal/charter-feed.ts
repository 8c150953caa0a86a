import type { CharterStep } from '#contract/portal.ts'
import type { T } from '#platform/i18n/index.ts'

interface Feed {
  /** The address the feed is fetched from, and the company behind it. */
  baseUrl: string
  company: string
  steps: readonly CharterStep[]
}

/** The versions of the charter as an Atom 1.0 feed (RFC 4287), newest first: an entry says why it changed and what. */
export function charterFeed(t: T, { baseUrl, company, steps }: Feed): string {
  const updated = steps[0]?.publishedAt ?? new Date(0)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${t.language}">
  <id>${escaped(`${baseUrl}/charter`)}</id>
  <title>${escaped(`${t('charter.title')} – ${company}`)}</title>
  <updated>${updated.toISOString()}</updated>
  <author><name>${escaped(company)}</name></author>
  <link rel="self" type="application/atom+xml" href="${escaped(`${baseUrl}/charter.atom?lang=${t.language}`)}"/>
  <link rel="alternate" type="text/html" href="${escaped(`${baseUrl}/charter`)}"/>
${steps.map((step) => entryOf(t, baseUrl, step)).join('\n')}
</feed>
`
}

function entryOf(t: T, baseUrl: string, { version, publishedAt, why, askedBy, changes, href }: CharterStep): string {
  const address = escaped(baseUrl + href)
  const language = why && why.language !== t.language ? ` xml:lang="${why.language}"` : ''
  const told = [askedBy === null ? '' : t('charter.asked', { count: askedBy }), ...changes].filter(Boolean).join('\n')
  return `  <entry>
    <id>${address}</id>
    <title>${escaped(t('charter.cite', { version }))}</title>
    <published>${publishedAt.toISOString()}</published>
    <updated>${publishedAt.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="${address}"/>
    <summary${language}>${escaped(why?.text ?? t('charter.version', { version }))}</summary>
    <content type="text">${escaped(told || (why?.text ?? ''))}</content>
  </entry>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for XML 1.0, without what it cannot hold at all. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (mark) => entities[mark] ?? mark)
}
