import type { DemandOutcome } from '#contract/demands.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface DemandRow {
  id: string
  caseId: string
  customerId: string
  teamId: string
  productId: string | null
  organisationId: string | null
  language: string | null
  form: 'written' | 'call'
  askedAt: Date | null
  weekday: number | null
  hour: number | null
  leadMinutes: number | null
  words: string | null
  personId: string | null
  place: string | null
  bestAt: Date | null
  outcome: DemandOutcome
  groups: readonly string[]
  madeAt: Date
}

export const insertDemand = (db: Db, it: DemandRow) =>
  db.soon(sql`
    insert into demands (id, case_id, customer_id, team_id, product_id, organisation_id, language, form, asked_at, weekday, hour, lead_minutes, words,
      person_id, place, best_at, outcome, groups, made_at)
    values (${it.id}, ${it.caseId}, ${it.customerId}, ${it.teamId}, ${it.productId}, ${it.organisationId}, ${it.language}, ${it.form}, ${it.askedAt},
      ${it.weekday}, ${it.hour}, ${it.leadMinutes}, ${it.words}, ${it.personId}, ${it.place}, ${it.bestAt}, ${it.outcome}, ${it.groups}::text[], ${it.madeAt})`)

/** Says what became of the proposals of a case that waited for a choice. */
export const settleDemands = (db: Db, caseId: string, outcome: DemandOutcome, now: Date) =>
  db.soon(sql`update demands set outcome = ${outcome}, settled_at = ${now} where case_id = ${caseId} and outcome = 'countered'`)

/** The last proposal of a case that waits for a choice, locked. */
export const lockOpenDemand = (db: Db, caseId: string) =>
  db.maybe<{ id: string; words: string | null; askedAt: Date | null; form: 'written' | 'call' }>(sql`
    select id, words, asked_at, form from demands where case_id = ${caseId} and outcome = 'countered' order by made_at desc, id desc limit 1 for update`)

export interface GroupCount {
  key: string
  asked: number
  times: number
  granted: number
  waiting: number
  lastAt: Date
}

/** What was asked for between two instants, by group, most people first. */
export const countGroups = (db: Db, { from, to, limit }: { from: Date; to: Date; limit: number }) =>
  db.many<GroupCount>(sql`
    select g as key, count(distinct customer_id) as asked, count(*) as times, count(*) filter (where outcome = 'granted') as granted,
      count(distinct customer_id) filter (where change_id is null) as waiting, max(made_at) as last_at
    from demands, unnest(groups) g where made_at >= ${from} and made_at <= ${to}
    group by g order by asked desc, times desc, g limit ${limit}`)

export interface DemandListed extends DemandRow {
  caseNumber: number
  customer: string
  changeId: string | null
  atText: string
}

/** Who asked, latest first; of one group where a key is given. `after` is the last row of the page before. */
export const listDemands = (
  db: Db,
  { from, to, group, after, limit }: { from: Date; to: Date; group: string | null; after: [string, string] | null; limit: number },
) =>
  db.many<DemandListed>(sql`
    select d.id, d.case_id, d.customer_id, d.team_id, d.form, d.asked_at, d.lead_minutes, d.words, d.place, d.best_at, d.outcome, d.made_at, d.change_id,
      d.made_at::text as at_text, c.number as case_number, coalesce(nullif(u.name, ''), u.email, '') as customer
    from demands d join cases c on c.id = d.case_id join customers u on u.id = d.customer_id
    where d.made_at >= ${from} and d.made_at <= ${to} and (${group}::text is null or d.groups @> array[${group}::text])
      and (${after?.[0] ?? null}::timestamptz is null or (d.made_at, d.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::text))
    order by d.made_at desc, d.id desc limit ${limit}`)
