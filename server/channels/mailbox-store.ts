import type { Mailbox } from '#contract/channels.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** Where something comes in or goes out: a team, and the mailbox that speaks for it, if the desk has any. */
export interface Place {
  teamId: string
  teamName: string
  mailboxId: string | null
  address: string | null
}

const place = sql`t.id as team_id, t.name as team_name, m.id as mailbox_id, m.address`

export const insertMailbox = (db: Db, row: { id: string; address: string; teamId: string }) =>
  db.run(sql`insert into mailboxes (id, address, team_id) values (${row.id}, ${row.address}, ${row.teamId}) on conflict do nothing`)

export const insertAddresses = (db: Db, mailboxId: string, addresses: readonly string[]) =>
  db.run(sql`insert into mailbox_addresses (address, mailbox_id) select unnest(${addresses}::text[]), ${mailboxId} on conflict do nothing`)

export const allMailboxes = (db: Db) =>
  db.many<Mailbox>(sql`
    select m.id, m.address, m.team_id, array(select a.address from mailbox_addresses a where a.mailbox_id = m.id and a.address <> m.address order by 1) as aliases
    from mailboxes m order by m.nth limit 200`)

export const placeByAddress = (db: Db, address: string) =>
  db.maybe<Place>(sql`
    select ${place} from mailbox_addresses a join mailboxes m on m.id = a.mailbox_id join teams t on t.id = m.team_id where a.address = ${address}`)

/** A team with its own mailbox, else the desk's first one. */
export const placeOfTeam = (db: Db, teamId: string) =>
  db.maybe<Place>(sql`
    select ${place} from teams t
    left join lateral (select id, address from mailboxes order by (team_id = t.id) desc, nth limit 1) m on true
    where t.id = ${teamId}`)

/** The team of the first mailbox, or the first team of a desk without any. */
export const firstPlace = (db: Db) =>
  db.maybe<Place>(sql`select ${place} from teams t left join mailboxes m on m.team_id = t.id order by m.nth nulls last, t.name limit 1`)

/** Where a case is written to from: the mailbox its customer wrote to last, else its team's, else the first. */
export const placeOfCase = (db: Db, caseId: string, teamId: string) =>
  db.maybe<Place>(sql`
    select ${place} from teams t
    left join lateral (
      select id, address from mailboxes
      order by (id = (select mailbox_id from received_mails where case_id = ${caseId} order by received_at desc limit 1)) desc nulls last, (team_id = t.id) desc, nth limit 1
    ) m on true
    where t.id = ${teamId}`)
