import { sql, type Sql } from '#platform/db/sql.ts'

interface Order {
  text: Sql
  by: Sql
  after: (at: string, id: string) => Sql
}

/** Each order of cases with what a cursor keeps of it: by due time, by weight and then due time, or newest first. */
export const orders: Record<'due' | 'weight' | 'newest', Order> = {
  due: {
    text: sql`c.sort_at::text`,
    by: sql`c.sort_at, c.id`,
    after: (at, id) => sql`(c.sort_at, c.id) > (${at}::timestamptz, ${id})`,
  },
  weight: {
    text: sql`c.weight || ' ' || c.sort_at`,
    by: sql`c.weight, c.sort_at, c.id`,
    after: (at, id) => sql`(c.weight, c.sort_at, c.id) > (${Number(at[0])}, ${at.slice(2)}::timestamptz, ${id})`,
  },
  newest: { text: sql`''`, by: sql`c.id desc`, after: (_at, id) => sql`c.id < ${id}` },
}
