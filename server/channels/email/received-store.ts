import type { Db } from '#platform/db/database.ts'
import { sql, type Sql, whole } from '#platform/db/sql.ts'

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
  db.maybe<{ id: string }>(
    sql`select id from received_mails where case_id = ${caseId} and message_id = ${messageId} and content_hash = ${contentHash} limit 1`,
  )

/** `teamIds` are the teams whose mailboxes may be looked into; null is all. */
export const setAsideMails = (db: Db, teamIds: readonly string[] | null, after: { at: string; id: string } | null, limit: number) =>
  db.many<ReceivedMail & { atText: string }>(sql`
    select ${columns}, received_at::text as at_text from received_mails r
    where set_aside_because is not null and case_id is null and ${ofTeams(teamIds)}
      and (${after?.at ?? null}::timestamptz is null or (received_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
    order by received_at desc, id desc limit ${whole(limit)}`)

export const setAsideMail = (db: Db, teamIds: readonly string[] | null, id: string) =>
  db.maybe<ReceivedMail>(
    sql`select ${columns} from received_mails r where id = ${id} and set_aside_because is not null and ${ofTeams(teamIds)}`,
  )

export const lockSetAside = (db: Db, teamIds: readonly string[] | null, id: string) =>
  db.maybe<ReceivedMail & { teamId: string; teamName: string; address: string }>(sql`
    select r.*, m.team_id, t.name as team_name, m.address from received_mails r join mailboxes m on m.id = r.mailbox_id join teams t on t.id = m.team_id
    where r.id = ${id} and r.set_aside_because is not null and ${ofTeams(teamIds)} for update of r`)

const ofTeams = (teamIds: readonly string[] | null): Sql =>
  teamIds === null ? sql`true` : sql`exists (select from mailboxes b where b.id = r.mailbox_id and b.team_id = any(${teamIds}))`

/** Takes away mails set aside before an instant that became no case; their sources go unless something else holds the same bytes. */
export async function forgetSetAside(db: Db, before: Date): Promise<number> {
  const gone = await db.many<{ rawSha256: string }>(sql`
    delete from received_mails where id in (
      select id from received_mails where set_aside_because is not null and case_id is null and received_at < ${before} order by received_at limit 200)
    returning raw_sha256`)
  await dropFiles(
    db,
    gone.map(({ rawSha256 }) => rawSha256),
  )
  return gone.length
}

/** Drops bytes that no mail, message, attachment or visit holds any more. */
export const dropFiles = (db: Db, hashes: readonly string[]) =>
  db.run(sql`
    delete from files f where f.sha256 = any(${hashes})
      and not exists (select from received_mails where raw_sha256 = f.sha256) and not exists (select from messages where raw_sha256 = f.sha256)
      and not exists (select from attachments where sha256 = f.sha256) and not exists (select from visit_files where sha256 = f.sha256)`)
