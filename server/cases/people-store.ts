import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole, type Sql } from '#platform/db/sql.ts'
import { visible } from './store.ts'

export interface PersonFound {
  id: string
  name: string
  email: string | null
  phone: string | null
  language: string | null
  organisationId: string | null
  organisationName: string | null
  cases: number
  lastAt: Date | null
}

const seesAll = (actor: Actor) => actor.kind === 'system' || ('role' in actor && (actor.role === 'manager' || actor.role === 'admin'))

/** A person is known to whoever sees a case of theirs; managers know everybody. */
const known = (actor: Actor): Sql =>
  seesAll(actor) ? sql`true` : sql`exists (select from cases c where c.customer_id = cu.id and ${visible(actor)})`

export const isKnown = (db: Db, actor: Actor, customerId: string) =>
  db.maybe<{ id: string }>(sql`select cu.id from customers cu where cu.id = ${customerId} and ${known(actor)}`)

/** The people whose name, address or number answers a text query; which ones of more than `limit` is chance. */
export const findPeople = (db: Db, actor: Actor, query: string, limit: number) =>
  db.many<PersonFound>(sql`
    with hits as materialized (
      select cu.* from customers cu where cu.find_words @@ to_tsquery('simple', ${query}) and ${known(actor)} limit ${whole(limit)})
    select ${shown} from hits cu ${contacts(actor)} order by cu.name = '', lower(cu.name), cu.id`)

export const peopleByIds = (db: Db, actor: Actor, ids: readonly string[]) =>
  db.many<PersonFound>(sql`select ${shown} from customers cu ${contacts(actor)} where cu.id = any(${ids}) and ${known(actor)}`)

/** The people with whom there was a case lately, newest first. */
export const latestPeople = (db: Db, actor: Actor, among: number, limit: number) =>
  db.many<PersonFound>(sql`
    with late as materialized (select c.customer_id, c.id from cases c where ${visible(actor)} order by c.id desc limit ${whole(among)}),
      people as (select customer_id, max(id) as newest from late group by customer_id order by 2 desc limit ${whole(limit)})
    select ${shown} from people p join customers cu on cu.id = p.customer_id ${contacts(actor)} order by p.newest desc`)

const shown = sql`cu.id, cu.name, cu.email, cu.phone, cu.language, o.id as organisation_id, o.name as organisation_name,
  coalesce(n.cases, 0) as cases, n.last_at`

const contacts = (actor: Actor) => sql`left join organisations o on o.id = cu.organisation_id
  left join lateral (select count(*) as cases, max(c.opened_at) as last_at from cases c where c.customer_id = cu.id and ${visible(actor)}) n on true`

/** The newest words of a customer in a case. */
export const newestWords = (db: Db, caseId: string) =>
  db.maybe<{ text: string; language: string | null; at: Date }>(sql`
    select shown_text as text, language, created_at as at from messages where case_id = ${caseId} and direction = 'in'
    order by created_at desc, id desc limit 1`)
