import type { Product } from '#contract/products.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, when, whole } from '#platform/db/sql.ts'

const columns = sql`id, name, kind, pace, pace_because, pace_decided, active, version from products`

export const productById = (db: Db, id: string) => db.maybe<Product>(sql`select ${columns} where id = ${id}`)

export const lockProduct = (db: Db, id: string) => db.maybe<Product>(sql`select ${columns} where id = ${id} for update`)

export const products = (db: Db, onlyActive: boolean, limit: number) =>
  db.many<Product>(sql`select ${columns} ${when(onlyActive, () => sql`where active`)} order by active desc, position limit ${whole(limit)}`)

/** 0 when the name is taken. */
export const insertProduct = (db: Db, it: Pick<Product, 'id' | 'name' | 'kind'>) =>
  db.run(sql`insert into products (id, name, kind) values (${it.id}, ${it.name}, ${it.kind}) on conflict do nothing`)

/** 0 when another product has that name. */
export const updateProduct = (db: Db, it: Pick<Product, 'id' | 'name' | 'kind' | 'active'>) =>
  db.run(sql`
    update products set name = ${it.name}, kind = ${it.kind}, active = ${it.active}, version = version + 1
    where id = ${it.id} and not exists (select from products o where o.name = ${it.name} and o.id <> ${it.id})`)

export const setPace = (db: Db, { id, pace, paceBecause, paceDecided }: Pick<Product, 'id' | 'pace' | 'paceBecause' | 'paceDecided'>) =>
  db.run(
    sql`update products set pace = ${pace}, pace_because = ${paceBecause}, pace_decided = ${paceDecided}, version = version + (${paceDecided} or pace <> ${pace})::int where id = ${id}`,
  )
