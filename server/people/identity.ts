import type { FastifyRequest } from 'fastify'
import type { Actor } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { hashed } from '#platform/secret.ts'
import { refuse } from '#platform/refusal.ts'
import { keyPrefix } from './key.ts'
import * as store from './store.ts'

export const sessionCookie = 'kept_session'
const visitor: Actor = { kind: 'visitor' }
const touchEveryMs = 60_000

/** Who is behind a request: a key by its bearer token, a person by their session cookie, else a visitor. A wrong key is refused, not ignored. */
export async function identify(kept: Kept, request: FastifyRequest): Promise<Actor> {
  const { authorization } = request.headers
  if (authorization !== undefined) return byKey(kept, authorization)
  const token = request.cookies[sessionCookie]
  if (!token) return visitor
  const person = await store.staffOfSession(kept.database, hashed(token), kept.clock.now())
  return person ? { kind: 'staff', id: person.id, name: person.name, role: person.role, teamIds: person.teamIds } : visitor
}

async function byKey(kept: Kept, authorization: string): Promise<Actor> {
  const token = /^Bearer (\S{20,200})$/i.exec(authorization)?.[1]
  if (!token?.startsWith(keyPrefix)) refuse('unauthorised')
  const [hash, now] = [hashed(token), kept.clock.now()]
  const recent = recentKeys(kept).get(hash)
  if (recent && Math.abs(now.getTime() - recent.readAt) < rememberMs) return recent.actor
  const key = await store.keyByHash(kept.database, hash)
  if (!key) refuse('unauthorised')
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > touchEveryMs) await store.touchKey(kept.database, key.id, now)
  const actor: Actor = { kind: 'key', id: key.id, name: key.name, role: key.role, teamIds: key.teamIds }
  recentKeys(kept).set(hash, { actor, readAt: now.getTime() })
  return actor
}

/** A program asks many times a second: its key is read again every second, so a removed one is nobody's within that time. */
const rememberMs = 1_000
const mostRemembered = 1_000
const remembered = new WeakMap<Kept, Map<string, { actor: Actor; readAt: number }>>()

function recentKeys(kept: Kept): Map<string, { actor: Actor; readAt: number }> {
  let keys = remembered.get(kept)
  if (!keys || keys.size > mostRemembered) remembered.set(kept, (keys = new Map()))
  return keys
}
