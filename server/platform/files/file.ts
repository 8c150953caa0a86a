import { createHash } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** Stores bytes under their SHA-256, once; returns the hash. The same transaction as the row that names it. */
export async function storeFile(db: Db, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await db.soon(
    sql`insert into files (sha256, size, bytes) values (${sha256}, ${bytes.byteLength}, ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)}) on conflict do nothing`,
  )
  return sha256
}

/** The bytes of a hash, or null. */
export async function readFile(db: Db, sha256: string): Promise<Buffer | null> {
  return (await db.maybe<{ bytes: Buffer }>(sql`select bytes from files where sha256 = ${sha256}`))?.bytes ?? null
}
