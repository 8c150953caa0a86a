import * as z from 'zod'
import { email, id, line, time } from './wire.ts'

export const productKind = z.enum(['product', 'service'])
/** How soon matters about it are worked on among those that do not press yet: they cannot wait, as usual, or paperwork that can. */
export const pace = z.enum(['urgent', 'ordinary', 'paperwork'])
export type Pace = z.infer<typeof pace>

export const product = z.object({
  id: z.string(),
  name: z.string(),
  kind: productKind,
  pace,
  /** Why it has this pace, in words: what its customers said, or the decision of a person. */
  paceBecause: z.string(),
  /** Whether a person decided it, whatever the customers say. */
  paceDecided: z.boolean(),
  active: z.boolean(),
  version: z.number(),
})
export const newProduct = z.strictObject({ name: line, kind: productKind.default('product') })
export const changeProduct = z.strictObject({ name: line, kind: productKind, active: z.boolean(), version: z.number().int() })
/** How soon its matters are worked on among those that do not press yet, and why in words. */
export const setPace = z.strictObject({ pace, because: line })

/** Something a customer bought, as the shop says it; `amountMinor` is in the smallest unit of the currency, below zero when given back. */
export const newPurchase = z.strictObject({
  customer: z.union([z.strictObject({ id }), z.strictObject({ email })]),
  productId: id.nullable().default(null),
  amountMinor: z.number().int().min(-1e12).max(1e12),
  currency: z.string().regex(/^[A-Z]{3}$/),
  boughtAt: time,
  channel: z.string().trim().max(100).default(''),
  /** What the shop calls it: the same purchase sent again changes nothing. */
  externalId: line,
})
export const purchase = z.object({
  id: z.string(),
  customerId: z.string(),
  product: z.object({ id: z.string(), name: z.string() }).nullable(),
  amountMinor: z.number(),
  currency: z.string(),
  boughtAt: z.date(),
  channel: z.string(),
  externalId: z.string(),
})
/** What a customer spent in the last twelve months, in one currency. */
export const spending = z.object({ currency: z.string(), amountMinor: z.number(), purchases: z.number() })
export const purchaseList = z.object({ items: z.array(purchase), nextCursor: z.null(), spending: z.array(spending) })

export type Purchase = z.infer<typeof purchase>
export type Spending = z.infer<typeof spending>
export type NewPurchase = z.infer<typeof newPurchase>
export type Product = z.infer<typeof product>
