import { createHash } from 'node:crypto'
import { mailboxes } from './address.ts'
import { bounceOf, complaintOf } from './bounce.ts'
import { safeFileName } from './file-name.ts'
import { fieldValue, headerFields, messageIds } from './header-block.ts'
import type { HeaderField } from './header-block.ts'
import { decodeHeader } from './header-words.ts'
import { LIMITS } from './limits.ts'
import { machineMark, suppressesAnswers } from './machine-mark.ts'
import type { Mailbox, MailAttachment, ReadMail } from './mail.ts'
import { unreadable } from './mail.ts'
import { bodyOf } from './mail-body.ts'
import type { MailBody } from './mail-body.ts'
import { openTree } from './mail-tree.ts'
import type { MailPart, MailTree } from './mail-tree.ts'
import { mendHead } from './mended-head.ts'
import { plainText } from './plain-text.ts'
import { cutQuotes } from './quote-cut.ts'
import { sanitisedHtml } from './sanitised-html.ts'
import { takeUuFiles } from './uuencode.ts'
import { contentWarnings, senderWarnings } from './warnings.ts'

/** Reads one mail (RFC 5322, MIME) into a value. Throws `Unreadable` past a limit; never needs network, clock or database. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  if (raw.byteLength > LIMITS.rawBytes) throw unreadable('too_large')
  const mended = mendHead(raw)
  const tree = await openTree(mended.bytes)
  const fields: HeaderField[] = tree.email.headers.map(({ key, value }) => ({ name: key, value }))
  const head = headOf(fields)
  const words = wordsOf(bodyOf(tree))
  const files = attachmentsOf(words.files, words.uuFiles)
  return {
    ...head,
    text: words.text,
    html: words.html,
    shownText: words.shown,
    hasQuotedText: words.hasQuotedText,
    attachments: files.attachments,
    ...reportsOf(tree, fields, words.text),
    warnings: [
      ...new Set([
        ...mended.warnings,
        ...words.warnings,
        ...files.warnings,
        ...senderWarnings(fields, head.from, head.subject),
        ...contentWarnings(
          tree.parts.map((part) => part.type),
          words.text,
        ),
        ...(suppressesAnswers(fields) ? ['answers_suppressed'] : []),
      ]),
    ],
  }
}

/** Sender, subject, id and date of a mail that could not be read, for the set-aside list; bounded and cheap, never throws. */
export function sketchMail(raw: Uint8Array): Pick<ReadMail, 'from' | 'subject' | 'messageId' | 'date'> {
  const top = mendHead(raw.subarray(0, 4 * LIMITS.fieldBytes)).bytes
  const { from, subject, messageId, date } = headOf(headerFields(Buffer.from(top).toString('utf8')))
  return { from, subject, messageId, date }
}

type Head = Pick<
  ReadMail,
  'messageId' | 'inReplyTo' | 'references' | 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'deliveredTo' | 'returnPath' | 'subject' | 'date'
>

function headOf(fields: readonly HeaderField[]): Head {
  const value = (name: string): string | null => fieldValue(fields, name)
  const all = (name: string): Mailbox[] =>
    fields
      .filter((field) => field.name === name)
      .flatMap((field) => mailboxes(field.value))
      .slice(0, LIMITS.addresses)
  const path = value('return-path')
  return {
    messageId: idOf(value('message-id')),
    inReplyTo: idOf(value('in-reply-to')),
    references: referencesOf(value('references'), messageIds(value('in-reply-to')).slice(1)),
    from: all('from')[0] ?? null,
    sender: all('sender')[0] ?? null,
    replyTo: all('reply-to'),
    to: all('to'),
    cc: all('cc'),
    deliveredTo: ['delivered-to', 'x-original-to', 'envelope-to']
      .flatMap(all)
      .map(({ address }) => address)
      .slice(0, 20),
    returnPath: path === null ? null : (mailboxes(path)[0]?.address ?? ''),
    subject: decodeHeader(value('subject') ?? '').slice(0, LIMITS.subjectLength),
    date: dateOf(value('date')),
  }
}

/** Old programs write ids without brackets; such a value is kept as it is. */
function idOf(value: string | null): string | null {
  if (value === null || value.trim() === '') return null
  const plain = decodeHeader(value)
  return (messageIds(plain)[0] ?? plain).slice(0, LIMITS.messageIdLength)
}

/** The thread's ids; further parents of In-Reply-To stand behind them, so that none is lost. */
function referencesOf(value: string | null, parents: string[]): string[] {
  const found = messageIds(value)
  const ids = found.length > 0 || value === null ? found : value.split(/[\s,]+/).filter(Boolean)
  return [...new Set([...ids, ...parents])].slice(0, LIMITS.references)
}

function dateOf(value: string | null): Date | null {
  if (value === null) return null
  const date = new Date(value.slice(0, 100).replace(/\([^()]*\)/g, ''))
  return Number.isNaN(date.getTime()) ? null : date
}

type Words = {
  text: string
  html: string | null
  shown: string
  hasQuotedText: boolean
  files: MailPart[]
  uuFiles: { name: string; content: Uint8Array }[]
  warnings: string[]
}

function wordsOf(body: MailBody): Words {
  const html = body.html === null ? null : sanitisedHtml(body.html)
  const isPlain = body.plain !== null && (body.plain.trim() !== '' || html === null)
  const text = isPlain ? (body.plain ?? '') : html === null ? body.allPlain : plainText(html)
  const readable = takeUuFiles(body.allPlain.trim() === '' ? text : body.allPlain)
  const cut = cutQuotes(readable.text)
  return {
    text,
    html,
    shown: cut.shown,
    hasQuotedText: cut.hasQuotedText,
    files: body.files,
    uuFiles: readable.files,
    warnings: body.warnings,
  }
}

function attachmentsOf(parts: MailPart[], uuFiles: Words['uuFiles']): { attachments: MailAttachment[]; warnings: string[] } {
  const attachments: MailAttachment[] = []
  let total = 0
  const wanted = [...parts.map(fileOf), ...uuFiles.map(({ name, content }) => ({ ...UU_FILE, name, content }))]
  for (const file of wanted) {
    total += file.content.byteLength
    if (attachments.length >= LIMITS.attachments || total > LIMITS.attachmentBytes) return { attachments, warnings: ['attachments_cut'] }
    const name = safeFileName(file.name, file.type)
    attachments.push({
      ...file,
      name,
      size: file.content.byteLength,
      sha256: createHash('sha256').update(file.content).digest('hex'),
    })
  }
  return { attachments, warnings: [] }
}

type File = { name: string | null; type: string; content: Uint8Array; inline: boolean; contentId: string | null }

const UU_FILE = { type: 'application/octet-stream', inline: false, contentId: null }

function fileOf(part: MailPart): File {
  const inline = part.disposition === 'inline' || (part.disposition === '' && part.contentId !== null && part.inside.includes('related'))
  const name = part.fileName === null ? null : decodeHeader(part.fileName.slice(-LIMITS.fieldBytes))
  return { name, type: part.type, content: part.content, inline, contentId: part.contentId }
}

function reportsOf(tree: MailTree, fields: readonly HeaderField[], text: string): Pick<ReadMail, 'machine' | 'bounce' | 'complaint'> {
  const input = { fields, parts: tree.parts, text }
  const complaint = complaintOf(input)
  const bounce = complaint === null ? bounceOf(input) : null
  const partTypes = tree.parts.map((part) => part.type)
  const reportType = (tree.root.params['report-type'] ?? '').toLowerCase()
  return {
    machine: machineMark({ fields, rootType: tree.root.value, reportType, partTypes, bounce, complaint }),
    bounce,
    complaint,
  }
}
