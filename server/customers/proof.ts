import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { hashed, isSame } from '#platform/secret.ts'
import * as store from './store.ts'

const codeLifeMs = 15 * 60_000
const codesPerHour = 5
const triesPerCode = 5
const sessionMs = 24 * 3_600_000

/** Remembers that an address belongs to whoever acted: by a POST from a page only it was told of, or by a typed code. */
export async function proveAddress(ctx: Context, address: string, by: 'link' | 'code' | 'mail'): Promise<void> {
  const proven = await store.prove(ctx.db, address.toLowerCase(), ctx.now)
  if (proven) await ctx.tell('customer.proven', { customerId: proven.customerId, by })
}

/** Whether an address was proven. */
export const isProven = async (ctx: Context, address: string): Promise<boolean> =>
  Boolean((await store.provenAt(ctx.db, address.toLowerCase()))?.provenAt)

/** Remembers that mail to an address comes back, or that it arrives again (null). */
export const markBouncing = (ctx: Context, address: string, since: Date | null) => store.setBouncing(ctx.db, address.toLowerCase(), since)

/** Makes a six-digit code for an address; null when it had five in the last hour. The caller mails it only where somebody is known. */
export async function makeCode(ctx: Context, address: string): Promise<string | null> {
  const { count } = await store.codesSince(ctx.db, address.toLowerCase(), new Date(ctx.now.getTime() - 3_600_000))
  if (count >= codesPerHour) return null
  const code = String(ctx.random.below(1_000_000)).padStart(6, '0')
  const row = {
    id: newId('code', ctx),
    address: address.toLowerCase(),
    codeHash: hashed(`${address.toLowerCase()} ${code}`),
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + codeLifeMs),
  }
  await store.insertCode(ctx.db, row)
  return code
}

export type CodeVerdict = 'right' | 'wrong' | 'expired'

/** Tries a typed code; every try counts, so the caller commits whatever the verdict is. */
export async function tryCode(ctx: Context, address: string, code: string): Promise<CodeVerdict> {
  const row = await store.tryCode(ctx.db, address.toLowerCase())
  if (!row || row.expiresAt <= ctx.now || row.tries > triesPerCode) return 'expired'
  if (!isSame(row.codeHash, hashed(`${address.toLowerCase()} ${code.replace(/\s/g, '')}`))) return 'wrong'
  if (!(await store.useCode(ctx.db, row.id, ctx.now))) return 'expired'
  await proveAddress(ctx, address, 'code')
  return 'right'
}

/** Opens a browser for a person who typed their code; returns the cookie's token, hashed at rest. */
export async function openPortalSession(ctx: Context, customerId: string): Promise<{ token: string; expiresAt: Date }> {
  const token = ctx.random.bytes(24).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + sessionMs)
  await store.insertSession(ctx.db, hashed(token), customerId, ctx.now, expiresAt)
  return { token, expiresAt }
}

/** Whose browser it is; refuses an unknown or expired token. */
export async function readPortalSession(ctx: Context, token: string | undefined): Promise<string> {
  const session = token ? await store.customerOfSession(ctx.db, hashed(token), ctx.now) : null
  return session?.customerId ?? refuse('unauthorised')
}

/** Ends a person's browser session; the cookie alone would not. */
export const closePortalSession = (ctx: Context, token: string) => store.deleteSession(ctx.db, hashed(token))
