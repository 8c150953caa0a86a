/**
 * The text of sanitised HTML: blocks on lines of their own, quotes behind `> `, links with their target where it differs.
 * Expects the output of `sanitisedHtml` (every `<` is one of its tags, four entities); linear in its length.
 */
export function plainText(html: string): string {
  const page: Page = { lines: [], line: '', quotes: 0, pre: 0, href: '', linkFrom: 0 }
  let at = 0
  for (const tag of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g)) {
    write(page, html.slice(at, tag.index))
    apply(page, tag[2] ?? '', tag[1] === '/', tag[3] ?? '')
    at = tag.index + tag[0].length
  }
  write(page, html.slice(at))
  endLine(page)
  return joined(page.lines)
}

type Page = { lines: string[]; line: string; quotes: number; pre: number; href: string; linkFrom: number }

const BLOCKS = new Set([
  'address',
  'blockquote',
  'caption',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'p',
  'pre',
  'table',
  'tr',
  'ul',
])
const SPACED = new Set(['blockquote', 'p', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table'])

function apply(page: Page, tag: string, closes: boolean, attributes: string): void {
  if (tag === 'br') return endLine(page, true)
  if (tag === 'hr') {
    endLine(page)
    page.line = '________________________________'
    return endLine(page)
  }
  if (tag === 'a') return closes ? closeLink(page) : openLink(page, attributes)
  if (tag === 'img') return write(page, / alt="([^"]*)"/.exec(attributes)?.[1] ?? '')
  if ((tag === 'td' || tag === 'th') && closes) return write(page, ' ')
  if (!BLOCKS.has(tag)) return
  endLine(page)
  if (SPACED.has(tag)) space(page)
  if (tag === 'blockquote') page.quotes = Math.max(0, page.quotes + (closes ? -1 : 1))
  if (tag === 'pre') page.pre = Math.max(0, page.pre + (closes ? -1 : 1))
  if (tag === 'li' && !closes) page.line = '- '
}

function write(page: Page, source: string): void {
  if (source === '') return
  const text = source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  if (page.pre > 0) {
    const [first = '', ...others] = text.split('\n')
    page.line += first
    for (const other of others) {
      endLine(page, true)
      page.line = other
    }
    return
  }
  const flat = text.replace(/[\s\u00a0]+/g, ' ')
  page.line += page.line === '' || page.line.endsWith(' ') ? flat.trimStart() : flat
}

function endLine(page: Page, always = false): void {
  const line = page.line.trimEnd()
  page.line = ''
  if (line === '' && !always) return
  page.lines.push(`${'> '.repeat(Math.min(page.quotes, 20))}${line}`.trimEnd())
}

function space(page: Page): void {
  const last = page.lines.at(-1)
  if (last !== undefined && last !== '') page.lines.push('> '.repeat(Math.min(page.quotes, 20)).trimEnd())
}

function openLink(page: Page, attributes: string): void {
  page.href = (/ href="([^"]*)"/.exec(attributes)?.[1] ?? '').replaceAll('&amp;', '&')
  page.linkFrom = page.line.length
}

function closeLink(page: Page): void {
  const shown = page.line.slice(page.linkFrom).trim()
  const target = page.href.replace(/^mailto:|^tel:/i, '')
  page.href = ''
  if (target === '' || shown === '' || shown.includes(target) || target.includes(shown)) return
  page.line += ` <${target}>`
}

function joined(lines: string[]): string {
  const kept: string[] = []
  for (const line of lines) {
    const isEmpty = /^[> ]*$/.test(line)
    if (isEmpty && (kept.length === 0 || /^[> ]*$/.test(kept.at(-1) ?? ''))) continue
    kept.push(line)
  }
  while (/^[> ]*$/.test(kept.at(-1) ?? 'end')) kept.pop()
  return kept.join('\n').trim()
}
