import type { PromiseForm } from '#contract/promises.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface JudgedWeek {
  teamId: string
  form: PromiseForm
  /** Its first day, as YYYY-MM-DD in the company's zone. */
  monday: string
  kept: number
  total: number
}

/** Promises judged since an instant, by team, form and week of a zone. */
export const judgedSince = (db: Db, since: Date, zone: string) =>
  db.many<JudgedWeek>(sql`
    select team_id, form, to_char(date_trunc('week', judged_at at time zone ${zone}), 'YYYY-MM-DD') as monday,
      count(*) filter (where verdict = 'kept') as kept, count(*) as total
    from promises where verdict is not null and judged_at > ${since} group by 1, 2, 3 order by 3`)

/** Promises called at risk and judged since an instant, by cause: how many, and how many of them broke. */
export const atRiskSince = (db: Db, since: Date) =>
  db.many<{ cause: string; told: number; broken: number }>(sql`
    select coalesce(because, cause, 'clock') as cause, count(*) as told, count(*) filter (where verdict = 'broken') as broken
    from promises where verdict is not null and judged_at > ${since} and at_risk_at is not null group by 1 order by 1`)

/** Broken promises judged since an instant, and how many of them were called at risk so long before they were due. */
export const foreseenSince = (db: Db, since: Date, beforeMinutes: number) =>
  db.one<{ broken: number; told: number }>(sql`
    select count(*) as broken, count(*) filter (where at_risk_at <= due_at - make_interval(mins => ${beforeMinutes}::int)) as told
    from promises where verdict = 'broken' and judged_at > ${since}`)

export const movedSince = (db: Db, since: Date) =>
  db.one<{ byUs: number; byCustomer: number }>(sql`
    select count(*) filter (where moved_by = 'us') as by_us, count(*) filter (where moved_by = 'customer') as by_customer
    from promises where state = 'moved' and ended_at > ${since}`)

export interface BetweenRow {
  organisationId: string
  teamId: string
  promised: number
  kept: number
  broken: number
}

/** Promises given in a span to departments, by whom they were given: how many stand or were judged, and how. Moved and released ones without a verdict do not count. */
export const givenToDepartments = (db: Db, { from, to }: { from: Date; to: Date }) =>
  db.many<BetweenRow>(sql`
    select c.organisation_id, p.team_id, count(*) filter (where p.verdict is not null or p.ended_at is null) as promised,
      count(*) filter (where p.verdict = 'kept') as kept, count(*) filter (where p.verdict = 'broken') as broken
    from promises p join cases c on c.id = p.case_id join organisations o on o.id = c.organisation_id
    where o.kind = 'department' and p.agreed_at >= ${from} and p.agreed_at < ${to} and c.state <> 'set_aside' group by 1, 2`)
