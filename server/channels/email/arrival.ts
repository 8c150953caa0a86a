import { createHash } from 'node:crypto'
import { linkCases } from '#cases'
import type { Context } from '#platform/context.ts'
import { storeFile } from '#platform/files/file.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#platform/kept.ts'
import { bareAddress, type Place } from '../mailbox.ts'
import { takeIn } from '../intake.ts'
import type { Proof } from './authentication.ts'
import { hearBounce } from './bounce.ts'
import { continueCase, caseOfMail } from './continuation.ts'
import { incomingMessage } from './incoming.ts'
import { sketchMail, type MailReading, type ReadMail } from './reading/index.ts'
import * as store from './received-store.ts'
import { isOurs } from './rules/thread-key.ts'
import { verdictOn } from './rules/verdict.ts'

export interface Envelope {
  /** Empty for a machine's mail. */
  mailFrom: string
  recipients: readonly string[]
}

export interface Arrival {
  raw: Buffer
  reading: MailReading
  envelope: Envelope
  proof: Proof
  acknowledge: boolean
}

/** What became of a mail in one mailbox. */
export type Outcome = { became: 'case' | 'message' | 'bounce'; caseId: string } | { became: 'same' } | { became: 'aside'; because: string }

/** One mail in one mailbox, as the steps of its arrival pass it on. */
export interface Arriving extends Arrival {
  house: House
  place: Place & { mailboxId: string }
  id: string
  messageId: string
  contentHash: string
  rawSha256: string
  marks: string[]
}

/**
 * Takes a mail that was read into every mailbox it was addressed to, once: a case, a message of a case, a bounce of ours, or set aside with
 * its raw source. The same mail again changes nothing, so that a client that lost our 250 may send it again. One transaction.
 */
export async function arrive(ctx: Context, house: House, arrival: Arrival, places: readonly Place[]): Promise<Outcome[]> {
  const rawSha256 = await storeFile(ctx.db, arrival.raw)
  const outcomes: Outcome[] = []
  for (const place of places) {
    if (place.mailboxId) outcomes.push(await arriveAt(ctx, house, arrival, { ...place, mailboxId: place.mailboxId }, rawSha256))
  }
  const opened = outcomes.flatMap((outcome) => (outcome.became === 'case' ? [outcome.caseId] : []))
  for (const otherId of opened.slice(1)) await linkCases(ctx, { oneId: opened[0] ?? '', otherId, why: 'same_mail' })
  return outcomes
}

async function arriveAt(ctx: Context, house: House, arrival: Arrival, place: Arriving['place'], rawSha256: string): Promise<Outcome> {
  const { raw, reading, envelope } = arrival
  const mail = reading.ok ? reading.mail : null
  const seen = mail ?? sketchMail(raw)
  const contentHash = mail ? contentHashOf(mail, raw) : rawSha256
  const messageId = indexable(seen.messageId) ?? `sha256:${contentHash}`
  const id = newId('received', ctx)
  const fromAddress = seen.from?.address ?? ''
  const row: store.ReceivedMail = {
    id,
    mailboxId: place.mailboxId,
    messageId,
    contentHash,
    rawSha256,
    size: raw.byteLength,
    mailFrom: stored(envelope.mailFrom, 320),
    recipients: envelope.recipients.map((address) => stored(address, 320)).slice(0, 100),
    fromAddress: stored(fromAddress, 320),
    subject: stored(seen.subject, 500),
    receivedAt: ctx.now,
    caseId: null,
    setAsideBecause: null,
  }
  const noted = await store.insertReceived(ctx.db, row, { bareFrom: bareAddress(fromAddress), idDomain: domainOf(seen.messageId) })
  if (!noted) return { became: 'same' }
  const proof = proofOf(arrival)
  const marks = [...(mail?.warnings ?? []), ...(noted.otherContent ? ['same_id_other_content'] : []), ...proofMarks[proof]]
  const arriving: Arriving = { ...arrival, proof, house, place, id, messageId, contentHash, rawSha256, marks }
  return reading.ok ? sort(ctx, arriving, reading.mail, noted) : aside(ctx, arriving, reading.reason)
}

/**
 * A pass speaks of the From that the checking parser read. Where a From can be read in two ways that may be another one than ours, and the pass
 * of an attacker's domain would vouch for whoever stands beside it.
 */
function proofOf({ proof, reading }: Arrival): Proof {
  const twofold = !reading.ok || reading.mail.warnings.some((warning) => warning === 'two_from' || warning === 'odd_from')
  return proof === 'pass' && twofold ? 'fail' : proof
}

const proofMarks: Record<Proof, string[]> = { pass: ['proven'], fail: ['unproven'], unknown: [] }

async function sort(
  ctx: Context,
  arriving: Arriving,
  mail: ReadMail,
  { isOurs: fromOurAddress, hasOurDomain }: { isOurs: boolean; hasOurDomain: boolean },
): Promise<Outcome> {
  const { house, envelope } = arriving
  const it = await caseOfMail(ctx, arriving, mail)
  const ourMessageId = isOurs(house.secretKey, mail.messageId ?? '') ? 'signed' : hasOurDomain ? 'domain' : 'no'
  const verdict = verdictOn({ mail, emptySender: envelope.mailFrom === '', fromOurAddress, ourMessageId, threaded: it !== null })
  if (verdict.is === 'aside') return aside(ctx, arriving, verdict.because)
  if (verdict.is === 'bounce') return (await hearBounce(ctx, arriving, mail)) ?? aside(ctx, arriving, 'bounce')
  const message = incomingMessage(arriving, mail, verdict.isMachine)
  if (it) return continueCase(ctx, arriving, it, mail, message)
  return open(ctx, arriving, mail, { message, acknowledge: arriving.acknowledge && !verdict.silently })
}

async function open(
  ctx: Context,
  arriving: Arriving,
  mail: ReadMail,
  { message, acknowledge }: { message: ReturnType<typeof incomingMessage>; acknowledge: boolean },
): Promise<Outcome> {
  const { house, place, proof } = arriving
  const { it } = await takeIn(ctx, {
    house,
    place,
    customer: { email: mail.from?.address, name: mail.from?.name },
    kind: 'request',
    channel: 'email',
    subject: mail.subject || undefined,
    message,
    acknowledge,
    answersTo: mail.messageId,
    provenMessage: proof === 'pass',
  })
  await store.setCase(ctx.db, arriving.id, it.id, null)
  return { became: 'case', caseId: it.id }
}

/** Keeps what cannot or should not become a case where a lead sees it; nobody is mailed. */
export async function aside(ctx: Context, arriving: Pick<Arriving, 'id'>, because: string): Promise<Outcome> {
  await store.setCase(ctx.db, arriving.id, null, because)
  await ctx.tell('mail.set_aside', { mailId: arriving.id, reason: because })
  return { became: 'aside', because }
}

/** What the sender wrote, without the trace that every relay adds: the same mail by another way has the same hash. */
function contentHashOf(mail: ReadMail, raw: Buffer): string {
  const head = JSON.stringify([mail.from?.address, mail.subject, mail.date?.getTime()])
  const blank = /\r?\n\r?\n/.exec(raw.subarray(0, 1_000_000).toString('latin1'))
  return createHash('sha256')
    .update(head)
    .update(raw.subarray(blank ? blank.index + blank[0].length : 0))
    .digest('hex')
}

function domainOf(messageId: string | null): string {
  return stored(/@([^<>@\s]{1,255})>?$/.exec(messageId ?? '')?.[1]?.toLowerCase() ?? '', 255)
}

/** A Message-ID as an index can hold it; a longer one names nothing that anybody would reply to. */
export function indexable(messageId: string | null): string | null {
  const id = messageId === null ? null : stored(messageId, 998)
  return id && Buffer.byteLength(id) <= 1_000 ? id : null
}

/** Foreign text as the database can hold it. */
function stored(value: string, length: number): string {
  return value.toWellFormed().replaceAll('\0', '').slice(0, length)
}
