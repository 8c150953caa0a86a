import type { Response } from '#contract/feedback.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'

export const responseOf = (db: Db, caseId: string) =>
  db.maybe<Response>(sql`select case_id, score, text, created_at from responses where case_id = ${caseId}`)

/** One response a case: saying it again corrects it. */
export const saveResponse = (db: Db, response: Response & { id: string; customerId: string }) =>
  db.run(sql`
    insert into responses (id, case_id, customer_id, score, text, created_at)
    values (${response.id}, ${response.caseId}, ${response.customerId}, ${response.score}, ${response.text}, ${response.createdAt})
    on conflict (case_id) do update set score = excluded.score, text = coalesce(excluded.text, responses.text), created_at = excluded.created_at`)

export const responsesOf = (db: Db, caseIds: readonly string[], { from, to }: { from: Date; to: Date }, limit: number) =>
  db.many<Response>(sql`
    select case_id, score, text, created_at from responses where case_id = any(${caseIds}) and created_at >= ${from} and created_at < ${to}
    order by created_at desc limit ${whole(limit)}`)

export const newest = (db: Db, limit: number) =>
  db.many<Response>(sql`select case_id, score, text, created_at from responses order by created_at desc limit ${whole(limit)}`)
