import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface Taken {
  staffId: string
  startsAt: Date
  endsAt: Date
}

/** What people are taken for from now on, holds that have lapsed left out. */
export const takenOf = (db: Db, staffIds: readonly string[], now: Date) =>
  db.many<Taken>(sql`
    select staff_id, starts_at, ends_at from reservations
    where staff_id = any(${staffIds}) and ends_at > ${now} and (until is null or until > ${now}) order by starts_at limit 5000`)

/** Forgets the holds of a team and of people that have lapsed, so that their time can be taken. */
export const dropLapsed = (db: Db, teamId: string, staffIds: readonly string[], now: Date) =>
  db.run(sql`delete from reservations where until <= ${now} and (team_id = ${teamId} or staff_id = any(${staffIds}))`)

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
 * Reads what of a team's writing is taken. What is overdue counts as due now; times are cut down to `grainMs`. What one case has on one track
 * (holds are of its answer) may be left out.
 */
export const readLoad = (db: Db, teamId: string, now: Date, grainMs: number, except: { caseId: string; track: string } | null) =>
  db.one<{ load: LoadPairs }>(sql`
    select coalesce(json_agg(json_build_array(ms, units, skill, language) order by ms), '[]') as load from (
      select floor(extract(epoch from greatest(ends_at, ${now})) * 1000 / ${grainMs}::bigint)::bigint * ${grainMs}::bigint as ms, sum(units) as units, skill, language
      from reservations
      where team_id = ${teamId} and staff_id is null and (until is null or until > ${now})
        and (case_id is distinct from ${except?.caseId ?? null} or track <> ${except?.track ?? ''})
      group by ms, skill, language
    ) as sums`)
