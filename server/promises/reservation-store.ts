import type { Db } from '#platform/db/database.ts'
import { sql, type Sql } from '#platform/db/sql.ts'

export interface Taken {
  staffId: string
  startsAt: Date
  endsAt: Date
}

/** What people are taken for from now on, holds that have lapsed left out, and what one case has. */
export const takenOf = (db: Db, staffIds: readonly string[], now: Date, exceptCaseId: string | null) =>
  db.many<Taken>(sql`
    select staff_id, starts_at, ends_at from reservations
    where staff_id = any(${staffIds}) and ends_at > ${now} and (until is null or until > ${now}) and case_id is distinct from ${exceptCaseId}
    order by starts_at limit 5000`)

/** Forgets the holds of a team and of people that have lapsed, so that their time can be taken. What another team forgets just now is left to it. */
export const dropLapsed = (db: Db, teamId: string, staffIds: readonly string[], now: Date) =>
  db.run(sql`
    delete from reservations where id in (
      select id from reservations where until <= ${now} and (team_id = ${teamId} or staff_id = any(${staffIds})) order by id for update skip locked)`)

/** What of a team is taken, and whose it is. */
export interface Reservation {
  teamId: string
  caseId: string | null
  visitId: string | null
  staffId: string | null
  skill: string | null
  language: string | null
  startsAt: Date
  endsAt: Date
  promiseId: string | null
  offerId: string | null
  until: Date | null
  overbooked: boolean
}

/** Takes a person for a stretch, or a unit of writing; 0 when the person is taken in any part of it, because the database lets no two stretches overlap. */
export const reserve = (db: Db, it: Reservation) =>
  db.run(sql`
    insert into reservations (team_id, case_id, visit_id, staff_id, skill, language, starts_at, ends_at, promise_id, offer_id, until, overbooked)
    values (${it.teamId}, ${it.caseId}, ${it.visitId}, ${it.staffId}, ${it.skill}, ${it.language}, ${it.startsAt}, ${it.endsAt}, ${it.promiseId}, ${it.offerId}, ${it.until},
      ${it.overbooked})
    on conflict do nothing`)

/** Makes what an offer held the promise's own; 0 when the hold has lapsed. */
export const keepHeld = (db: Db, offerId: string, promiseId: string, now: Date) =>
  db.run(sql`
    update reservations set promise_id = ${promiseId}, until = null where offer_id = ${offerId} and staff_id is not null and until > ${now}`)

/** Ends what a visit or a case holds beyond its promises. */
export const endHolds = (db: Db, of: { visitId: string } | { caseId: string }) =>
  db.run(
    'visitId' in of
      ? sql`delete from reservations where visit_id = ${of.visitId} and promise_id is null`
      : sql`delete from reservations where case_id = ${of.caseId} and promise_id is null`,
  )

/** A team's written work that is reserved or held: [due (epoch milliseconds), units, skill, language], rising by due time. */
export type LoadPairs = [dueAtMs: number, units: number, skill: string | null, language: string | null][]

/**
 * Reads what of a team's writing is taken, by five minutes for a day and by the hour after it (cut down, so never too little): what is overdue
 * counts as due now, holds that have lapsed count no more. What one case has on one track (holds are of its answer) may be left out. Its cost
 * grows with the distinct times at which something is due.
 */
export const readLoad = (db: Db, teamId: string, now: Date, except: { caseId: string; track: string } | null) =>
  db.one<{ load: LoadPairs }>(sql`
    select coalesce(json_agg(json_build_array(ms, units, nullif(skill, ''), nullif(language, '')) order by ms), '[]') as load from (
      select floor(extract(epoch from case
          when due_at < ${now}::timestamptz + interval '1 day' then greatest(due_at, ${now}) else date_bin('1 hour', due_at, timestamptz '2000-01-01 00:00:00+00')
        end) * 1000)::bigint as ms, skill, language, sum(units) as units from (
        select due_at, skill, language, units from load_buckets where team_id = ${teamId}
        union all select due_at, skill, language, units from load_lines where team_id = ${teamId}
        union all ${lightened(sql`team_id = ${teamId} and until <= ${now}`)}
        union all ${lightened(sql`team_id = ${teamId} and (until is null or until > ${now}) and case_id = ${except?.caseId ?? null} and track = ${except?.track ?? null}`)}
      ) as lines group by ms, skill, language having sum(units) > 0
    ) as sums`)

const lightened = (which: Sql) =>
  sql`select five_minutes(ends_at), coalesce(skill, ''), coalesce(language, ''), -units from reservations where staff_id is null and ${which}`

/** Adds the lines of a team's load up. The caller holds the team's lock. */
export async function sumLoad(db: Db, teamId: string): Promise<void> {
  await db.soon(sql`
    with lines as (delete from load_lines where team_id = ${teamId} returning due_at, skill, language, units),
    sums as (select due_at, skill, language, sum(units) as units from lines group by 1, 2, 3)
    insert into load_buckets as b (team_id, due_at, skill, language, units) select ${teamId}, due_at, skill, language, units from sums where units <> 0
    on conflict (team_id, due_at, skill, language) do update set units = b.units + excluded.units`)
  await db.soon(sql`delete from load_buckets where team_id = ${teamId} and units = 0`)
}

/** Whether an answer in writing runs on a case whose clock goes: then it stands in its team's line. */
export const isInLine = async (db: Db, caseId: string): Promise<boolean> =>
  (await db.maybe(sql`
    select from reservations r join promises p on p.id = r.promise_id
    where r.case_id = ${caseId} and r.track = 'answer' and r.staff_id is null and p.state <> 'waiting' limit 1`)) !== null
