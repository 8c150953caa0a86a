/** What a mail says, before it is dressed as text and HTML. Every string is plain text; nothing in it is trusted. */
export interface Letter {
  subject: string
  parts: readonly Part[]
}

export type Part =
  | { is: 'sentence' | 'text' | 'small'; text: string }
  /** Words of a person, as they wrote them. */
  | { is: 'words'; text: string; language?: string | null | undefined }
  | { is: 'list'; items: readonly string[] }
  | { is: 'link'; label: string; href: string }

export const sentence = (text: string): Part => ({ is: 'sentence', text })
export const text = (words: string): Part => ({ is: 'text', text: words })
export const small = (words: string): Part => ({ is: 'small', text: words })
export const list = (items: readonly string[]): Part => ({ is: 'list', items })
export const link = (label: string, href: string): Part => ({ is: 'link', label, href })
export const words = (said: string, language?: string | null): Part => ({ is: 'words', text: said, language })

/** A letter as text/plain: the promise sentence first, links on lines of their own. */
export function asText({ parts }: Letter): string {
  return `${parts.map(partAsText).join('\n\n')}\n`
}

function partAsText(part: Part): string {
  if (part.is === 'list') return part.items.map((item) => `- ${item}`).join('\n')
  if (part.is === 'link') return `${part.label}\n${part.href}`
  return clean(part.text)
}

/** A letter as a whole HTML page: 600 px, no image, no script, nothing from outside; everything in it escaped. */
export function asHtml({ subject, parts }: Letter, language: string): string {
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:600px;margin:0 auto">
${parts.map(partAsHtml).join('\n')}
</div>
</body></html>
`
}

function partAsHtml(part: Part): string {
  if (part.is === 'list')
    return `<ul style="margin:0 0 16px;padding-left:20px">${part.items.map((item) => `\n<li>${lines(item)}</li>`).join('')}\n</ul>`
  if (part.is === 'link')
    return `<p style="margin:0 0 16px">${lines(part.label)}<br>\n<a href="${escaped(part.href)}">${escaped(part.href)}</a></p>`
  if (part.is === 'words')
    return `<div${part.language ? ` lang="${escaped(part.language)}"` : ''} dir="auto" style="margin:0 0 16px">${lines(part.text)}</div>`
  return `<p style="${styles[part.is]}">${lines(part.text)}</p>`
}

const styles = {
  sentence: 'margin:0 0 16px;font-size:20px;font-weight:600',
  text: 'margin:0 0 16px',
  small: 'margin:24px 0 0;font-size:13px',
}

/** Line breaks as such; source lines stay short because the transfer encoding folds them. */
const lines = (value: string): string => escaped(clean(value)).replaceAll('\n', '<br>\n')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(value: string): string {
  return value.toWellFormed().replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** Line ends as one kind, and none of the controls that a text may not hold. */
function clean(value: string): string {
  return value.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '')
}

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
