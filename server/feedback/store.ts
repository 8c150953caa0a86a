import type { Response } from '#contract/feedback.ts'
import type { Matter } from '#contract/matters.ts'
import type { Pace } from '#contract/products.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, when, whole } from '#platform/db/sql.ts'

export const responseOf = (db: Db, caseId: string) =>
  db.maybe<Response>(sql`select case_id, score, text, created_at from responses where case_id = ${caseId}`)

/** One response a case: saying it again corrects it. */
export const saveResponse = (db: Db, it: NewResponse) =>
  db.run(sql`
    insert into responses (id, case_id, customer_id, product_id, score, text, matter, pace, created_at)
    values (${it.id}, ${it.caseId}, ${it.customerId}, ${it.productId}, ${it.score}, ${it.text}, ${it.matter}, ${it.pace}, ${it.createdAt})
    on conflict (case_id) do update set score = excluded.score, text = coalesce(excluded.text, responses.text),
      matter = coalesce(excluded.matter, responses.matter), pace = coalesce(excluded.pace, responses.pace), created_at = excluded.created_at`)

type NewResponse = Response & { id: string; customerId: string; productId: string | null; matter: Matter | null; pace: Pace | null }

export const responsesOf = (db: Db, caseIds: readonly string[], span: { from: Date; to: Date } | null, limit: number) =>
  db.many<Response>(sql`
    select case_id, score, text, created_at from responses where case_id = any(${caseIds}) ${when(span, () => sql`and created_at >= ${span?.from} and created_at < ${span?.to}`)}
    order by created_at desc limit ${whole(limit)}`)

export const newest = (db: Db, limit: number) =>
  db.many<Response>(sql`select case_id, score, text, created_at from responses order by created_at desc limit ${whole(limit)}`)

interface Said {
  productId: string
  matters: Partial<Record<Matter, number>>
  paces: Partial<Record<Pace, number>>
}

/** What each customer of a product said last, counted: one who asked about many cases is one customer. Every answer is read once, whatever is on the list. */
export const importances = (db: Db, since: Date) =>
  db.many<Said>(sql`
    with said as (
      select distinct on (product_id, customer_id, what) product_id, what, word
      from responses, lateral (values ('matter', matter), ('pace', pace)) v (what, word)
      where product_id is not null and created_at > ${since} and word is not null
      order by product_id, customer_id, what, created_at desc),
    counted as (select product_id, what, word, count(*) as n from said group by 1, 2, 3)
    select product_id, coalesce(json_object_agg(word, n) filter (where what = 'matter'), '{}') as matters,
      coalesce(json_object_agg(word, n) filter (where what = 'pace'), '{}') as paces
    from counted group by product_id limit 200`)

/** Which pace how many customers of a product said last. */
export const pacesOf = (db: Db, productId: string, since: Date) =>
  db.maybe<Record<Pace, number>>(sql`
    select count(*) filter (where pace = 'urgent') as urgent, count(*) filter (where pace = 'ordinary') as ordinary,
      count(*) filter (where pace = 'paperwork') as paperwork
    from (select distinct on (customer_id) pace from responses
      where product_id = ${productId} and created_at > ${since} and pace is not null order by customer_id, created_at desc) last`)

export const mattersMost = (db: Db, productId: string, since: Date) =>
  db.maybe<{ matter: Matter; count: number; total: number }>(sql`
    select matter, count(*), sum(count(*)) over ()::integer as total
    from (select distinct on (customer_id) matter from responses
      where product_id = ${productId} and created_at > ${since} and matter is not null order by customer_id, created_at desc) last
    group by matter order by count(*) desc, matter limit 1`)
