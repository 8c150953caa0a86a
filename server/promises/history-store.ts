import type { Cursor } from '#platform/events/journal.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'

export interface Remembered extends Cursor {
  at: Date
  name: string
  facts: object
}

/** The entries of these names after a cursor, or from an instant on, in an order no later commit can change. */
export const readNamed = (db: Db, names: readonly string[], after: Cursor, from: Date, limit: number) =>
  db.many<Remembered>(sql`
    select id, xid::text, at, name, facts from events
    where (xid, id) > (${after.xid}::xid8, ${after.id}) and xid < pg_snapshot_xmin(pg_current_snapshot()) and at >= ${from} and name = any(${names})
    order by events.xid, id limit ${whole(limit)}`)
