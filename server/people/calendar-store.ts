import type { SpanText, SpecialDay } from '#contract/working-time.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { Calendar } from './rules/calendar.ts'
import type { PlaceDay } from './rules/day-plan.ts'

export interface CalendarRow {
  id: string
  name: string
  zone: string
  week: SpanText[][]
  country: string | null
  region: string | null
  openOn: string[]
  days: SpecialDay[]
  placeDays: PlaceDay[]
  placedYear: number | null
  version: number
  changedAt: Date | null
  changedBy: string | null
}

const columns = sql`id, name, zone, week, country, region, open_on, days, place_days, placed_year, version, changed_at, changed_by`

export const allCalendars = (db: Db) => db.many<CalendarRow>(sql`select ${columns} from calendars order by name, id limit 200`)

export const calendarById = (db: Db, id: string) => db.maybe<CalendarRow>(sql`select ${columns} from calendars where id = ${id}`)

export const lockCalendar = (db: Db, id: string) => db.maybe<CalendarRow>(sql`select ${columns} from calendars where id = ${id} for update`)

export const insertCalendar = (db: Db, row: Omit<CalendarRow, 'version'>, { holidays, extra }: Calendar) =>
  db.run(sql`
    insert into calendars (id, name, zone, week, country, region, open_on, days, place_days, placed_year, changed_at, changed_by, holidays, extra)
    values (${row.id}, ${row.name}, ${row.zone}, ${JSON.stringify(row.week)}, ${row.country}, ${row.region}, ${row.openOn}, ${JSON.stringify(row.days)},
      ${JSON.stringify(row.placeDays)}, ${row.placedYear}, ${row.changedAt}, ${row.changedBy}, ${JSON.stringify(holidays)}, ${JSON.stringify(extra)})`)

export const updateCalendar = (db: Db, row: CalendarRow, { holidays, extra }: Calendar) =>
  db.run(sql`
    update calendars set name = ${row.name}, zone = ${row.zone}, week = ${JSON.stringify(row.week)}, country = ${row.country}, region = ${row.region},
      open_on = ${row.openOn}, days = ${JSON.stringify(row.days)}, place_days = ${JSON.stringify(row.placeDays)}, placed_year = ${row.placedYear},
      version = ${row.version}, changed_at = ${row.changedAt}, changed_by = ${row.changedBy},
      holidays = ${JSON.stringify(holidays)}, extra = ${JSON.stringify(extra)}
    where id = ${row.id}`)

/** Calendars of a place whose holidays were last laid in before this year. */
export const lockOutdated = (db: Db, year: number) =>
  db.many<CalendarRow>(sql`
    select ${columns} from calendars where country is not null and (placed_year is null or placed_year < ${year})
    order by id limit 10 for update skip locked`)

export const teamsByCalendar = (db: Db) =>
  db.many<{ id: string; name: string; calendarId: string }>(sql`select id, name, calendar_id from teams order by name limit 200`)

export const setTeamCalendar = (db: Db, teamId: string, calendarId: string) =>
  db.run(sql`update teams set calendar_id = ${calendarId} where id = ${teamId}`)

export const calendarText = (db: Db, teamId: string) =>
  db.maybe<{ text: string }>(sql`
    select json_build_object('zone', zone, 'week', week, 'holidays', holidays, 'extra', extra)::text as text
    from teams join calendars on calendars.id = teams.calendar_id where teams.id = ${teamId}`)
