import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import type { DatabasePlace } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the schema to the newest numbered file, one transaction a file, under an advisory lock so that many nodes may start at once.
 * Refuses a schema that is newer than this program. Returns the names of the files it ran.
 */
export async function migrate(place: DatabasePlace): Promise<string[]> {
  const client = new pg.Client(place)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7336)')
    await client.query('create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())')
    return await runMissing(client, await migrationNames())
  } finally {
    await client.end()
  }
}

/** The numbered files of the program, oldest first. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}

async function runMissing(client: pg.Client, known: string[]): Promise<string[]> {
  const done = new Set((await client.query<{ name: string }>('select name from migrations')).rows.map(({ name }) => name))
  const foreign = [...done].find((name) => !known.includes(name))
  if (foreign) throw new Error(`The database was upgraded by a newer Kept (it knows ${foreign}). Start that version, or restore a backup.`)
  const missing = known.filter((name) => !done.has(name))
  for (const name of missing) {
    const text = await readFile(new URL(name, folder), 'utf8')
    await client.query(`begin;\n${text}\n;insert into migrations (name) values ('${name}');commit`)
  }
  return missing
}
