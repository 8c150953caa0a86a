import type { NewPurchase, Purchase, Spending } from '#contract/products.ts'
import { findCustomer, meetCustomer } from '#customers'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { findProduct } from './product.ts'
import * as store from './purchase-store.ts'
import { maySaySales } from './rules/may.ts'

const mostPurchases = 200

type Said = Omit<NewPurchase, 'boughtAt'> & { boughtAt: Date }

/**
 * Records what a customer bought, adding the customer when nobody is behind the address. Sent again with the same `externalId` it changes
 * nothing (`isNew` is false); refuses that number for another purchase.
 */
export async function recordPurchase(ctx: Context, said: Said): Promise<{ purchase: Purchase; isNew: boolean }> {
  allow(maySaySales(ctx.actor))
  if (said.productId) await findProduct(ctx, said.productId)
  const customer = 'id' in said.customer ? await findCustomer(ctx, said.customer.id) : await meetCustomer(ctx, said.customer)
  const { productId, amountMinor, currency, boughtAt, channel, externalId } = said
  const row = {
    id: newId('purchase', ctx),
    customerId: customer.id,
    productId,
    amountMinor,
    currency,
    boughtAt,
    channel,
    externalId,
    createdAt: ctx.now,
  }
  const isNew = (await store.insertPurchase(ctx.db, row)) > 0
  const kept = found(await store.purchaseByExternalId(ctx.db, externalId))
  if (!isNew && !isSame(kept, row)) refuse('value.purchase_differs', { externalId })
  if (isNew) await ctx.tell('value.purchase_recorded', { purchaseId: kept.id, customerId: customer.id })
  return { purchase: purchaseView(kept), isNew }
}

/** What a customer bought, newest first; two hundred at most. The caller has found the customer. */
export const purchasesOf = async (ctx: Context, customerId: string): Promise<Purchase[]> =>
  (await store.purchasesOf(ctx.db, customerId, mostPurchases)).map(purchaseView)

/** What a customer spent in the last twelve months, in each currency. The caller has found the customer. */
export function spendingOf(ctx: Context, customerId: string): Promise<Spending[]> {
  const since = new Date(ctx.now)
  since.setUTCFullYear(since.getUTCFullYear() - 1)
  return store.spendingSince(ctx.db, customerId, since)
}

const isSame = (kept: store.PurchaseRow, row: store.NewRow): boolean =>
  kept.customerId === row.customerId &&
  kept.productId === row.productId &&
  kept.amountMinor === row.amountMinor &&
  kept.currency === row.currency &&
  kept.boughtAt.getTime() === row.boughtAt.getTime()

function purchaseView({ productId, productName, ...row }: store.PurchaseRow): Purchase {
  const { id, customerId, amountMinor, currency, boughtAt, channel, externalId } = row
  const product = productId ? { id: productId, name: productName ?? '' } : null
  return { id, customerId, product, amountMinor, currency, boughtAt, channel, externalId }
}
