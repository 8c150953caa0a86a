import * as z from 'zod'
import { line } from './wire.ts'

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
export type Product = z.infer<typeof product>
