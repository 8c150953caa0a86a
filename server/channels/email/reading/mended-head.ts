import { decodeText } from './charset.ts'
import { LIMITS } from './limits.ts'

/** A mail whose top header block is safe to parse, and what had to be done for it. */
export type MendedMail = { bytes: Uint8Array; warnings: string[] }

/**
 * Bounds the top header block, makes it UTF-8, drops mbox lines before it and our private `X-Kept-*` fields in it.
 * The body is not touched; a mail that needs nothing is returned as it came.
 */
export function mendHead(raw: Uint8Array): MendedMail {
  const start = headStart(raw)
  const { end, bodyAt } = headEnd(raw, start)
  const head = Buffer.from(raw.buffer, raw.byteOffset + start, end - start).toString('latin1')
  const warnings = new Set<string>()
  const kept = boundedFields(head, warnings)
  const mended = kept.join('')
  if (start === 0 && mended === head) return { bytes: raw, warnings: [...warnings] }
  const top = Buffer.from(mended, 'latin1')
  return { bytes: Buffer.concat([top, CRLF, raw.subarray(bodyAt)]), warnings: [...warnings] }
}

const CRLF = Buffer.from('\r\n')

function headStart(raw: Uint8Array): number {
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0
  while (raw[at] === 0x0a || raw[at] === 0x0d) at++
  const opening = Buffer.from(raw.buffer, raw.byteOffset + at, Math.min(6, raw.length - at)).toString('latin1')
  if (!opening.startsWith('From ') && opening !== '>From ') return at
  const lineEnd = raw.indexOf(0x0a, at)
  return lineEnd < 0 ? at : lineEnd + 1
}

function headEnd(raw: Uint8Array, start: number): { end: number; bodyAt: number } {
  for (let at = start; at < raw.length;) {
    const lineEnd = raw.indexOf(0x0a, at)
    if (lineEnd < 0) break
    const empty = lineEnd === at || (lineEnd === at + 1 && raw[at] === 0x0d)
    if (empty) return { end: at, bodyAt: lineEnd + 1 }
    at = lineEnd + 1
  }
  return { end: raw.length, bodyAt: raw.length }
}

function boundedFields(head: string, warnings: Set<string>): string[] {
  const kept: string[] = []
  let total = 0
  for (const field of fieldsOf(head)) {
    if (isPrivate(field)) {
      warnings.add('private_header')
      continue
    }
    if (kept.length >= LIMITS.fields || total >= LIMITS.topBytes) {
      warnings.add('headers_cut')
      break
    }
    // Space before the colon is where two programs find two senders.
    if (/^from[ \t\r\n]+:/i.test(field.slice(0, 200))) warnings.add('odd_from')
    const mended = asUtf8(field.length > LIMITS.fieldBytes ? cutField(field, warnings) : field)
    kept.push(mended)
    total += mended.length
  }
  return kept
}

/** Whole fields with their folded lines and line ends, as latin1 so that no byte is lost. */
function* fieldsOf(head: string): Generator<string> {
  let from = 0
  for (let at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
    const next = head.charCodeAt(at + 1)
    if (next === 0x20 || next === 0x09) continue
    yield head.slice(from, at + 1)
    from = at + 1
  }
  if (from < head.length) yield head.slice(from)
}

function isPrivate(field: string): boolean {
  return /^x-kept-/i.test(field.slice(0, 8).trimStart())
}

/** Cut at a space, so that no address or id is invented from half of another. */
function cutField(field: string, warnings: Set<string>): string {
  warnings.add('headers_cut')
  const part = field.slice(0, LIMITS.fieldBytes)
  const space = Math.max(part.lastIndexOf(' '), part.lastIndexOf('\t'), part.lastIndexOf('\n'))
  return `${(space > 100 ? part.slice(0, space) : part).trimEnd()}\r\n`
}

function asUtf8(field: string): string {
  // A database cannot hold NUL, and no header means one.
  if (field.includes('\0')) return asUtf8(field.replaceAll('\0', ' '))
  if (!/[\u0080-\u00ff]/.test(field)) return field
  return Buffer.from(decodeText(Buffer.from(field, 'latin1'), undefined), 'utf8').toString('latin1')
}
