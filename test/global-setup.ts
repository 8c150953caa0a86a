import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase, type DatabasePlace } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { sql } from '#platform/db/sql.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: DatabasePlace
  }
}

/** One PostgreSQL for the whole run with a migrated template; each test file takes a copy of it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kept-test-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder, { durable: false, settings: ['max_connections=300'] })
  const server = { ...embedded.place, database: 'postgres' }
  const database = openDatabase(server, 1, () => {})
  await database.run(sql`create database kept_template`)
  await database.close()
  await migrate({ ...server, database: 'kept_template' })
  project.provide('server', server)
  return async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
