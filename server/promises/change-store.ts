import type { ChangeKind } from '#contract/demands.ts'
import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface ChangeRow {
  id: string
  groupKey: string
  what: ChangeKind
  sentences: { [one in Language]?: string | undefined }
  asked: number
  byId: string | null
  madeAt: Date
}

const columns = sql`id, group_key, what, sentences, asked, by_id, made_at`

export const insertChange = (db: Db, it: ChangeRow) =>
  db.run(sql`
    insert into changes (id, group_key, what, sentences, asked, by_id, made_at)
    values (${it.id}, ${it.groupKey}, ${it.what}, ${JSON.stringify(it.sentences)}::jsonb, ${it.asked}, ${it.byId}, ${it.madeAt})`)

/**
 * Gives a group's demands that no change has answered to this one, and says whom to tell: each person once, on the case they asked in last. Two who
 * record at once wait for each other at the rows, and the second finds none left. Returns how many people.
 */
export async function answerDemands(
  db: Db,
  { changeId, group, from, to }: { changeId: string; group: string; from: Date; to: Date },
): Promise<number> {
  // The cases before their demands, as for whoever chooses on one: else each would wait for the other.
  const cases = await db.many<{ id: string }>(sql`
    select id from cases where id in (
      select case_id from demands where groups @> array[${group}::text] and change_id is null and made_at >= ${from} and made_at <= ${to})
    order by id for key share`)
  const { asked } = await db.one<{ asked: number }>(sql`
    with mine as (
      select id from demands where groups @> array[${group}::text] and change_id is null and made_at >= ${from} and made_at <= ${to}
        and case_id = any(${cases.map(({ id }) => id)}::text[])
      order by id for update),
    answered as (
      update demands d set change_id = ${changeId} from mine where d.id = mine.id and d.change_id is null
      returning d.customer_id, d.case_id, d.made_at),
    told as (
      insert into change_tellings (change_id, customer_id, case_id)
      select distinct on (customer_id) ${changeId}, customer_id, case_id from answered order by customer_id, made_at desc
      returning 1)
    select count(*) as asked from told`)
  return asked
}

export const setAsked = (db: Db, changeId: string, asked: number) => db.run(sql`update changes set asked = ${asked} where id = ${changeId}`)

export const changeById = (db: Db, id: string) => db.maybe<ChangeRow>(sql`select ${columns} from changes where id = ${id}`)

/** The latest changes with how many were told of each. */
export const latestChanges = (db: Db, limit: number) =>
  db.many<ChangeRow & { told: number }>(sql`
    select ${columns}, (select count(*) from change_tellings t where t.change_id = c.id and t.told_at is not null) as told
    from changes c order by made_at desc, id limit ${limit}`)

/** The same for everybody to read, who are told of nobody's mails. */
export const publicChanges = (db: Db, limit: number) =>
  db.many<ChangeRow>(sql`select ${columns} from changes c order by made_at desc, id limit ${limit}`)

/** What was changed in a span because somebody of an organisation asked. */
export const changesOf = (db: Db, { organisationId, from, to }: { organisationId: string; from: Date; to: Date }, limit: number) =>
  db.many<ChangeRow>(sql`
    select ${columns} from changes c where made_at >= ${from} and made_at < ${to}
      and id in (select change_id from demands where organisation_id = ${organisationId} and change_id is not null)
    order by made_at desc, id limit ${limit}`)

/** Who is still to be told. */
export const dueTellings = (db: Db, limit: number) =>
  db.many<{ changeId: string; customerId: string; caseId: string }>(sql`
    select change_id, customer_id, case_id from change_tellings where told_at is null order by change_id, customer_id limit ${limit}`)

/** Marks a telling done; 0 where another process was there first. */
export const markTold = (db: Db, { changeId, customerId, now }: { changeId: string; customerId: string; now: Date }) =>
  db.run(sql`update change_tellings set told_at = ${now} where change_id = ${changeId} and customer_id = ${customerId} and told_at is null`)
