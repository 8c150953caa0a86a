import { decodeText } from './charset.ts'
import { LIMITS } from './limits.ts'
import type { MailPart, MailTree } from './mail-tree.ts'

/** What of a mail is read as text: the first text/plain, all of them joined, the first HTML; and every part offered as a file. */
export type MailBody = { plain: string | null; allPlain: string; html: string | null; files: MailPart[]; warnings: string[] }

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
    allPlain: decoded.filter((text) => text.trim() !== '').join('\n\n').slice(0, LIMITS.textLength),
    html: pages[0] === undefined ? null : partText(pages[0]),
    files: files.filter((part) => part.content.byteLength > 0 || part.fileName !== null),
    warnings,
  }
}

/** The text of one part in its charset, `format=flowed` lines joined (RFC 3676), bounded. */
export function partText(part: MailPart): string {
  const text = decodeText(part.content, part.params['charset'] ?? charsetInside(part)).slice(0, LIMITS.textLength)
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

function flowed(text: string, deletesSpace: boolean): string {
  const lines: string[] = []
  let open = false
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.startsWith(' ') ? raw.slice(1) : raw
    const depth = quoteDepth(line)
    const last = lines.at(-1)
    if (open && last !== undefined && quoteDepth(last) === depth && line !== '-- ') {
      lines[lines.length - 1] = glued(last, depth === 0 ? line : line.slice(depth).trimStart(), deletesSpace)
    } else lines.push(line)
    // A very long paragraph stays in pieces: growing one line for ever would cost its square.
    open = line.endsWith(' ') && line !== '-- ' && (lines.at(-1)?.length ?? 0) < 10_000
  }
  return lines.join('\n')
}

/** DelSp was made for scripts without spaces; between Latin words the space is wanted whatever the header says. */
function glued(last: string, line: string, deletesSpace: boolean): string {
  return deletesSpace && !/[!-~] $/.test(last.slice(-2)) ? last.slice(0, -1) + line : last + line
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line.charCodeAt(depth) === 0x3e) depth++
  return depth
}
