import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface Taken {
  staffId: string
  startsAt: Date
  endsAt: Date
}

/** What people are taken for from now on, holds that have lapsed left out. */
export const takenOf = (db: Db, staffIds: readonly string[], now: Date) =>
  db.many<Taken>(sql`
    select staff_id, starts_at, ends_at from reservations
    where staff_id = any(${staffIds}) and ends_at > ${now} and (until is null or until > ${now}) order by starts_at limit 5000`)

/** Forgets holds that have lapsed, so that their time can be taken. */
export const dropLapsed = (db: Db, staffIds: readonly string[], now: Date) =>
  db.run(sql`delete from reservations where staff_id = any(${staffIds}) and until <= ${now}`)

/** Takes a person for a stretch; 0 when they are taken in any part of it, because the database lets no two stretches overlap. */
export const reserve = (db: Db, it: Taken & { promiseId: string | null; offerId: string | null; until: Date | null }) =>
  db.run(sql`
    insert into reservations (staff_id, starts_at, ends_at, promise_id, offer_id, until)
    values (${it.staffId}, ${it.startsAt}, ${it.endsAt}, ${it.promiseId}, ${it.offerId}, ${it.until}) on conflict do nothing`)

/** Makes what an offer held the promise's own; 0 when the hold has lapsed. */
export const keepHeld = (db: Db, offerId: string, promiseId: string, now: Date) =>
  db.run(sql`update reservations set promise_id = ${promiseId}, until = null where offer_id = ${offerId} and until > ${now}`)

export const freeOfPromise = (db: Db, promiseId: string) => db.run(sql`delete from reservations where promise_id = ${promiseId}`)
