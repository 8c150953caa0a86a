import { decodeText } from './charset.ts'
import { LIMITS } from './limits.ts'
import type { MailPart, MailTree } from './mail-tree.ts'

/** What of a mail is read as text: the first text/plain, all of them joined, the first HTML; and every part offered as a file. */
export type MailBody = {
  plain: string | null
  allPlain: string
  html: string | null
  files: MailPart[]
  warnings: string[]
}

/** Sorts the leaves of a mail into body and files; what is too long to show is a file as well. */
export function bodyOf(tree: MailTree): MailBody {
  const texts = tree.parts.filter((part) => isBodyText(part, 'text/plain'))
  const pages = tree.parts.filter((part) => isBodyText(part, 'text/html'))
  const warnings: string[] = []
  const shown = new Set<MailPart>([...texts, ...pages.slice(0, 1)])
  const files = tree.parts.filter((part) => !shown.has(part) || part.fileName !== null || isTooLong(part, warnings))
  const decoded = texts.map(partText)
  return {
    plain: decoded[0] ?? null,
    allPlain: decoded
      .filter((text) => text.trim() !== '')
      .join('\n\n')
      .slice(0, LIMITS.textLength),
    html: pages[0] === undefined ? null : partText(pages[0]),
    files: files.filter((part) => part.content.byteLength > 0 || part.fileName !== null),
    warnings,
  }
}

/** The text of one part in its charset, `format=flowed` lines joined (RFC 3676), bounded. */
export function partText(part: MailPart): string {
  const decoded = decodeText(part.content, part.params['charset'] ?? charsetInside(part)).slice(0, LIMITS.textLength)
  // A database cannot hold NUL.
  const text = decoded.replaceAll('\r\n', '\n').replaceAll('\0', '\ufffd')
  if (part.params['format']?.toLowerCase() !== 'flowed') return text
  return flowed(text, part.params['delsp']?.toLowerCase() === 'yes')
}

function isBodyText(part: MailPart, type: string): boolean {
  return part.type === type && part.disposition !== 'attachment'
}

function isTooLong(part: MailPart, warnings: string[]): boolean {
  const limit = part.type === 'text/html' ? LIMITS.htmlLength : LIMITS.textLength
  if (part.content.byteLength <= limit) return false
  warnings.push('text_cut')
  return true
}

/** HTML without a charset in its header often names it inside. */
function charsetInside(part: MailPart): string | undefined {
  if (part.type !== 'text/html') return undefined
  const start = Buffer.from(part.content.subarray(0, 2_048)).toString('latin1')
  return /<meta[^>]{0,200}charset=["']?([\w-]{2,30})/i.exec(start)?.[1]
}

type Paragraph = { pieces: string[]; depth: number; open: boolean }

function flowed(text: string, deletesSpace: boolean): string {
  const paragraphs: Paragraph[] = []
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.startsWith(' ') ? raw.slice(1) : raw
    const depth = quoteDepth(line)
    const last = paragraphs.at(-1)
    const open = line.endsWith(' ') && line !== '-- '
    if (last === undefined || !last.open || last.depth !== depth || line === '-- ') {
      paragraphs.push({ pieces: [line], depth, open })
      continue
    }
    if (deletesSpace) last.pieces.push(withoutSoftSpace(last.pieces.pop() ?? ''))
    last.pieces.push(depth === 0 ? line : line.slice(depth).trimStart())
    last.open = open
  }
  return paragraphs.map(({ pieces }) => pieces.join('')).join('\n')
}

/** DelSp was made for scripts without spaces; between Latin words the space is wanted whatever the header says. */
function withoutSoftSpace(piece: string): string {
  return /[!-~] $/.test(piece.slice(-2)) ? piece : piece.slice(0, -1)
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line.charCodeAt(depth) === 0x3e) depth++
  return depth
}
