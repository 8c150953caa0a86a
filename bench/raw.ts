import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Database, Db, DatabasePlace } from '#platform/db/database.ts'
import type { Sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import { systemRandom } from '#platform/random.ts'
import { load, type Figures } from './load.ts'

/** What one operation asked of the database, in order. */
export interface Asked {
  statements: Sql[]
  inTransaction: boolean
  /** The time part of the first id this operation could have made. */
  madeFrom: string
}

/** The time part of an id made now. */
export const firstIdNow = (): string => newId('x', { now: new Date(), random: systemRandom }).slice(2, 12)

/** A database that writes down what it is asked. */
export function recording(database: Database): { database: Database; asked: Asked } {
  const asked: Asked = { statements: [], inTransaction: false, madeFrom: firstIdNow() }
  const listening = (db: Db): Db => {
    const noted = <Result>(statement: Sql, ask: (statement: Sql) => Promise<Result>) => (asked.statements.push(statement), ask(statement))
    return {
      home: db.home,
      many: (it) => noted(it, (s) => db.many(s)),
      one: (it) => noted(it, (s) => db.one(s)),
      maybe: (it) => noted(it, (s) => db.maybe(s)),
      run: (it) => noted(it, (s) => db.run(s)),
      soon: (it) => noted(it, (s) => db.soon(s)),
    }
  }
  return {
    asked,
    database: {
      ...database,
      ...listening(database),
      transaction: (work) => ((asked.inTransaction = true), database.transaction((db) => work(listening(db)))),
    },
  }
}

/** The ceiling: the same statements with fresh ids by plain `pg`, on as many connections, with nothing of Kept in between. */
export async function replay(place: DatabasePlace, asked: Asked, connections: number, seconds: number): Promise<Figures> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(place)
      await client.connect()
      return client
    }),
  )
  const names = new Map([...new Set(asked.statements.map(({ text }) => text))].map((text, nth) => [text, `raw${nth}`]))
  const figures = await load(connections, seconds, async (connection) => {
    const client = clients[connection]
    const fresh = renamer(asked.madeFrom)
    if (!client) return
    if (asked.inTransaction) await client.query('begin')
    for (const { text, values } of asked.statements)
      await client.query({ name: names.get(text) ?? '', text, values: values.map(fresh), rowMode: 'array' })
    if (asked.inTransaction) await client.query('commit')
  })
  await Promise.all(clients.map((client) => client.end()))
  return figures
}

/** Gives every id that the recorded operation made a new one, the same for the same; older ids stay. */
function renamer(madeFrom: string): (value: unknown) => unknown {
  const given = new Map<string, string>()
  const suffix = randomBytes(5).toString('hex').toUpperCase()
  const other = (id: string) => {
    if (id.slice(0, 10) < madeFrom) return id
    let fresh = given.get(id)
    if (!fresh) given.set(id, (fresh = `${id.slice(0, 12)}${suffix}${String(given.size).padStart(4, '0')}`))
    return fresh
  }
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value
        .replace(/(?<![0-9A-Z])01[0-9A-HJKMNP-TV-Z]{24}(?![0-9A-Z])/g, other)
        .replace(/bench-\d+@/, `bench-${suffix.toLowerCase()}@`)
    return Array.isArray(value) ? value.map(renamed) : value
  }
  return renamed
}
