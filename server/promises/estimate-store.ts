import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import type { Because } from './risk.ts'

/** Notes that what these teams can do has changed, so that their promises are looked at again at once. */
export const touchTeams = (db: Db, teamIds: readonly string[], because: Because) =>
  db.run(sql`
    insert into team_estimates (team_id, estimated_at, because) select id, 'epoch', ${because} from teams where id = any(${teamIds})
    on conflict (team_id) do update set estimated_at = 'epoch', because = excluded.because`)

export const teamsOfCalendar = (db: Db, calendarId: string) =>
  db.many<{ id: string }>(sql`select id from teams where calendar_id = ${calendarId} limit 500`)

/** Teams with something at stake before an instant that were not looked at since another. */
export const teamsToEstimate = (db: Db, before: Date, since: Date, limit: number) =>
  db.many<{ teamId: string }>(sql`
    select t.id as team_id from teams t left join team_estimates e on e.team_id = t.id
    where coalesce(e.estimated_at, 'epoch') <= ${since}
      and exists (select from promises p where p.team_id = t.id and p.state = 'agreed' and p.due_at <= ${before})
    order by e.estimated_at nulls first limit ${whole(limit)}`)

/** Takes the right to look at a team, with what has changed; null when somebody else just did. */
export const claimEstimate = (db: Db, teamId: string, now: Date, since: Date) =>
  db.maybe<{ because: Because | null }>(sql`
    with before as (select because from team_estimates where team_id = ${teamId}),
    claimed as (
      insert into team_estimates as e (team_id, estimated_at) values (${teamId}, ${now})
      on conflict (team_id) do update set estimated_at = excluded.estimated_at, because = null where e.estimated_at <= ${since}
      returning team_id)
    select (select because from before) as because from claimed`)

export interface AtStake {
  id: string
  caseId: string
  dueAt: Date
  level: number
  /** Whether nobody was warned yet, and no answer is on its way. */
  watched: boolean
}

/** What a team has promised in writing between two instants, in the order in which it is to be done. */
export const atStake = (db: Db, teamId: string, now: Date, before: Date, limit: number) =>
  db.many<AtStake>(sql`
    select id, case_id, due_at, level, state = 'agreed' and pending_until is null as watched from promises
    where team_id = ${teamId} and state in ('agreed', 'at_risk') and form not in ('call', 'arrival') and due_at between ${now} and ${before}
    order by due_at, position limit ${whole(limit)}`)

/** When the first team is to be looked at: so long after it last was, and not before something of it is due within the horizon. */
export const nextEstimateAt = (db: Db, everyMs: number, horizonMs: number) =>
  db.maybe<{ at: Date }>(sql`
    select greatest(coalesce(e.estimated_at, 'epoch') + make_interval(secs => ${everyMs / 1000}::float),
      first.due_at - make_interval(secs => ${horizonMs / 1000}::float)) as at
    from teams t left join team_estimates e on e.team_id = t.id
    cross join lateral (select due_at from promises p where p.team_id = t.id and p.state = 'agreed' order by due_at limit 1) as first
    order by at limit 1`)

/** Gives what a case has taken of a team's writing to another team. */
export const moveReservations = (db: Db, caseId: string, teamId: string) =>
  db.run(sql`update reservations set team_id = ${teamId} where case_id = ${caseId} and staff_id is null and promise_id is not null`)
