import * as z from 'zod'

/** How it was: five points for "did we do what we promised", with words if they like. */
export const rate = z.strictObject({ score: z.coerce.number().int().min(1).max(5), text: z.string().trim().max(5_000).optional() })
export const response = z.object({ caseId: z.string(), score: z.number(), text: z.string().nullable(), createdAt: z.date() })
export type Response = z.infer<typeof response>
