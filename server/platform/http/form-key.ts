import type { Context } from '../context.ts'
import { sql } from '../db/sql.ts'

/** Whether a form with this key was sent before by this actor: a double click is one deed. Two at once wait for each other on the row. */
export async function isRepeated(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  key: string | undefined,
  form: string,
): Promise<boolean> {
  if (!key) return false
  const owner = 'id' in actor ? actor.id : actor.kind
  const added = await db.run(sql`
    insert into idempotency_keys (owner, key, request_hash, status, created_at) values (${owner}, ${`form ${form} ${key.slice(0, 100)}`}, ${form}, 303, ${now})
    on conflict do nothing`)
  return added === 0
}
