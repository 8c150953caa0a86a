import type { RoleName, Staff, Team } from '#contract/people.ts'
import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface Company {
  name: string
  zone: string
  language: Language
}

export interface StaffRow extends Staff {
  passwordHash: string | null
  shortcuts: 'letters' | 'off'
}

const staffColumns = sql`s.id, s.name, s.email, s.role, s.shortcuts, s.password_hash,
  coalesce((select array_agg(m.team_id order by m.team_id) from team_members m where m.staff_id = s.id), '{}') as team_ids`

export const staffByEmail = (db: Db, email: string) =>
  db.maybe<StaffRow>(sql`select ${staffColumns} from staff s where email = ${email.toLowerCase()} and disabled_at is null`)

export const staffById = (db: Db, id: string) =>
  db.maybe<StaffRow>(sql`select ${staffColumns} from staff s where id = ${id} and disabled_at is null`)

export const staffOfSession = (db: Db, tokenHash: string, now: Date) =>
  db.maybe<StaffRow>(sql`
    select ${staffColumns} from sessions join staff s on s.id = sessions.staff_id
    where token_hash = ${tokenHash} and expires_at > ${now} and disabled_at is null`)

export const allStaff = (db: Db) =>
  db.many<StaffRow>(sql`select ${staffColumns} from staff s where disabled_at is null order by name limit 500`)

export const namesOf = (db: Db, ids: readonly string[]) =>
  db.many<{ id: string; name: string }>(
    sql`select id, name from staff where id = any(${ids}) union all select id, name from api_keys where id = any(${ids})`,
  )

export const callersOf = (db: Db, teamId: string) =>
  db.many<{ id: string; languages: Language[] }>(sql`
    select s.id, s.languages from team_members m join staff s on s.id = m.staff_id
    where m.team_id = ${teamId} and s.takes_calls and s.disabled_at is null order by s.id`)

export const languagesOfTeams = (db: Db) =>
  db.many<{ teamId: string; inWriting: Language[]; byCall: Language[] }>(sql`
    select m.team_id, array_agg(distinct spoken) as in_writing,
      coalesce(array_agg(distinct spoken) filter (where s.takes_calls), '{}') as by_call
    from team_members m join staff s on s.id = m.staff_id cross join unnest(s.languages) as spoken
    where s.disabled_at is null group by m.team_id order by m.team_id limit 500`)

export const insertStaff = (db: Db, staff: Omit<StaffRow, 'teamIds' | 'shortcuts'>, takesCalls: boolean, languages: readonly Language[]) =>
  db.run(sql`
    insert into staff (id, email, name, role, password_hash, takes_calls, languages)
    values (${staff.id}, ${staff.email.toLowerCase()}, ${staff.name}, ${staff.role}, ${staff.passwordHash}, ${takesCalls}, ${languages})
    on conflict (email) do nothing`)

export const joinTeams = (db: Db, staffId: string, teamIds: readonly string[]) =>
  db.run(sql`insert into team_members (team_id, staff_id) select unnest(${teamIds}::text[]), ${staffId} on conflict do nothing`)

export const setPassword = (db: Db, staffId: string, hash: string) =>
  db.run(sql`update staff set password_hash = ${hash} where id = ${staffId}`)

export const setShortcuts = (db: Db, staffId: string, shortcuts: string) =>
  db.run(sql`update staff set shortcuts = ${shortcuts} where id = ${staffId}`)

export const insertSession = (db: Db, tokenHash: string, staffId: string, now: Date, expiresAt: Date) =>
  db.run(sql`insert into sessions (token_hash, staff_id, created_at, expires_at) values (${tokenHash}, ${staffId}, ${now}, ${expiresAt})`)

export const deleteSession = (db: Db, tokenHash: string) => db.run(sql`delete from sessions where token_hash = ${tokenHash}`)

export const deleteSessionsOf = (db: Db, staffId: string) => db.run(sql`delete from sessions where staff_id = ${staffId}`)

export const insertAttempt = (db: Db, subjects: readonly string[], now: Date) =>
  db.run(sql`insert into sign_in_attempts (subject_hash, at) select unnest(${subjects}::text[]), ${now}`)

export const attemptsSince = (db: Db, subject: string, since: Date) =>
  db.one<{ count: number }>(sql`select count(*) from sign_in_attempts where subject_hash = ${subject} and at > ${since}`)

export const insertInvitation = (db: Db, tokenHash: string, staffId: string, expiresAt: Date) =>
  db.run(sql`insert into invitations (token_hash, staff_id, expires_at) values (${tokenHash}, ${staffId}, ${expiresAt})`)

/** Marks an invitation used; its person, or null when it was used, has expired or never was. */
export const useInvitation = (db: Db, tokenHash: string, now: Date) =>
  db.maybe<{ staffId: string }>(sql`
    update invitations set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} returning staff_id`)

export interface KeyRow {
  id: string
  name: string
  role: RoleName
  teamIds: string[]
  createdAt: Date
  lastUsedAt: Date | null
}

export const keyByHash = (db: Db, tokenHash: string) =>
  db.maybe<KeyRow>(
    sql`select id, name, role, team_ids, created_at, last_used_at from api_keys where token_hash = ${tokenHash} and removed_at is null`,
  )

export const touchKey = (db: Db, id: string, now: Date) => db.run(sql`update api_keys set last_used_at = ${now} where id = ${id}`)

export const allKeys = (db: Db) =>
  db.many<KeyRow>(
    sql`select id, name, role, team_ids, created_at, last_used_at from api_keys where removed_at is null order by created_at desc limit 200`,
  )

export const insertKey = (db: Db, key: Omit<KeyRow, 'lastUsedAt'>, tokenHash: string) =>
  db.run(sql`
    insert into api_keys (id, name, role, team_ids, token_hash, created_at)
    values (${key.id}, ${key.name}, ${key.role}, ${key.teamIds}, ${tokenHash}, ${key.createdAt})`)

export const removeKey = (db: Db, id: string, now: Date) =>
  db.run(sql`update api_keys set removed_at = ${now} where id = ${id} and removed_at is null`)

export const allTeams = (db: Db) => db.many<Team>(sql`select id, name from teams order by name limit 200`)

export const insertTeam = (db: Db, team: Team, calendarId: string) =>
  db.run(sql`insert into teams (id, name, calendar_id) values (${team.id}, ${team.name}, ${calendarId})`)

export const company = (db: Db) => db.maybe<Company>(sql`select name, zone, language from company`)

export const insertCompany = (db: Db, company: Company) =>
  db.run(
    sql`insert into company (name, zone, language) values (${company.name}, ${company.zone}, ${company.language}) on conflict do nothing`,
  )

export const forgetAttempts = (db: Db, before: Date) =>
  db.run(sql`delete from sign_in_attempts where ctid in (select ctid from sign_in_attempts where at < ${before} limit 1000)`)
