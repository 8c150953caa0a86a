import { createReadStream } from 'node:fs'
import { system, type Context } from '#platform/context.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { findMailbox, type Place } from '../mailbox.ts'
import { firstPlace } from '../mailbox-store.ts'
import { arrive, type Outcome } from './arrival.ts'
import { createMailReader, type MailReader } from './reading/index.ts'
import { LIMITS } from './reading/index.ts'

export interface Imported {
  mails: number
  cases: number
  messages: number
  bounces: number
  sameAgain: number
  setAside: number
  /** How many were set aside for which reason. */
  reasons: Record<string, number>
  dryRun: boolean
}

/** Thrown to undo a dry run, which does everything and keeps nothing. */
class Undone extends Error {}

/**
 * Brings in the mails of an mbox file (RFC 4155), one after another through the same door as every mail, without answering them. A dry run
 * is one transaction that is thrown away. Memory holds one mail.
 */
export async function importMbox(kept: Kept, path: string, options: { dryRun?: boolean; mailbox?: string } = {}): Promise<Imported> {
  const place = await look(kept, system, 'en', (ctx) => (options.mailbox ? findMailbox(ctx, options.mailbox) : firstPlace(ctx.db)))
  if (!place?.mailboxId || !place.address) refuse('channels.unknown_mailbox')
  const counts: Imported = {
    mails: 0,
    cases: 0,
    messages: 0,
    bounces: 0,
    sameAgain: 0,
    setAside: 0,
    reasons: {},
    dryRun: options.dryRun === true,
  }
  const reader = createMailReader()
  try {
    if (counts.dryRun) await dryRun(kept, path, reader, place, counts)
    else for await (const raw of mailsOf(path)) await change(kept, system, 'en', (ctx) => bring(ctx, kept, reader, place, raw, counts))
    return counts
  } finally {
    await reader.close()
  }
}

async function dryRun(kept: Kept, path: string, reader: MailReader, place: Place, counts: Imported): Promise<void> {
  try {
    await change({ ...kept, bell: { ...kept.bell, ring: () => {} } }, system, 'en', async (ctx) => {
      for await (const raw of mailsOf(path)) await bring(ctx, kept, reader, place, raw, counts)
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
}

async function bring(ctx: Context, kept: Kept, reader: MailReader, place: Place, raw: Buffer, counts: Imported): Promise<void> {
  const reading = await reader.read(raw)
  const mailFrom = (reading.ok ? (reading.mail.returnPath ?? reading.mail.from?.address) : null) ?? 'unknown'
  const envelope = { mailFrom, recipients: [place.address ?? ''] }
  const [outcome] = await arrive(ctx, kept.house, { raw, reading, envelope, proof: 'unknown', acknowledge: false }, [place])
  count(counts, outcome)
}

function count(counts: Imported, outcome: Outcome | undefined): void {
  counts.mails++
  if (outcome?.became === 'aside') {
    counts.setAside++
    counts.reasons[outcome.because] = (counts.reasons[outcome.because] ?? 0) + 1
  } else if (outcome) counts[counted[outcome.became]]++
}

const counted = { case: 'cases', message: 'messages', bounce: 'bounces', same: 'sameAgain' } as const

const newline = 10
const separator = Buffer.from('From ')
/** A mail larger than anything readable is still one mail: its beginning is kept, and it is set aside by its size. */
const most = LIMITS.rawBytes + 1024

/** The mails of an mbox file, without their "From " lines and the quoting of lines like them. */
export async function* mailsOf(path: string): AsyncGenerator<Buffer> {
  let lines: Buffer[] = []
  let size = 0
  let afterBlank = true
  for await (const line of linesOf(path)) {
    if (afterBlank && line.subarray(0, 5).equals(separator)) {
      if (size > 0) yield Buffer.concat(lines)
      lines = []
      size = 0
      afterBlank = false
      continue
    }
    afterBlank = line.length === 1 || (line.length === 2 && line[0] === 13)
    size += line.length
    if (size <= most) lines.push(unquoted(line))
  }
  if (size > 0) yield Buffer.concat(lines)
}

/** ">From " and deeper were "From " before somebody stored them (mboxrd). */
function unquoted(line: Buffer): Buffer {
  return line[0] === 62 && /^>+From /.test(line.subarray(0, 40).toString('latin1')) ? line.subarray(1) : line
}

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const bytes: Buffer = rest.length ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      yield bytes.subarray(start, end + 1)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length) yield rest
}
