import type { MenuForm } from '#contract/promises.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { People } from './presence.ts'
import type { LoadPairs } from './reservation-store.ts'

export interface OptionRow {
  id: string
  teamId: string | null
  form: MenuForm
  name: string
  minutes: number
  windowMinutes: number
  level: number
  isDefault: boolean
  active: boolean
  /** What whoever does it must be able to do. */
  skill: string | null
  /** Whether whoever does it must speak the customer's language. */
  inLanguage: boolean
  choosers: 'everyone' | 'proven'
  version: number
}

const columns = sql`id, team_id, form, name, minutes, window_minutes, level, is_default, active, skill, in_language, choosers, version`

export const insertOption = (db: Db, it: OptionRow) =>
  db.run(sql`
    insert into service_options (id, team_id, form, name, minutes, window_minutes, level, is_default, active, skill, in_language, choosers, position)
    select ${it.id}, ${it.teamId}, ${it.form}, ${it.name}, ${it.minutes}, ${it.windowMinutes}, ${it.level}, ${it.isDefault}, ${it.active}, ${it.skill},
      ${it.inLanguage}, ${it.choosers}, count(*)
    from service_options`)

/** Changes an entry if it is still the one that was read: else 0. Its team and form stay, because promises were given from it. */
export const saveOption = (db: Db, it: OptionRow) =>
  db.run(sql`
    update service_options set name = ${it.name}, minutes = ${it.minutes}, window_minutes = ${it.windowMinutes}, level = ${it.level},
      is_default = ${it.isDefault}, active = ${it.active}, skill = ${it.skill}, in_language = ${it.inLanguage}, choosers = ${it.choosers},
      version = version + 1
    where id = ${it.id} and version = ${it.version}`)

/** Only one written option of a team is what runs until the customer chooses. */
export const unsetDefaults = (db: Db, exceptId: string, teamId: string | null) =>
  db.run(
    sql`update service_options set is_default = false, version = version + 1 where is_default and id <> ${exceptId} and team_id is not distinct from ${teamId}`,
  )

export const lockOption = (db: Db, id: string) =>
  db.maybe<OptionRow>(sql`select ${columns} from service_options where id = ${id} for update`)

export const allOptions = (db: Db) => db.many<OptionRow>(sql`select ${columns} from service_options order by position, id limit 200`)

/** The active menu of a team, its own entries before those of all teams. */
export const optionsOfTeam = (db: Db, teamId: string) =>
  db.many<OptionRow>(sql`
    select ${columns} from service_options where active and (team_id = ${teamId} or team_id is null) order by team_id is null, position, id limit 50`)

export const setCapacity = (db: Db, teamId: string, answersPerHour: number) =>
  db.run(sql`
    insert into capacities (team_id, answers_per_hour) values (${teamId}, ${answersPerHour})
    on conflict (team_id) do update set answers_per_hour = excluded.answers_per_hour`)

export const allCapacities = (db: Db) =>
  db.many<{ teamId: string; answersPerHour: number }>(sql`select team_id, answers_per_hour from capacities order by team_id limit 500`)

/** Locks what a team can give until the transaction ends; null when nobody has said how much that is. */
export const lockCapacity = (db: Db, teamId: string) =>
  db.maybe<{ answersPerHour: number }>(sql`select answers_per_hour from capacities where team_id = ${teamId} for update`)

export const capacityOf = (db: Db, teamId: string) =>
  db.maybe<{ answersPerHour: number; takenAt: Date | null; load: LoadPairs | null; people: People | null }>(sql`
    select c.answers_per_hour, s.taken_at, s.load, s.people from capacities c left join load_snapshots s on s.team_id = c.team_id where c.team_id = ${teamId}`)

/** Takes the right to renew a snapshot; 0 when somebody else is at it or has just done it. */
export const claimSnapshot = (db: Db, teamId: string, takenAt: Date) =>
  db.maybe<{ teamId: string }>(
    sql`select team_id from load_snapshots where team_id = ${teamId} and taken_at = ${takenAt} for update skip locked`,
  )

export const saveSnapshot = (db: Db, teamId: string, now: Date, load: LoadPairs, people: People | null) =>
  db.run(sql`
    update load_snapshots set taken_at = ${now}, load = ${JSON.stringify(load)}, people = ${people && JSON.stringify(people)} where team_id = ${teamId}`)

export const beginSnapshot = (db: Db, teamId: string) =>
  db.run(sql`insert into load_snapshots (team_id, taken_at, load) values (${teamId}, 'epoch', '[]') on conflict do nothing`)
