import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface ReceivedMail {
  id: string
  mailboxId: string
  messageId: string
  contentHash: string
  rawSha256: string
  size: number
  mailFrom: string
  recipients: string[]
  fromAddress: string
  subject: string
  receivedAt: Date
  caseId: string | null
  setAsideBecause: string | null
}

const columns = sql`id, mailbox_id, message_id, content_hash, raw_sha256, size, mail_from, recipients, from_address, subject, received_at, case_id, set_aside_because`

/**
 * Notes a mail once per mailbox: null when the same one was there. Tells beside it whether its id was there with other content, whether its
 * sender is a mailbox of ours, and whether its Message-ID has a domain of ours.
 */
export const insertReceived = (db: Db, it: ReceivedMail, { bareFrom, idDomain }: { bareFrom: string; idDomain: string }) =>
  db.maybe<{ otherContent: boolean; isOurs: boolean; hasOurDomain: boolean }>(sql`
    insert into received_mails (id, mailbox_id, message_id, content_hash, raw_sha256, size, mail_from, recipients, from_address, subject, received_at, set_aside_because)
    values (${it.id}, ${it.mailboxId}, ${it.messageId}, ${it.contentHash}, ${it.rawSha256}, ${it.size}, ${it.mailFrom}, ${it.recipients},
      ${it.fromAddress}, ${it.subject}, ${it.receivedAt}, ${it.setAsideBecause})
    on conflict (mailbox_id, message_id, content_hash) do nothing
    returning exists (select from received_mails r where r.mailbox_id = ${it.mailboxId} and r.message_id = ${it.messageId} and r.content_hash <> ${it.contentHash}) as other_content,
      exists (select from mailbox_addresses where address = ${bareFrom}) as is_ours,
      exists (select from mailbox_addresses where split_part(address, '@', 2) = ${idDomain}) as has_our_domain`)

export const setCase = (db: Db, id: string, caseId: string | null, because: string | null) =>
  db.run(sql`update received_mails set case_id = ${caseId}, set_aside_because = ${because} where id = ${id}`)

/** The cases of mails we hold in a mailbox, by Message-ID; of several the first that came. */
export const heldCases = (db: Db, mailboxId: string, messageIds: readonly string[]) =>
  db.many<{ messageId: string; caseId: string }>(sql`
    select distinct on (message_id) message_id, case_id from received_mails
    where mailbox_id = ${mailboxId} and message_id = any(${messageIds}) and case_id is not null order by message_id, received_at`)

/** Whether a case has this very mail already, by another mailbox. */
export const isInCase = (db: Db, caseId: string, messageId: string, contentHash: string) =>
  db.maybe<{ id: string }>(sql`select id from received_mails where case_id = ${caseId} and message_id = ${messageId} and content_hash = ${contentHash} limit 1`)

export const setAsideMails = (db: Db, after: { at: string; id: string } | null, limit: number) =>
  db.many<ReceivedMail & { atText: string }>(sql`
    select ${columns}, received_at::text as at_text from received_mails
    where set_aside_because is not null and case_id is null
      and (${after?.at ?? null}::timestamptz is null or (received_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
    order by received_at desc, id desc limit ${limit}`)

export const setAsideMail = (db: Db, id: string) =>
  db.maybe<ReceivedMail>(sql`select ${columns} from received_mails where id = ${id} and set_aside_because is not null`)

export const lockSetAside = (db: Db, id: string) =>
  db.maybe<ReceivedMail & { teamId: string; teamName: string; address: string }>(sql`
    select r.*, m.team_id, t.name as team_name, m.address from received_mails r join mailboxes m on m.id = r.mailbox_id join teams t on t.id = m.team_id
    where r.id = ${id} and r.set_aside_because is not null for update of r`)
