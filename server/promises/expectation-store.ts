import type { AskedFor, ExpectationSum } from '#contract/expectations.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole, type Sql } from '#platform/db/sql.ts'

export interface ExpectationRow {
  caseId: string
  teamId: string
  productId: string | null
  organisationId: string | null
  byAt: Date | null
  byWords: string | null
  form: 'written' | 'call' | null
  asksResult: boolean
  statedAt: Date
  ableAt: Date | null
  ableForm: 'written' | 'call' | null
  metAt: Date | null
  openingGapMinutes: number | null
  closingGapMinutes: number | null
  askedFor: AskedFor | null
}

export const expectationOf = (db: Db, caseId: string) =>
  db.maybe<ExpectationRow>(sql`
    select case_id, team_id, product_id, organisation_id, by_at, by_words, form, asks_result, stated_at, able_at, able_form, met_at,
      opening_gap_minutes, closing_gap_minutes, asked_for
    from expectations where case_id = ${caseId}`)

/** Of these cases what is expected by an hour, the soonest first. */
export const expectedByHour = (db: Db, caseIds: readonly string[], limit: number) =>
  db.many<ExpectationRow & { byAt: Date }>(sql`
    select case_id, by_at, opening_gap_minutes, met_at, closing_gap_minutes, asked_for
    from expectations where case_id = any(${caseIds}) and by_at is not null order by by_at, case_id limit ${whole(limit)}`)

type Stated = Omit<ExpectationRow, 'metAt' | 'openingGapMinutes' | 'closingGapMinutes' | 'askedFor'>

/** What is said again takes the place of what was said, with what we can by now. */
export const saveExpectation = (db: Db, it: Stated) =>
  db.run(sql`
    insert into expectations (case_id, team_id, product_id, organisation_id, by_at, by_words, form, asks_result, stated_at, able_at, able_form)
    values (${it.caseId}, ${it.teamId}, ${it.productId}, ${it.organisationId}, ${it.byAt}, ${it.byWords}, ${it.form}, ${it.asksResult},
      ${it.statedAt}, ${it.ableAt}, ${it.ableForm})
    on conflict (case_id) do update set by_at = excluded.by_at, by_words = excluded.by_words, form = excluded.form,
      asks_result = excluded.asks_result, stated_at = excluded.stated_at, able_at = excluded.able_at, able_form = excluded.able_form`)

export const setMet = (db: Db, caseId: string, metAt: Date | null) =>
  db.run(sql`update expectations set met_at = ${metAt} where case_id = ${caseId}`)

/** 0 where nothing was asked for. */
export const setAskedFor = (db: Db, caseId: string, askedFor: AskedFor) =>
  db.run(sql`update expectations set asked_for = ${askedFor} where case_id = ${caseId} and asks_result`)

const groups: Record<'team' | 'product' | 'organisation', Sql> = {
  team: sql`left join teams g on g.id = e.team_id`,
  product: sql`left join products g on g.id = e.product_id`,
  organisation: sql`left join organisations g on g.id = e.organisation_id`,
}

/** Expectations stated in a period, summed up; the largest first, two hundred at most. */
export const sumExpectations = (db: Db, by: keyof typeof groups, from: Date, to: Date) =>
  db.many<ExpectationSum>(sql`
    select g.id, g.name, count(*) as stated, count(e.by_at) as with_hour,
      count(*) filter (where e.opening_gap_minutes = 0) as able_in_time,
      percentile_disc(0.5) within group (order by e.opening_gap_minutes) as opening_gap_minutes,
      count(e.closing_gap_minutes) as closed, count(*) filter (where e.closing_gap_minutes = 0) as met_in_time,
      percentile_disc(0.5) within group (order by e.closing_gap_minutes) as closing_gap_minutes,
      count(e.asked_for) as answered, count(*) filter (where e.asked_for = 'exactly') as exactly,
      count(*) filter (where e.asked_for = 'partly') as partly, count(*) filter (where e.asked_for = 'not') as "not"
    from expectations e ${groups[by]} where e.stated_at >= ${from} and e.stated_at < ${to}
    group by g.id, g.name order by count(*) desc, g.name limit 200`)
