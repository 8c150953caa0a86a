import sanitizeHtml from 'sanitize-html'
import { LIMITS } from './limits.ts'

/**
 * Foreign HTML made harmless by an allow-list: no script, form, frame, SVG or stylesheet, and nothing that loads.
 * Remote images wait in `data-remote-src`, attached ones in `data-cid`; links are http, https, mailto or tel.
 */
export function sanitisedHtml(html: string): string {
  return sanitizeHtml(flattened(html.slice(0, LIMITS.htmlLength)), OPTIONS)
}

/**
 * Drops tags that open beyond the depth. It need not see tags as a browser does: the allow-list still follows, this only
 * keeps the parser's stack short.
 */
function flattened(html: string): string {
  let depth = 0
  return html.replace(/<(\/?)([a-z][a-z0-9]*)[^<>]*>/gi, (tag, slash: string, name: string) => {
    if (VOID.test(name)) return tag
    if (slash !== '') {
      const isKept = depth <= LIMITS.htmlDepth
      depth = Math.max(0, depth - 1)
      return isKept ? tag : ''
    }
    // Opening one closes the one before, so a page may hold thousands that never close.
    if (SELF_CLOSING.test(name) && depth >= LIMITS.htmlDepth / 2) return ''
    if (SELF_CLOSING.test(name)) return tag
    depth++
    return depth <= LIMITS.htmlDepth ? tag : ''
  })
}

const VOID = /^(?:br|hr|img|input|meta|link|col|area|base|embed|param|source|track|wbr)$/i
const SELF_CLOSING = /^p$/i

type Attributes = Record<string, string>

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    'a',
    'abbr',
    'b',
    'blockquote',
    'br',
    'caption',
    'center',
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'font',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'li',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'tt',
    'u',
    'ul',
  ],
  // No id, name or class: they could take the place of what our own page looks up.
  allowedAttributes: {
    '*': ['dir', 'lang', 'style'],
    a: ['href', 'rel', 'target'],
    img: ['alt', 'width', 'height', 'data-remote-src', 'data-cid'],
    font: ['color'],
    ol: ['start'],
    td: ['colspan', 'rowspan', 'align', 'valign', 'width'],
    th: ['colspan', 'rowspan', 'align', 'valign', 'width'],
    table: ['border', 'cellpadding', 'cellspacing', 'width', 'align'],
  },
  // Their content is not text: without this the inside of a stylesheet would be shown to the reader.
  nonTextTags: [
    'script',
    'style',
    'title',
    'textarea',
    'option',
    'noscript',
    'noembed',
    'noframes',
    'xmp',
    'iframe',
    'plaintext',
    'svg',
    'math',
    'template',
    'object',
    'applet',
    'audio',
    'video',
    'select',
  ],
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  enforceHtmlBoundary: false,
  nestingLimit: LIMITS.htmlDepth,
  transformTags: {
    '*': (tagName, attribs) => ({ tagName, attribs: withSafeStyle(attribs) }),
    a: (tagName, attribs) => ({ tagName, attribs: withSafeStyle(safeLink(attribs)) }),
    img: (tagName, attribs) => ({ tagName, attribs: withSafeStyle(waitingImage(attribs)) }),
  },
}

function safeLink(attribs: Attributes): Attributes {
  // Browsers drop these characters inside a scheme, so they must not hide one from us.
  // eslint-disable-next-line no-control-regex
  const href = (attribs['href'] ?? '').replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+/g, '')
  const { href: _dropped, ...rest } = attribs
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href)) return rest
  return { ...rest, href, rel: 'noopener noreferrer nofollow', target: '_blank' }
}

function waitingImage(attribs: Attributes): Attributes {
  const source = (attribs['src'] ?? '').trim()
  const kept: Attributes = {}
  for (const name of ['alt', 'width', 'height', 'style']) {
    const value = attribs[name]
    if (value !== undefined) kept[name] = value
  }
  if (/^cid:/i.test(source)) return { ...kept, 'data-cid': source.slice(4) }
  return /^https?:\/\//i.test(source) ? { ...kept, 'data-remote-src': source } : kept
}

const STYLES = new Set(['color', 'background-color', 'font-weight', 'font-style', 'text-align', 'text-decoration'])

function withSafeStyle(attribs: Attributes): Attributes {
  const { style, ...rest } = attribs
  if (style === undefined) return attribs
  const kept = style
    .slice(0, 2_000)
    .split(';')
    .map(safeDeclaration)
    .filter((part) => part !== '')
  return kept.length === 0 ? rest : { ...rest, style: kept.join(';') }
}

function safeDeclaration(declaration: string): string {
  const colon = declaration.indexOf(':')
  const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase()
  const value = declaration
    .slice(colon + 1)
    .trim()
    .toLowerCase()
  if (!STYLES.has(property)) return ''
  return /^(?:[a-z-]{1,24}|\d{3}|#[0-9a-f]{3,8}|rgba?\([\d .,%]{1,30}\))$/.test(value) ? `${property}:${value}` : ''
}
