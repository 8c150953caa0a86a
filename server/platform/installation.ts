import type { Database } from './db/database.ts'
import { sql } from './db/sql.ts'

/**
 * Whether this installation is a demo: decided once, at the first start (as wished, else yes on an empty embedded database), and kept at
 * every later one, so that no restart can turn a real desk into one anybody may enter.
 */
export async function installedAs(database: Database, wished: boolean | null, embedded: boolean): Promise<boolean> {
  await database.run(sql`insert into installation (demo) values (${wished ?? embedded}) on conflict do nothing`)
  return (await database.one<{ demo: boolean }>(sql`select demo from installation`)).demo
}

/** Whether the database can be reached and has a schema. */
export async function isMigrated(database: Database): Promise<boolean> {
  return (await database.maybe(sql`select name from migrations limit 1`)) !== null
}
