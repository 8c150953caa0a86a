import type { Pace, Product } from '#contract/products.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { maySaySales } from './rules/may.ts'
import * as store from './store.ts'

const mostProducts = 200

/** Adds what the company sells; returns its id. Refuses a name that is taken. */
export async function addProduct(ctx: Context, { name, kind = 'product' }: { name: string; kind?: Product['kind'] }): Promise<string> {
  allow(maySaySales(ctx.actor))
  const id = newId('product', ctx)
  if (!(await store.insertProduct(ctx.db, { id, name, kind }))) refuse('value.product_taken')
  await ctx.tell('value.product_changed', { productId: id, before: null, after: { name, kind } })
  return id
}

/** Changes a product; one that is not active is not offered for new cases. Refuses when it was changed since `version` was read. */
export async function changeProduct(
  ctx: Context,
  id: string,
  { version, ...after }: Pick<Product, 'name' | 'kind' | 'active' | 'version'>,
): Promise<void> {
  allow(maySaySales(ctx.actor))
  const before = found(await store.lockProduct(ctx.db, id))
  if (before.version !== version) refuse('value.changed_meanwhile', { version: before.version })
  if (!(await store.updateProduct(ctx.db, { id, ...after }))) refuse('value.product_taken')
  await ctx.tell('value.product_changed', { productId: id, before: { ...before }, after })
}

/** Sets how soon matters about a product are worked on, and why in words. A person decides; what customers say gives way to that. */
export async function setPace(ctx: Context, id: string, { pace, because }: { pace: Pace; because: string }): Promise<void> {
  allow(maySaySales(ctx.actor))
  const before = found(await store.lockProduct(ctx.db, id))
  const decided = ctx.actor.kind !== 'system'
  if ((before.paceDecided && !decided) || (before.pace === pace && before.paceBecause === because)) return
  await store.setPace(ctx.db, { id, pace, paceBecause: because, paceDecided: decided })
  // Another count for the same pace is no change of the product: nothing is told, and whoever edits it meanwhile is not refused.
  if (before.pace === pace && !decided) return
  await ctx.tell('value.product_changed', { productId: id, before: { pace: before.pace }, after: { pace, because } })
}

/** What the company sells, in its order; two hundred at most. */
export const listProducts = (ctx: Context, { onlyActive = false } = {}): Promise<Product[]> =>
  store.products(ctx.db, onlyActive, mostProducts)

/** One product; refuses when there is none. */
export const findProduct = async (ctx: Context, id: string): Promise<Product> => found(await store.productById(ctx.db, id))

/** A product that a case may be about; refuses one that is not, or no longer, sold. */
export async function activeProduct(ctx: Context, id: string): Promise<Product> {
  const product = await store.productById(ctx.db, id)
  return product?.active ? product : refuse('value.unknown_product')
}
