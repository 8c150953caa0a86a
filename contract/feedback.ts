import * as z from 'zod'
import { askedFor } from './expectations.ts'
import { matter } from './matters.ts'
import { pace } from './products.ts'

/** How it was: five points for "did we do what we promised", with words if they like. */
export const rate = z.strictObject({
  score: z.coerce.number().int().min(1).max(5),
  text: z.string().trim().max(5_000).optional(),
  /** Whether they got what they had asked for. */
  askedFor: askedFor.optional(),
  /** What mattered most to them, and how soon they needed it. */
  matter: matter.optional(),
  pace: pace.optional(),
})
export const response = z.object({ caseId: z.string(), score: z.number(), text: z.string().nullable(), createdAt: z.date() })
export type Response = z.infer<typeof response>

/** What the customers of a product said in a year, in counts: what matters most, and how soon they needed it. */
export const importance = z.object({
  productId: z.string(),
  name: z.string(),
  pace,
  paceBecause: z.string(),
  matters: z.partialRecord(matter, z.number()),
  paces: z.partialRecord(pace, z.number()),
})
export type Importance = z.infer<typeof importance>
/** What matters most to the customers of a product: so many of those who said it. */
export const mattersMost = z.object({ matter, count: z.number(), total: z.number() })
export type MattersMost = z.infer<typeof mattersMost>
