import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#platform/kept.ts'
import type { Place } from '../mailbox.ts'
import { asHtml, asText, type Letter } from './letters/letter.ts'
import * as store from './outgoing-store.ts'
import { mayMail } from './rules/caps.ts'
import { replyAddress, signedMessageId } from './rules/thread-key.ts'
import { isMailable } from './rules/verdict.ts'

export interface NewMail {
  house: House
  place: Pick<Place, 'address'>
  it: { id: string; number: number } | null
  kind: string
  to: { name: string; address: string }
  language: Language
  letter: Letter
  /** Null on what a person wrote: only machines say that they are one (RFC 3834). */
  autoSubmitted: 'auto-replied' | 'auto-generated' | null
  /** Whether the address is proven: how many automatic mails it may get, and whether it may be called by the name it gave. */
  proven: boolean
  caseMessageId?: string | null
  /** The Message-IDs this mail answers, the parent last. */
  thread?: readonly string[]
  calendar?: string | null
  /** Not to be sent before: what is not urgent waits for the end of quiet hours. */
  notBefore?: Date | null
}

/**
 * Queues a mail: the row is the mail, rendered now, under a Message-ID it keeps through every attempt. Over the caps it is withheld and
 * goes out in a digest; to an address that bounces it fails at once, visibly. Returns the row; null where the desk has no mailbox or the address
 * cannot be written to.
 */
export async function queueMail(ctx: Context, mail: NewMail): Promise<store.OutgoingMail | null> {
  const { it, place, kind } = mail
  if (!place.address || !isMailable(mail.to.address)) return null
  const toAddress = mail.to.address.toLowerCase()
  const row = rowOf(ctx, mail, place.address, toAddress)
  const load = await store.loadOf(ctx.db, toAddress, it?.id ?? null, ctx.now)
  if (load.bouncing && kind !== 'code' && kind !== 'link') fail(row, 'address_bounces')
  else if (row.automatic && !mayMail(load, mail.proven)) withhold(row, ctx.now)
  await store.insertMail(ctx.db, row)
  const facts = { caseId: row.caseId, mailId: row.id, kind }
  if (row.state === 'queued') await ctx.tell('mail.queued', facts)
  else if (row.state === 'withheld') await ctx.tell('mail.withheld', facts)
  else await ctx.tell('mail.failed', { ...facts, because: row.because ?? '' })
  return row
}

function rowOf(ctx: Context, mail: NewMail, from: string, toAddress: string): store.OutgoingMail {
  const { house, it, letter, language } = mail
  const thread = [...new Set(mail.thread ?? [])].filter(isHeaderSafe)
  const subject = oneLine(letter.subject, 400)
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    id: newId('mail', ctx),
    caseId: it?.id ?? null,
    caseMessageId: mail.caseMessageId ?? null,
    kind: mail.kind,
    messageId: signedMessageId(house.secretKey, { caseId: it?.id ?? null, chance: ctx.random.bytes(9).toString('base64url'), domain }),
    inReplyTo: thread.at(-1) ?? null,
    refs: thread,
    toName: mail.proven ? oneLine(mail.to.name, 200) : '',
    toAddress,
    fromName: oneLine(house.shop.name, 200),
    fromAddress: from,
    replyTo: it ? replyAddress(house.secretKey, from, it) : from,
    language,
    subject,
    text: asText(letter),
    html: asHtml({ ...letter, subject }, language),
    calendar: mail.calendar ?? null,
    automatic: mail.autoSubmitted !== null,
    autoSubmitted: mail.autoSubmitted,
    state: 'queued',
    attempts: 0,
    nextAt: mail.notBefore ?? ctx.now,
    because: null,
    createdAt: ctx.now,
    sentAt: null,
  }
}

function fail(row: store.OutgoingMail, because: string): void {
  Object.assign(row, { state: 'failed', because, nextAt: null })
}

/** How long a withheld mail waits for others before they go out together. */
const digestAfterMs = 3_600_000

function withhold(row: store.OutgoingMail, now: Date): void {
  Object.assign(row, { state: 'withheld', because: 'caps', nextAt: new Date(now.getTime() + digestAfterMs) })
}

/** A value for a header: no control, no line break, no half character, nothing that turns its reading round or reads as an encoded word (RFC 2047); cut between characters. */
export function oneLine(value: string, length: number): string {
  const plain = value
    .toWellFormed()
    .replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .replaceAll('?=', '? =')
    .trim()
  return plain.length <= length ? plain : [...plain].slice(0, length - 1).join('')
}

/** A Message-ID of theirs is repeated only when it cannot break a line or a list. */
function isHeaderSafe(messageId: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>$/.test(messageId)
}
