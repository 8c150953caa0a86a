import type { Spending } from '#contract/products.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'

export interface PurchaseRow {
  id: string
  customerId: string
  productId: string | null
  productName: string | null
  amountMinor: number
  currency: string
  boughtAt: Date
  channel: string
  externalId: string
}

export type NewRow = Omit<PurchaseRow, 'productName'> & { createdAt: Date }

const columns = sql`p.id, p.customer_id, p.product_id, d.name as product_name, p.amount_minor, p.currency, p.bought_at, p.channel, p.external_id
  from purchases p left join products d on d.id = p.product_id`

export const purchaseByExternalId = (db: Db, externalId: string) =>
  db.maybe<PurchaseRow>(sql`select ${columns} where p.external_id = ${externalId}`)

/** 0 when there is a purchase of that number. */
export const insertPurchase = (db: Db, it: NewRow) =>
  db.run(sql`
    insert into purchases (id, customer_id, product_id, amount_minor, currency, bought_at, channel, external_id, created_at)
    values (${it.id}, ${it.customerId}, ${it.productId}, ${it.amountMinor}, ${it.currency}, ${it.boughtAt}, ${it.channel}, ${it.externalId},
      ${it.createdAt})
    on conflict do nothing`)

export const purchasesOf = (db: Db, customerId: string, limit: number) =>
  db.many<PurchaseRow>(
    sql`select ${columns} where p.customer_id = ${customerId} order by p.bought_at desc, p.id desc limit ${whole(limit)}`,
  )

/** What was spent in each currency since a time, and in how many purchases; what was given back is taken off. */
export const spendingSince = (db: Db, customerId: string, since: Date) =>
  db.many<Spending>(sql`
    select currency, sum(amount_minor)::bigint as amount_minor, count(*) filter (where amount_minor > 0) as purchases
    from purchases where customer_id = ${customerId} and bought_at >= ${since}
    group by currency having sum(amount_minor) > 0 order by count(*) desc, currency`)
