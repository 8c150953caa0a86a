import type { RoleName } from '#contract/people.ts'
import type { SpanText, SpecialDay } from '#contract/working-time.ts'
import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface ShiftRow {
  id: string
  name: string
  role: RoleName
  teamIds: string[]
  skills: string[]
  languages: Language[]
  takesCalls: boolean
  zone: string | null
  week: SpanText[][] | null
  days: SpecialDay[]
  version: number
  changedBy: string | null
}

const columns = sql`s.id, s.name, s.role, s.skills, s.languages, s.takes_calls, h.zone, h.week, coalesce(h.days, '[]') as days,
  coalesce(h.version, 0) as version, h.changed_by,
  coalesce((select array_agg(t.team_id order by t.team_id) from team_members t where t.staff_id = s.id), '{}') as team_ids`

export const shiftsOfTeam = (db: Db, teamId: string) =>
  db.many<ShiftRow>(sql`
    select ${columns} from team_members m join staff s on s.id = m.staff_id left join shifts h on h.staff_id = s.id
    where m.team_id = ${teamId} and s.disabled_at is null order by s.name, s.id limit 500`)

export const shiftsOf = (db: Db, staffId: string) =>
  db.maybe<ShiftRow>(
    sql`select ${columns} from staff s left join shifts h on h.staff_id = s.id where s.id = ${staffId} and s.disabled_at is null`,
  )

/** Holds a person for this transaction, so that their shifts and absences change one after the other. */
export const lockPerson = (db: Db, staffId: string) =>
  db.maybe<{ id: string }>(sql`select id from staff where id = ${staffId} and disabled_at is null for update`)

export const saveShifts = (
  db: Db,
  staffId: string,
  { zone, week, days, version }: Pick<ShiftRow, 'zone' | 'week' | 'days' | 'version'>,
  { now, by }: { now: Date; by: string | null },
) =>
  db.run(sql`
    insert into shifts (staff_id, zone, week, days, version, changed_at, changed_by)
    values (${staffId}, ${zone}, ${week && JSON.stringify(week)}, ${JSON.stringify(days)}, ${version}, ${now}, ${by})
    on conflict (staff_id) do update set zone = excluded.zone, week = excluded.week, days = excluded.days, version = excluded.version,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`)

export const saveAbilities = (db: Db, staffId: string, able: { skills: string[]; languages: Language[]; takesCalls: boolean }) =>
  db.run(
    sql`update staff set skills = ${able.skills}, languages = ${able.languages}, takes_calls = ${able.takesCalls} where id = ${staffId}`,
  )

export const allSkills = (db: Db) =>
  db.many<{ skill: string }>(
    sql`select distinct skill from staff, unnest(skills) as skill where disabled_at is null order by skill limit 500`,
  )

/** What presence needs of the people of a team, the plan as text so that equal plans are one. */
export const plansOfTeam = (db: Db, teamId: string) =>
  db.many<{ id: string; name: string; skills: string[]; languages: Language[]; takesCalls: boolean; plan: string | null }>(sql`
    select s.id, s.name, s.skills, s.languages, s.takes_calls,
      (select json_build_object('zone', h.zone, 'week', h.week, 'days', h.days)::text from shifts h where h.staff_id = s.id) as plan
    from team_members m join staff s on s.id = m.staff_id
    where m.team_id = ${teamId} and s.disabled_at is null order by s.name, s.id limit 500`)
