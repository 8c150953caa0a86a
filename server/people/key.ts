import type { Key, RoleName } from '#contract/people.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { hashed } from '#platform/secret.ts'
import * as store from './store.ts'

export const keyPrefix = 'kept_sk_'

/** Makes a key with one role; the secret is in the answer and nowhere else. */
export async function makeKey(
  ctx: Context,
  { name, role, teamIds }: { name: string; role: RoleName; teamIds: string[] },
): Promise<Key & { secret: string }> {
  const secret = keyPrefix + ctx.random.bytes(30).toString('base64url')
  const key = { id: newId('key', ctx), name, role, teamIds, createdAt: ctx.now }
  await store.insertKey(ctx.db, key, hashed(secret))
  await ctx.tell('people.key_made', { keyId: key.id, name, role })
  return { id: key.id, name, role, createdAt: ctx.now, lastUsedAt: null, secret }
}

/** Removes a key; the next request that carries it is nobody's. */
export async function removeKey(ctx: Context, id: string): Promise<void> {
  if (!(await store.removeKey(ctx.db, id, ctx.now))) refuse('not_found')
  await ctx.tell('people.key_removed', { keyId: id })
}

export const listKeys = async (ctx: Context): Promise<Key[]> =>
  (await store.allKeys(ctx.db)).map(({ id, name, role, createdAt, lastUsedAt }) => ({ id, name, role, createdAt, lastUsedAt }))
