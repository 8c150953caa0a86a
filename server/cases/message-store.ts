import type { Channel } from '#contract/cases.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'

export interface Message {
  id: string
  caseId: string
  direction: 'in' | 'out' | 'note' | 'automatic'
  channel: Channel
  messageId: string | null
  fromName: string
  fromAddress: string
  staffId: string | null
  customerId: string | null
  subject: string
  text: string
  shownText: string
  html: string | null
  language: string | null
  marks: string[]
  rawSha256: string | null
  createdAt: Date
  isAnswer: boolean
  sendsAt: Date | null
}

export interface Attachment {
  id: string
  messageId: string
  position: number
  name: string
  type: string
  size: number
  sha256: string
  contentId: string | null
}

const columns = sql`id, case_id, direction, channel, message_id, from_name, from_address, staff_id, customer_id, subject, text, shown_text, html,
  language, marks, raw_sha256, created_at, is_answer, sends_at`

export const insertMessage = (db: Db, it: Message) =>
  db.soon(sql`
    insert into messages (id, case_id, direction, channel, message_id, from_name, from_address, staff_id, customer_id, subject, text, shown_text, html,
      language, marks, raw_sha256, created_at, is_answer, sends_at)
    values (${it.id}, ${it.caseId}, ${it.direction}, ${it.channel}, ${it.messageId}, ${it.fromName}, ${it.fromAddress}, ${it.staffId}, ${it.customerId},
      ${it.subject}, ${it.text}, ${it.shownText}, ${it.html}, ${it.language}, ${it.marks}, ${it.rawSha256}, ${it.createdAt}, ${it.isAnswer}, ${it.sendsAt})`)

export const insertAttachments = (db: Db, rows: readonly Attachment[]) =>
  db.soon(sql`
    insert into attachments (id, message_id, position, name, type, size, sha256, content_id)
    select * from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ messageId }) => messageId)}::text[], ${rows.map(({ position }) => position)}::int[],
      ${rows.map(({ name }) => name)}::text[], ${rows.map(({ type }) => type)}::text[], ${rows.map(({ size }) => size)}::int[],
      ${rows.map(({ sha256 }) => sha256)}::text[], ${rows.map(({ contentId }) => contentId)}::text[])`)

/** A message with what is said of its attachments. */
export interface MessageShown extends Message {
  files: Pick<Attachment, 'id' | 'name' | 'type' | 'size' | 'sha256'>[]
}

const shown = sql`${columns}, coalesce((
    select json_agg(json_build_object('id', a.id, 'name', a.name, 'type', a.type, 'size', a.size, 'sha256', a.sha256) order by a.position)
    from attachments a where a.message_id = messages.id), '[]') as files`

/** The newest messages of a case, oldest first. */
export const messagesOf = (db: Db, caseId: string, limit: number) =>
  db.many<MessageShown>(sql`
    select * from (select ${shown} from messages where case_id = ${caseId} order by created_at desc, id desc limit ${whole(limit)}) newest
    order by created_at, id`)

export const shownMessage = (db: Db, id: string) => db.one<MessageShown>(sql`select ${shown} from messages where id = ${id}`)

export const messageById = (db: Db, id: string) => db.maybe<Message>(sql`select ${columns} from messages where id = ${id}`)

export const lockMessage = (db: Db, id: string) => db.maybe<Message>(sql`select ${columns} from messages where id = ${id} for update`)

/** Messages with this Message-ID, newest first. */
export const messagesById = (db: Db, messageId: string, limit: number) =>
  db.many<MessageShown>(sql`select ${shown} from messages where message_id = ${messageId} order by created_at desc limit ${whole(limit)}`)

/** The cases of messages with any of these Message-IDs. */
export const casesOfIds = (db: Db, messageIds: readonly string[]) =>
  db.many<{ messageId: string; caseId: string }>(
    sql`select message_id, case_id from messages where message_id = any(${messageIds}) limit 200`,
  )

export const attachmentById = (db: Db, id: string) =>
  db.maybe<Attachment & { caseId: string }>(sql`
    select a.id, a.message_id, a.position, a.name, a.type, a.size, a.sha256, a.content_id, m.case_id
    from attachments a join messages m on m.id = a.message_id where a.id = ${id}`)

/** The newest message of a case that somebody else wrote after one that was seen. */
export const newerThan = (db: Db, caseId: string, seenId: string, writerId: string) =>
  db.maybe<Message>(sql`
    select ${columns} from messages m where case_id = ${caseId} and direction in ('in', 'out') and staff_id is distinct from ${writerId}
      and (created_at, id) > (select created_at, id from messages where id = ${seenId} and case_id = ${caseId})
    order by created_at desc, id desc limit 1`)

export const deleteMessage = (db: Db, id: string) => db.run(sql`delete from messages where id = ${id}`)

/** What may be sent now: nobody called it back within its seconds. */
export const dueToSend = (db: Db, now: Date, limit: number) =>
  db.many<Message>(
    sql`select ${columns} from messages where sends_at <= ${now} order by sends_at limit ${whole(limit)} for update skip locked`,
  )

export const nextToSendAt = (db: Db) =>
  db.maybe<{ at: Date }>(sql`select sends_at as at from messages where sends_at is not null order by sends_at limit 1`)

export const markSent = (db: Db, id: string) => db.run(sql`update messages set sends_at = null where id = ${id}`)

export const setMessageId = (db: Db, id: string, messageId: string) =>
  db.run(sql`update messages set message_id = ${messageId} where id = ${id}`)

export const draftOf = (db: Db, caseId: string, staffId: string) =>
  db.maybe<{ text: string; form: 'answer' | 'update' | 'note'; savedAt: Date }>(sql`
    select text, form, saved_at from drafts where case_id = ${caseId} and staff_id = ${staffId}`)

export const saveDraft = (db: Db, caseId: string, staffId: string, form: string, text: string, now: Date) =>
  db.run(sql`
    insert into drafts (case_id, staff_id, form, text, saved_at) values (${caseId}, ${staffId}, ${form}, ${text}, ${now})
    on conflict (case_id, staff_id) do update set form = excluded.form, text = excluded.text, saved_at = excluded.saved_at`)

export const deleteDraft = (db: Db, caseId: string, staffId: string) =>
  db.run(sql`delete from drafts where case_id = ${caseId} and staff_id = ${staffId}`)

export const setPresence = (db: Db, caseId: string, staffId: string, doing: string, now: Date) =>
  db.run(sql`
    insert into presences (case_id, staff_id, doing, seen_at) values (${caseId}, ${staffId}, ${doing}, ${now})
    on conflict (case_id, staff_id) do update set doing = excluded.doing, seen_at = excluded.seen_at`)

export const presentOn = (db: Db, caseId: string, since: Date) =>
  db.many<{ staffId: string; name: string; doing: 'viewing' | 'writing' }>(sql`
    select p.staff_id, s.name, p.doing from presences p join staff s on s.id = p.staff_id
    where p.case_id = ${caseId} and p.seen_at > ${since} order by s.name limit 50`)

export const forgetDrafts = (db: Db, before: Date) =>
  db.run(sql`delete from drafts where ctid in (select ctid from drafts where saved_at < ${before} limit 1000)`)
