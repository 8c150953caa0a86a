import * as z from 'zod'

/** What every module's wire shares: times as RFC 3339, lists with a cursor, an id in a path. */
export const time = z.iso.datetime({ offset: true })
export const id = z
  .string()
  .regex(/^[a-z]+_[0-9A-HJKMNP-TV-Z]{26}$/)
  .max(64)
export const byId = z.strictObject({ id })
export const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.?[^\s@<>()[\]\\,;:"]*$/)
/** One line that says something: line ends, controls and what turns the reading of its neighbours round become a space. */
export const line = z
  .string()
  .overwrite((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' '))
  .trim()
  .min(1)
  .regex(/[^\s\p{Cf}\p{M}]/u)
  .max(500)
export const language = z.enum(['en', 'tr', 'uk', 'lt', 'hu'])
export const page = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(200).optional() }

/** A part of a list; `nextCursor` is null at its end. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A time on the wire: `Date` in the server, text in JSON. */
export type List<Item> = { items: Item[]; nextCursor: string | null }
export type Language = z.infer<typeof language>
