import { createHash } from 'node:crypto'
import { type Actor } from '../context.ts'
import type { Db } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { retention } from '../jobs/retention.ts'
import type { Sweep } from '../jobs/sweep.ts'
import { refuse } from '../refusal.ts'
import { seal, unseal } from '../secret.ts'

export interface Answer {
  status: number
  body: string
}

/**
 * Stripe's contract: the first answer under a client's key is kept with the effect, in the same transaction, and given again to every
 * repetition; the same key with another request is refused. Two at once wait for each other on the key's row. Refused requests leave no
 * trace, because they had no effect. An answer that holds a secret rests sealed under `sealWith`.
 */
export async function once(
  db: Db,
  actor: Actor,
  now: Date,
  key: string,
  request: string,
  work: () => Promise<Answer>,
  sealWith?: Buffer,
): Promise<Answer & { replayed: boolean }> {
  if (key.length > 255 || !/^[\x21-\x7e]+$/.test(key)) refuse('idempotency.bad_key')
  const owner = 'id' in actor ? actor.id : actor.kind
  const hash = createHash('sha256').update(request).digest('hex')
  const mine = await db.run(sql`
    insert into idempotency_keys (owner, key, request_hash, created_at) values (${owner}, ${key}, ${hash}, ${now}) on conflict do nothing`)
  if (!mine) return replay(db, owner, key, hash, sealWith)
  const answer = await work()
  await db.run(
    sql`update idempotency_keys set status = ${answer.status}, body = ${sealWith ? seal(sealWith, purpose, answer.body) : answer.body} where owner = ${owner} and key = ${key}`,
  )
  return { ...answer, replayed: false }
}

const purpose = 'idempotent answer'

async function replay(db: Db, owner: string, key: string, hash: string, sealWith?: Buffer): Promise<Answer & { replayed: boolean }> {
  const first = await db.maybe<{ requestHash: string; status: number | null; body: string }>(sql`
    select request_hash, status, body from idempotency_keys where owner = ${owner} and key = ${key}`)
  if (!first?.status) refuse('idempotency.in_flight')
  if (first.requestHash !== hash) refuse('idempotency.other_request')
  return { status: first.status, body: sealWith ? unseal(sealWith, purpose, first.body) : first.body, replayed: true }
}

/** Keys older than their retention go, a part at a time. */
export const keyRetention: Sweep = retention('idempotencyKeys', (ctx, before) =>
  ctx.db.run(sql`
  delete from idempotency_keys where ctid in (select ctid from idempotency_keys where created_at < ${before} limit 1000)`),
)
