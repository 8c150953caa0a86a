import { decodeWords } from 'postal-mime'
import { decodeText } from './charset.ts'

/** An unstructured header value in plain text (RFC 2047), control characters made spaces. */
export function decodeHeader(value: string): string {
  const first = decodeWords(value)
  const text = first.includes('\ufffd') || /=\?[^?\s]+\?[QqBb]\?/.test(first) ? decodeRuns(value, first) : first
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
}

/** Joins the bytes of neighbouring words before decoding: some senders split characters and shift states between words. */
function decodeRuns(value: string, fallback: string): string {
  const run = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([QqBb])\?([^?]*)\?=[ \t]*/g
  let text = ''
  let at = 0
  let pending: { charset: string; bytes: Buffer[] } | null = null
  for (const word of value.matchAll(run)) {
    const [whole, charset = '', how = 'Q', coded = ''] = word
    if (pending !== null && (word.index !== at || pending.charset !== charset.toLowerCase())) {
      text += decodeText(Buffer.concat(pending.bytes), pending.charset)
      pending = null
    }
    text += value.slice(at, word.index)
    pending ??= { charset: charset.toLowerCase(), bytes: [] }
    pending.bytes.push(wordBytes(how, coded))
    at = word.index + whole.length
  }
  if (pending === null) return fallback
  const joined = text + decodeText(Buffer.concat(pending.bytes), pending.charset) + value.slice(at)
  return joined.includes('\ufffd') && !fallback.includes('\ufffd') ? fallback : joined
}

function wordBytes(how: string, coded: string): Buffer {
  if (how.toUpperCase() === 'B') return Buffer.from(coded, 'base64')
  const plain = coded.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
