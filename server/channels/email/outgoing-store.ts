import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import type { Load } from './rules/caps.ts'

export interface OutgoingMail {
  id: string
  caseId: string | null
  caseMessageId: string | null
  kind: string
  messageId: string
  inReplyTo: string | null
  refs: string[]
  toName: string
  toAddress: string
  fromName: string
  fromAddress: string
  replyTo: string
  language: Language
  subject: string
  text: string
  html: string
  calendar: string | null
  automatic: boolean
  autoSubmitted: 'auto-replied' | 'auto-generated' | null
  state: 'queued' | 'sent' | 'failed' | 'withheld' | 'bounced' | 'digested'
  attempts: number
  nextAt: Date | null
  because: string | null
  createdAt: Date
  sentAt: Date | null
}

const columns = sql`id, case_id, case_message_id, kind, message_id, in_reply_to, refs, to_name, to_address, from_name, from_address, reply_to, language, subject,
  text, html, calendar, automatic, auto_submitted, state, attempts, next_at, because, created_at, sent_at`

export const insertMail = (db: Db, it: OutgoingMail) =>
  db.soon(sql`
    insert into outgoing_mails (id, case_id, case_message_id, kind, message_id, in_reply_to, refs, to_name, to_address, from_name, from_address, reply_to,
      language, subject, text, html, calendar, automatic, auto_submitted, state, attempts, next_at, because, created_at)
    values (${it.id}, ${it.caseId}, ${it.caseMessageId}, ${it.kind}, ${it.messageId}, ${it.inReplyTo}, ${it.refs}, ${it.toName}, ${it.toAddress},
      ${it.fromName}, ${it.fromAddress}, ${it.replyTo}, ${it.language}, ${it.subject}, ${it.text}, ${it.html}, ${it.calendar}, ${it.automatic},
      ${it.autoSubmitted}, ${it.state}, 0, ${it.nextAt}, ${it.because}, ${it.createdAt})`)

/** What an address got lately, counted under a lock that lasts until the transaction ends. */
export const loadOf = (db: Db, address: string, caseId: string | null, now: Date) =>
  db.one<Load & { bouncing: boolean }>(sql`select hour, burst, day, bouncing from mail_load(${address}, ${caseId}, ${now})`)

/** The Message-IDs of a case's mails, theirs and ours, oldest first: what a reply refers to. */
export const idsOfCase = (db: Db, caseId: string) =>
  db.many<{ messageId: string; isTheirs: boolean }>(sql`
    select message_id, is_theirs from (
      select message_id, true as is_theirs, received_at as at from received_mails where case_id = ${caseId} and set_aside_because is null
      union all select message_id, false, created_at from outgoing_mails where case_id = ${caseId} and state in ('queued', 'sent')
      order by at desc limit 20
    ) newest order by at`)

/** Takes due mail for a minute: whoever crashes with it leaves it to the next one. */
export const claimDue = (db: Db, now: Date, until: Date, limit: number) =>
  db.many<OutgoingMail>(sql`
    update outgoing_mails set next_at = ${until}, attempts = attempts + 1
    where id in (select id from outgoing_mails where state = 'queued' and next_at <= ${now} order by next_at limit ${whole(limit)} for update skip locked)
    returning ${columns}`)

/** Marks all due mail as sent, where nothing is sent over a network. */
export const takeDue = (db: Db, now: Date, limit: number) =>
  db.many<OutgoingMail>(sql`
    update outgoing_mails set state = 'sent', sent_at = ${now}, next_at = null, attempts = attempts + 1
    where id in (select id from outgoing_mails where state = 'queued' and next_at <= ${now} order by next_at limit ${whole(limit)} for update skip locked)
    returning ${columns}`)

export const nextDueAt = (db: Db) =>
  db.maybe<{ at: Date }>(sql`select next_at as at from outgoing_mails where state = 'queued' order by next_at limit 1`)

/** Each of these answers whether the mail was still queued: a second sender that comes late changes nothing. */
export const markSent = (db: Db, id: string, now: Date) =>
  db.run(
    sql`update outgoing_mails set state = 'sent', sent_at = ${now}, next_at = null, because = null where id = ${id} and state = 'queued'`,
  )

export const markFailed = (db: Db, id: string, because: string) =>
  db.run(sql`update outgoing_mails set state = 'failed', next_at = null, because = ${because} where id = ${id} and state = 'queued'`)

export const postpone = (db: Db, id: string, nextAt: Date, because: string) =>
  db.run(sql`update outgoing_mails set next_at = ${nextAt}, because = ${because} where id = ${id} and state = 'queued'`)

export const mailByMessageId = (db: Db, messageId: string) =>
  db.maybe<OutgoingMail>(sql`select ${columns} from outgoing_mails where message_id = ${messageId} for update`)

/** The newest mail of a case to an address: what a bounce is about that names no Message-ID. */
export const newestMailTo = (db: Db, caseId: string, address: string | null) =>
  db.maybe<OutgoingMail>(sql`
    select ${columns} from outgoing_mails where case_id = ${caseId} and state in ('sent', 'queued') and (${address}::text is null or to_address = ${address})
    order by created_at desc, id desc limit 1 for update`)

export const markBounced = (db: Db, id: string, now: Date, because: string) =>
  db.run(sql`update outgoing_mails set state = 'bounced', bounced_at = ${now}, next_at = null, because = ${because} where id = ${id}`)

export const noteDelay = (db: Db, id: string, because: string) =>
  db.run(sql`update outgoing_mails set because = ${because} where id = ${id}`)

export const deliveries = (db: Db, caseId: string) =>
  db.many<{ caseMessageId: string; state: OutgoingMail['state']; because: string | null; toAddress: string }>(sql`
    select case_message_id, state, because, to_address from outgoing_mails
    where case_id = ${caseId} and case_message_id is not null order by created_at, id limit 500`)

/** The mails the longest waiting address did not get, oldest first, locked for whoever puts them together. */
export const withheldLongest = (db: Db, now: Date) =>
  db.many<OutgoingMail>(sql`
    select ${columns} from outgoing_mails where state = 'withheld' and to_address = (
      select to_address from outgoing_mails where state = 'withheld' and next_at <= ${now} order by next_at limit 1)
    order by created_at, id limit 500 for update skip locked`)

export const markDigested = (db: Db, ids: readonly string[]) =>
  db.run(sql`update outgoing_mails set state = 'digested', next_at = null where id = any(${ids})`)

/** Puts the waiting of an address off: it is full for now. */
export const waitOn = (db: Db, ids: readonly string[], until: Date) =>
  db.run(sql`update outgoing_mails set next_at = ${until} where id = any(${ids})`)

export const nextWithheldAt = (db: Db) =>
  db.maybe<{ at: Date }>(sql`select next_at as at from outgoing_mails where state = 'withheld' order by next_at limit 1`)

export const newestMails = (db: Db, limit: number) =>
  db.many<OutgoingMail & { number: number | null }>(sql`
    select m.*, c.number from (
      select ${columns} from outgoing_mails where state not in ('withheld', 'digested') order by created_at desc, id desc limit ${whole(limit)}
    ) m left join cases c on c.id = m.case_id order by m.created_at desc, m.id desc`)

/** How many seconds the oldest mail has been waiting to go out; 0 when none waits. */
export const oldestQueued = (db: Db, now: Date) =>
  db.one<{ seconds: number }>(
    sql`select coalesce(extract(epoch from ${now}::timestamptz - min(created_at)), 0)::float8 as seconds from outgoing_mails where state = 'queued'`,
  )
