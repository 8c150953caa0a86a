import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { hashed } from '#platform/secret.ts'
import * as store from './store.ts'

const lifeMs = 14 * 86_400_000
const attemptWindowMs = 15 * 60_000
const attemptsPerAddress = 10
const attemptsPerPlace = 60

/** Counts a try to sign in, right or wrong, and refuses when there were too many of this address or from this place lately. */
export async function countAttempt(ctx: Context, { email, place }: { email: string; place: string }): Promise<{ tooMany: boolean }> {
  const since = new Date(ctx.now.getTime() - attemptWindowMs)
  const [address, origin] = [hashed(`email ${email.toLowerCase()}`), hashed(`place ${place}`)]
  await store.insertAttempt(ctx.db, [address, origin], ctx.now)
  const [byAddress, byPlace] = [await store.attemptsSince(ctx.db, address, since), await store.attemptsSince(ctx.db, origin, since)]
  return { tooMany: byAddress.count > attemptsPerAddress || byPlace.count > attemptsPerPlace }
}

/** Opens a session for a person whose identity is proven; returns the token for the cookie, 192 bits, hashed at rest. */
export async function openSession(ctx: Context, staffId: string): Promise<{ token: string; expiresAt: Date }> {
  const token = ctx.random.bytes(24).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + lifeMs)
  await store.insertSession(ctx.db, hashed(token), staffId, ctx.now, expiresAt)
  await ctx.tell('people.signed_in', { staffId })
  return { token, expiresAt }
}

export async function closeSession(ctx: Context, token: string): Promise<void> {
  await store.deleteSession(ctx.db, hashed(token))
}

/** Chooses a password by an invitation, once; every older session of the person ends. */
export async function choosePassword(ctx: Context, { token, passwordHash }: { token: string; passwordHash: string }): Promise<string> {
  const invitation = await store.useInvitation(ctx.db, hashed(token), ctx.now)
  if (!invitation) refuse('people.link_used')
  await store.setPassword(ctx.db, invitation.staffId, passwordHash)
  await store.deleteSessionsOf(ctx.db, invitation.staffId)
  return invitation.staffId
}
