import type { AbsenceReason } from '#contract/working-time.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface AbsenceRow {
  id: string
  staffId: string
  startsAt: Date
  endsAt: Date
  zone: string
  reason: AbsenceReason
}

const columns = sql`a.id, a.staff_id, a.starts_at, a.ends_at, a.zone, a.reason`

/** The zone a person's dates are meant in: that of their shifts, else of their team, else of the company. */
export const zoneOf = (db: Db, staffId: string) =>
  db.one<{ zone: string }>(sql`
    select coalesce(
      (select zone from shifts where staff_id = ${staffId}),
      (select c.zone from team_members m join teams t on t.id = m.team_id join calendars c on c.id = t.calendar_id
        where m.staff_id = ${staffId} order by t.name limit 1),
      (select zone from company), 'UTC') as zone`)

export const overlapping = (db: Db, staffId: string, startsAt: Date, endsAt: Date) =>
  db.maybe<AbsenceRow>(sql`
    select ${columns} from absences a
    where staff_id = ${staffId} and tstzrange(starts_at, ends_at) && tstzrange(${startsAt}, ${endsAt}) order by starts_at limit 1`)

export const insertAbsence = (db: Db, row: AbsenceRow, { now, by }: { now: Date; by: string | null }) =>
  db.run(sql`
    insert into absences (id, staff_id, starts_at, ends_at, zone, reason, recorded_at, recorded_by)
    values (${row.id}, ${row.staffId}, ${row.startsAt}, ${row.endsAt}, ${row.zone}, ${row.reason}, ${now}, ${by})`)

export const absenceById = (db: Db, id: string) => db.maybe<AbsenceRow>(sql`select ${columns} from absences a where id = ${id}`)

export const deleteAbsence = (db: Db, id: string) => db.run(sql`delete from absences where id = ${id}`)

export interface TeamAbsence extends AbsenceRow {
  name: string
  teamIds: string[]
}

export const absencesOfTeam = (db: Db, teamId: string, from: Date, to: Date) =>
  db.many<TeamAbsence>(sql`
    select ${columns}, s.name, (select array_agg(t.team_id) from team_members t where t.staff_id = s.id) as team_ids
    from team_members m join staff s on s.id = m.staff_id
    join absences a on a.staff_id = s.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(${from}, ${to})
    where m.team_id = ${teamId} and s.disabled_at is null order by a.starts_at, a.id limit 1000`)

export const awayOfTeam = (db: Db, teamId: string, from: Date, to: Date) =>
  db.many<{ staffId: string; startsAt: Date; endsAt: Date }>(sql`
    select a.staff_id, a.starts_at, a.ends_at from team_members m
    join absences a on a.staff_id = m.staff_id and tstzrange(a.starts_at, a.ends_at) && tstzrange(${from}, ${to})
    where m.team_id = ${teamId} order by a.starts_at limit 5000`)
