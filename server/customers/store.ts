import type { Sees } from '#contract/organisations.ts'
import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, type Sql } from '#platform/db/sql.ts'

export interface CustomerRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  language: Language | null
  zone: string | null
  organisationId: string | null
  organisationName: string | null
  sees: Sees
  signs: boolean
  /** The projects of their organisation that are theirs. */
  projectIds: string[]
  /** How they like to be served; null: they left it to us. */
  prefers: 'written' | 'call' | null
  /** Hours by their clock in which a letter that can wait waits. */
  quiet: { from: string; to: string } | null
  restNotice: boolean
  provenAt: Date | null
  createdAt: Date
}

const columns = sql`
  c.id, c.name, c.email, c.phone, c.language, c.zone, c.organisation_id, o.name as organisation_name, c.sees, c.signs,
  case when c.organisation_id is null then '{}' else array(select pc.project_id from project_contacts pc join projects p on p.id = pc.project_id
    where pc.customer_id = c.id and p.active order by 1) end as project_ids,
  c.prefers, case when c.quiet_from is not null then json_build_object('from', to_char(c.quiet_from, 'HH24:MI'), 'to', to_char(c.quiet_to, 'HH24:MI')) end as quiet,
  c.rest_notice, a.proven_at, c.created_at
  from customers c left join organisations o on o.id = c.organisation_id left join addresses a on a.address = c.email`

export const byId = (db: Db, id: string) => db.maybe<CustomerRow>(sql`select ${columns} where c.id = ${id}`)

export const namesOf = (db: Db, ids: readonly string[]) =>
  db.many<{ id: string; name: string; email: string | null }>(sql`select id, name, email from customers where id = any(${ids})`)

export const byAddress = (db: Db, address: string) =>
  db.maybe<CustomerRow>(sql`select ${columns} where c.id = (select customer_id from addresses where address = ${address})`)

export const byPhone = (db: Db, phone: string) =>
  db.maybe<CustomerRow>(sql`select ${columns} where c.phone = ${phone} order by c.created_at limit 1`)

type NewCustomer = Pick<CustomerRow, 'id' | 'name' | 'email' | 'phone' | 'language' | 'zone' | 'organisationId' | 'createdAt'>

/** The one department whose team whoever has an address is in. */
export const departmentOf = (address: Sql): Sql => sql`(
  select min(d.id) from staff s join team_members m on m.staff_id = s.id join organisations d on d.team_id = m.team_id
  where s.email = ${address} and s.disabled_at is null having count(*) = 1)`

/**
 * Adds a person with their address, both or neither: null when the address is somebody's already. Who writes from the address of one of ours
 * belongs to the department whose team they are in; who is in teams of several belongs to none until a lead says so.
 */
export const insertWithAddress = (db: Db, it: NewCustomer) =>
  db.maybe<Pick<CustomerRow, 'organisationId' | 'organisationName'>>(sql`
    with added as (insert into addresses (address, customer_id) values (${it.email}, ${it.id}) on conflict do nothing returning address),
    person as (
      insert into customers (id, name, email, phone, language, zone, organisation_id, created_at)
      select ${it.id}::text, ${it.name}, ${it.email}, ${it.phone}, ${it.language}, ${it.zone},
        coalesce(${it.organisationId}, ${departmentOf(sql`added.address`)}), ${it.createdAt}::timestamptz from added
      returning organisation_id)
    select organisation_id, (select o.name from organisations o where o.id = organisation_id) as organisation_name from person`)

/** Adds an address to a person: 0 when it is somebody's already. */
export const insertAddress = (db: Db, address: string, customerId: string) =>
  db.run(sql`insert into addresses (address, customer_id) values (${address}, ${customerId}) on conflict do nothing`)

export const insertWithoutAddress = (db: Db, it: NewCustomer) =>
  db.soon(sql`
    insert into customers (id, name, email, phone, language, zone, organisation_id, created_at)
    values (${it.id}, ${it.name}, ${it.email}, ${it.phone}, ${it.language}, ${it.zone}, ${it.organisationId}, ${it.createdAt})`)

export const fillIn = (db: Db, id: string, name: string | null, phone: string | null) =>
  db.run(sql`
    update customers set name = case when name = '' then coalesce(${name}, '') else name end, phone = coalesce(phone, ${phone})
    where id = ${id} and (name = '' or phone is null)`)

type Said = Record<'name', string> & Record<'phone' | 'language' | 'zone', string | null>

export const lockCustomer = (db: Db, id: string) =>
  db.maybe<Said>(sql`select name, phone, language, zone from customers where id = ${id} for update`)

export const update = (db: Db, id: string, { name, phone, language, zone }: Said) =>
  db.run(sql`update customers set name = ${name}, phone = ${phone}, language = ${language}, zone = ${zone} where id = ${id}`)

export const setPreferences = (
  db: Db,
  id: string,
  it: Pick<CustomerRow, 'name' | 'phone' | 'language' | 'zone' | 'prefers' | 'quiet' | 'restNotice'>,
) =>
  db.run(sql`
    update customers set name = ${it.name}, phone = ${it.phone}, language = ${it.language}, zone = ${it.zone}, prefers = ${it.prefers},
      quiet_from = ${it.quiet?.from ?? null}, quiet_to = ${it.quiet?.to ?? null}, rest_notice = ${it.restNotice}
    where id = ${id}`)

/** The addresses of a person, each with when it was proven. */
export const addressesOf = (db: Db, id: string) =>
  db.many<{ address: string; provenAt: Date | null }>(
    sql`select address, proven_at from addresses where customer_id = ${id} order by address limit 100`,
  )

export const setEmail = (db: Db, id: string, email: string) => db.run(sql`update customers set email = ${email} where id = ${id}`)

export const prove = (db: Db, address: string, now: Date) =>
  db.maybe<{ customerId: string }>(
    sql`update addresses set proven_at = ${now} where address = ${address} and proven_at is null returning customer_id`,
  )

export const provenAt = (db: Db, address: string) =>
  db.maybe<{ provenAt: Date | null }>(sql`select proven_at from addresses where address = ${address}`)

export const setBouncing = (db: Db, address: string, since: Date | null) =>
  db.run(sql`update addresses set bouncing_since = ${since} where address = ${address}`)

export interface CodeRow {
  id: string
  codeHash: string
  tries: number
  expiresAt: Date
}

export const insertCode = (db: Db, code: { id: string; address: string; codeHash: string; createdAt: Date; expiresAt: Date }) =>
  db.run(sql`
    insert into codes (id, address, code_hash, created_at, expires_at)
    values (${code.id}, ${code.address}, ${code.codeHash}, ${code.createdAt}, ${code.expiresAt})`)

export const codesSince = (db: Db, address: string, since: Date) =>
  db.one<{ count: number }>(sql`select count(*) from codes where address = ${address} and created_at > ${since}`)

/** Counts a try on the newest unused code of an address, and gives it. */
export const tryCode = (db: Db, address: string) =>
  db.maybe<CodeRow>(sql`
    update codes set tries = tries + 1
    where id = (select id from codes where address = ${address} and used_at is null order by created_at desc limit 1 for update)
    returning id, code_hash, tries, expires_at`)

export const useCode = (db: Db, id: string, now: Date) =>
  db.run(sql`update codes set used_at = ${now} where id = ${id} and used_at is null`)

export const insertSession = (db: Db, tokenHash: string, customerId: string, now: Date, expiresAt: Date) =>
  db.run(
    sql`insert into portal_sessions (token_hash, customer_id, created_at, expires_at) values (${tokenHash}, ${customerId}, ${now}, ${expiresAt})`,
  )

export const customerOfSession = (db: Db, tokenHash: string, now: Date) =>
  db.maybe<{ customerId: string }>(sql`select customer_id from portal_sessions where token_hash = ${tokenHash} and expires_at > ${now}`)

export const forgetCodes = (db: Db, before: Date) =>
  db.run(sql`delete from codes where ctid in (select ctid from codes where created_at < ${before} limit 1000)`)

export const deleteSession = (db: Db, tokenHash: string) => db.run(sql`delete from portal_sessions where token_hash = ${tokenHash}`)
