import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import * as store from './store.ts'

/**
 * Takes the right address in the place of one that nobody has proven, for whoever mistyped it; false when the present one is proven or the new
 * one is somebody's already, because then only a typed code may decide.
 */
export async function correctAddress(ctx: Context, customerId: string, address: string): Promise<boolean> {
  const customer = found(await store.byId(ctx.db, customerId))
  const lower = address.trim().toLowerCase()
  if (customer.provenAt || !(await store.insertAddress(ctx.db, lower, customerId))) return false
  await store.setEmail(ctx.db, customerId, lower)
  return true
}
