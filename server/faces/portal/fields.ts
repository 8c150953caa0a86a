import type { FastifyRequest } from 'fastify'
import type { IncomingFile } from '#cases'
import { refuse } from '#platform/refusal.ts'

/** What may be attached to a form. */
export const fileRules = { maxFiles: 5, maxMegabytes: 20 } as const
const longestUploadBytes = 60_000_000
const longestField = 100_000

/** What a form brought: every field as one clean text, the files, and whether a file or all of them together were too large to keep. */
export interface Fields {
  text: Record<string, string>
  files: IncomingFile[]
  tooLarge: boolean
}

/** Reads a form, with files or without. What was typed is remembered with the request, so that no failure loses it. */
export async function readFields(request: FastifyRequest): Promise<Fields> {
  const fields: Fields = { text: {}, files: [], tooLarge: false }
  if (request.isMultipart()) await readParts(request, fields)
  else
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>))
      keep(fields, name, Array.isArray(value) ? value.at(-1) : value)
  typed.set(request, fields)
  return fields
}

/** What somebody had typed into a form that failed: the longer texts, to be given back. */
export function typedOf(request: FastifyRequest): string | null {
  const known = typed.get(request)?.text ?? bodyOf(request)
  const words = Object.entries(known)
    .filter(([name]) => wordy.has(name))
    .map(([, value]) => value.trim())
    .filter(Boolean)
  return words.length ? words.join('\n\n').slice(0, longestField) : null
}

const typed = new WeakMap<FastifyRequest, Fields>()
const wordy = new Set(['need', 'wentWrong', 'expected', 'putRight', 'text', 'words', 'proposalWords', 'reason'])

function bodyOf(request: FastifyRequest): Record<string, string> {
  const fields: Fields = { text: {}, files: [], tooLarge: false }
  if (request.body && typeof request.body === 'object') for (const [name, value] of Object.entries(request.body)) keep(fields, name, value)
  return fields.text
}

/** A file over the limit is cut and counted instead of ending the form that came before it. */
const mild = { limits: { fileSize: 25_000_000 }, throwFileSizeLimit: false }

async function readParts(request: FastifyRequest, fields: Fields): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > longestUploadBytes) refuse('too_large')
  typed.set(request, fields)
  let left = fileRules.maxMegabytes * 1_000_000
  for await (const part of request.parts(mild)) {
    if (part.type === 'field') {
      keep(fields, part.fieldname, part.value)
      continue
    }
    const chunks: Buffer[] = []
    let size = 0
    // Drained to its end even when too large: a browser hears an answer only after it has sent everything.
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= left) chunks.push(chunk)
    }
    if (size === 0) continue
    if (size > left || part.file.truncated || fields.files.length >= fileRules.maxFiles) fields.tooLarge = true
    else {
      left -= size
      fields.files.push({ name: nameOf(part.filename), type: part.mimetype.slice(0, 100), content: Buffer.concat(chunks) })
    }
  }
}

function keep(fields: Fields, name: string, value: unknown): void {
  if (typeof value !== 'string' || name in Object.prototype) return
  fields.text[name] = clean(value).slice(0, longestField)
}

/** Text the database can hold: whole characters, one kind of line end, none of NUL. */
function clean(value: string): string {
  return value.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n')
}

/** A file's own name without a path, and without what turns its reading round. */
function nameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    clean(last)
      .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  )
}
