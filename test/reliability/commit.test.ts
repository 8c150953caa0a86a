import { expect, test } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { freshDatabase } from '#test/harness.ts'

test('work that swallowed a failed statement is not acknowledged: its transaction was taken back', async () => {
  const database = openDatabase(await freshDatabase(), 2, () => {})
  const work = database.transaction(async (db) => {
    await db.run(sql`insert into company (name, zone, language) values ('Lost', 'UTC', 'en')`)
    await db.run(sql`select 1 / 0`).catch(() => {})
    return 'done'
  })
  await expect(work).rejects.toThrow('ROLLBACK')
  expect(await database.many(sql`select name from company`)).toEqual([])
  expect(await database.transaction((db) => db.many(sql`select 1 as one`))).toEqual([{ one: 1 }])
  await database.close()
})

test('a connection that is cut in the middle of a transaction fails that one alone', async () => {
  const database = openDatabase(await freshDatabase(), 2, () => {})
  const work = database.transaction(async (db) => {
    const { pid } = await db.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await database.run(sql`select pg_terminate_backend(${pid})`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await db.run(sql`select 1`)
  })
  await expect(work).rejects.toThrow()
  expect(await database.many(sql`select 1 as one`)).toEqual([{ one: 1 }])
  await database.close()
})
