import type { PromiseForm } from '#contract/promises.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface OptionRow {
  id: string
  teamId: string | null
  form: PromiseForm
  name: string
  minutes: number
  windowMinutes: number
  level: number
  isDefault: boolean
  active: boolean
}

const columns = sql`id, team_id, form, name, minutes, window_minutes, level, is_default, active`

export const insertOption = (db: Db, it: OptionRow) =>
  db.run(sql`
    insert into service_options (id, team_id, form, name, minutes, window_minutes, level, is_default, active, position)
    select ${it.id}, ${it.teamId}, ${it.form}, ${it.name}, ${it.minutes}, ${it.windowMinutes}, ${it.level}, ${it.isDefault}, ${it.active}, count(*)
    from service_options`)

export const allOptions = (db: Db) => db.many<OptionRow>(sql`select ${columns} from service_options order by position, id limit 200`)

/** The active menu of a team, its own entries before those of all teams. */
export const optionsOfTeam = (db: Db, teamId: string) =>
  db.many<OptionRow>(sql`
    select ${columns} from service_options where active and (team_id = ${teamId} or team_id is null) order by team_id is null, position, id limit 50`)

export const setCapacity = (db: Db, teamId: string, answersPerHour: number) =>
  db.run(sql`
    insert into capacities (team_id, answers_per_hour) values (${teamId}, ${answersPerHour})
    on conflict (team_id) do update set answers_per_hour = excluded.answers_per_hour`)

/** Locks what a team can give until the transaction ends; null when nobody has said how much that is. */
export const lockCapacity = (db: Db, teamId: string) =>
  db.maybe<{ answersPerHour: number }>(sql`select answers_per_hour from capacities where team_id = ${teamId} for update`)

/** Units due by instant (epoch milliseconds), rising. */
export type LoadPairs = [dueAtMs: number, units: number][]

export const capacityOf = (db: Db, teamId: string) =>
  db.maybe<{ answersPerHour: number; takenAt: Date | null; load: LoadPairs | null }>(sql`
    select c.answers_per_hour, s.taken_at, s.load from capacities c left join load_snapshots s on s.team_id = c.team_id where c.team_id = ${teamId}`)

/**
 * What a team has promised in writing, rising by due time: running promises, and one unit for each visit or case that holds offers, at the
 * earliest of them. What is overdue counts as due now; times are cut down to `grainMs`. One case's own may be left out.
 */
export const readLoad = (db: Db, teamId: string, now: Date, grainMs: number, exceptCaseId: string | null) =>
  db.one<{ load: LoadPairs }>(sql`
    select coalesce(json_agg(json_build_array(ms, units) order by ms), '[]') as load from (
      select floor(extract(epoch from greatest(due_at, ${now})) * 1000 / ${grainMs}::bigint)::bigint * ${grainMs}::bigint as ms, count(*) as units
      from (
        select due_at from promises where team_id = ${teamId} and ended_at is null and form = 'written' and case_id is distinct from ${exceptCaseId}
        union all
        select min(due_at) from offers
        where team_id = ${teamId} and held_until > ${now} and taken_at is null and form = 'written' and (${exceptCaseId}::text is null or case_id is distinct from ${exceptCaseId})
        group by coalesce(visit_id, case_id)
      ) as dues group by ms
    ) as sums`)

/** Takes the right to renew a snapshot; 0 when somebody else is at it or has just done it. */
export const claimSnapshot = (db: Db, teamId: string, takenAt: Date) =>
  db.maybe<{ teamId: string }>(
    sql`select team_id from load_snapshots where team_id = ${teamId} and taken_at = ${takenAt} for update skip locked`,
  )

export const saveSnapshot = (db: Db, teamId: string, now: Date, load: LoadPairs) =>
  db.run(sql`update load_snapshots set taken_at = ${now}, load = ${JSON.stringify(load)} where team_id = ${teamId}`)

export const beginSnapshot = (db: Db, teamId: string) =>
  db.run(sql`insert into load_snapshots (team_id, taken_at, load) values (${teamId}, 'epoch', '[]') on conflict do nothing`)
