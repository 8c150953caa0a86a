import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface MoveRequestRow {
  id: string
  caseId: string
  promiseId: string
  offerId: string
  reason: string
  askedBy: string | null
  askedAt: Date
}

/** What was said to a request; null while it waits. */
export type Answer = 'agreed' | 'declined' | 'withdrawn' | null

const columns = sql`r.id, r.case_id, r.promise_id, r.offer_id, r.reason, r.asked_by, r.asked_at`

/** Adds a request; 0 when one waits on the promise already. */
export const insertRequest = (db: Db, it: MoveRequestRow) =>
  db.run(sql`
    insert into move_requests (id, case_id, promise_id, offer_id, reason, asked_by, asked_at)
    values (${it.id}, ${it.caseId}, ${it.promiseId}, ${it.offerId}, ${it.reason}, ${it.askedBy}, ${it.askedAt}) on conflict do nothing`)

export const requestById = (db: Db, id: string) =>
  db.maybe<MoveRequestRow & { answer: Answer }>(sql`select ${columns}, r.answer from move_requests r where r.id = ${id}`)

/** The request that waits for the customer's word on a case; one whose offer has lapsed or whose promise has ended asks for nothing. */
export const waitingOn = (db: Db, caseId: string, now: Date) =>
  db.maybe<MoveRequestRow>(sql`
    select ${columns} from move_requests r join promises p on p.id = r.promise_id join offers o on o.id = r.offer_id
    where r.case_id = ${caseId} and r.answer is null and p.ended_at is null and o.expires_at > ${now} order by r.asked_at desc limit 1`)

export const answerRequest = (db: Db, id: string, answer: NonNullable<Answer>, now: Date) =>
  db.run(sql`update move_requests set answer = ${answer}, answered_at = ${now} where id = ${id} and answer is null`)

/** Ends what waits on a promise, because another time was chosen or asked for. */
export const withdrawRequests = (db: Db, promiseId: string, now: Date) =>
  db.run(sql`update move_requests set answer = 'withdrawn', answered_at = ${now} where promise_id = ${promiseId} and answer is null`)

/** Ends what waits on a promise and what was held for it, because the promise ended or its case went to another team. */
export const dropAsked = (db: Db, promiseId: string, now: Date) =>
  db.soon(sql`
    with dropped as (
      update move_requests set answer = 'withdrawn', answered_at = ${now} where promise_id = ${promiseId} and answer is null returning offer_id)
    delete from reservations where promise_id is null and offer_id in (select offer_id from dropped)`)
