import pg from 'pg'
import type { Sql } from './sql.ts'

/** Where a verb reads and writes: the pool for reads, one transaction for a change. Rows come back in camelCase. */
export interface Db {
  /** The database itself, the same inside and outside a transaction: what is remembered of it is remembered under this. */
  readonly home: object
  /** All rows. */
  many<Row>(statement: Sql): Promise<Row[]>
  /** The only row; a defect when there is none. */
  one<Row>(statement: Sql): Promise<Row>
  /** The first row, or null. */
  maybe<Row>(statement: Sql): Promise<Row | null>
  /** How many rows were changed. */
  run(statement: Sql): Promise<number>
  /**
   * A write whose answer nobody waits for: sent at once, in order, and done before the commit; its failure fails the transaction.
   * Outside a transaction it is waited for like any other.
   */
  soon(statement: Sql): Promise<void>
}

export interface Database extends Db {
  /** Runs the work in one transaction: all of it is committed before the answer, or none of it happened. */
  transaction<Result>(work: (db: Db) => Promise<Result>): Promise<Result>
  /** A connection of its own that hears `notify kept`; comes back by itself when the database was away, and then hears '*'. */
  listen(heard: (payload: string) => void): () => Promise<void>
  close(): Promise<void>
}

export interface DatabasePlace {
  connectionString?: string
  host?: string
  user?: string
  database?: string
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** Opens a pool; `lost` hears of connections that broke while nobody used them. */
export function openDatabase(place: DatabasePlace, size: number, lost: (error: Error) => void): Database {
  const settings: pg.PoolConfig = { ...place, max: size, connectionTimeoutMillis: 10_000, pipeline: true, ...limits } as pg.PoolConfig
  const pool = new pg.Pool(settings)
  pool.on('error', lost)
  // The pool listens to idle connections only: one that breaks in the middle of a transaction would end the process. Its next statement fails instead.
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    ...speaking(pool, pool),
    transaction: (work) => transaction(pool, work),
    listen: (heard) => listen(settings, heard),
    close: () => pool.end(),
  }
}

/** Nothing may hang: a statement ends after 20 s, a wait for a lock after 8 s. */
const limits = { statement_timeout: 20_000, lock_timeout: 8_000, idle_in_transaction_session_timeout: 30_000, keepAlive: true }

async function transaction<Result>(pool: pg.Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  const { db, settled } = inOrder(client, pool)
  let broken: Error | undefined
  try {
    const result = await work(db)
    await settled()
    const { command } = await client.query('commit')
    // A transaction that failed inside answers COMMIT with ROLLBACK and no error: what was not written must not be acknowledged.
    if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}`)
    return result
  } catch (error) {
    const cause = await settled().then(
      () => error,
      (first: unknown) => first,
    )
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw cause
  } finally {
    client.release(broken)
  }
}

/** Begins, and lets writes run ahead; `settled` waits for them and throws the first failure, the cause of all later ones. */
function inOrder(client: pg.PoolClient, home: pg.Pool): { db: Db; settled: () => Promise<void> } {
  let failure: { cause: unknown } | null = null
  const noted = (cause: unknown) => void (failure ??= { cause })
  const db = speaking(client, home)
  const ahead: Promise<unknown>[] = [client.query('begin').catch(noted)]
  const soon = async (statement: Sql) => void ahead.push(db.run(statement).catch(noted))
  const settled = async () => {
    await Promise.all(ahead)
    if (failure) throw failure.cause
  }
  return { db: { ...db, soon }, settled }
}

function speaking(connection: pg.Pool | pg.ClientBase, home: pg.Pool): Db {
  const ask = (statement: Sql): Promise<pg.QueryArrayResult> =>
    connection.query({ name: nameOf(statement.text), text: statement.text, values: [...statement.values], rowMode: 'array' })
  const many = async <Row>(statement: Sql): Promise<Row[]> => camelRows<Row>(await ask(statement))
  const run = async (statement: Sql) => (await ask(statement)).rowCount ?? 0
  return {
    home,
    many,
    run,
    async one<Row>(statement: Sql) {
      const [row] = await many<Row>(statement)
      if (row === undefined) throw new Error(`Expected a row from: ${statement.text}`)
      return row
    },
    maybe: async <Row>(statement: Sql) => (await many<Row>(statement))[0] ?? null,
    soon: async (statement) => void (await run(statement)),
  }
}

const names = new Map<string, string>()

/** One prepared statement per text; texts come from code only, so their number is bounded. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) names.set(text, (name = `k${names.size}`))
  return name
}

const columns = new Map<string, string>()

function camelRows<Row>(result: pg.QueryArrayResult): Row[] {
  const keys = result.fields.map(({ name }) => camel(name))
  return result.rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < keys.length; index++) row[keys[index] ?? ''] = values[index]
    return row as Row
  })
}

function camel(column: string): string {
  let name = columns.get(column)
  if (name === undefined) columns.set(column, (name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())))
  return name
}

function listen(settings: pg.ClientConfig, heard: (payload: string) => void): () => Promise<void> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let over = false
  const again = () => {
    if (!over) timer = setTimeout(connect, 500)
  }
  const connect = () => {
    const fresh = new pg.Client({ ...settings, statement_timeout: 0, idle_in_transaction_session_timeout: 0 })
    client = fresh
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    fresh.on('error', () => {})
    fresh.once('end', again)
    fresh
      .connect()
      .then(() => fresh.query('listen kept'))
      .then(
        () => heard('*'),
        () => void fresh.end().catch(() => {}),
      )
  }
  connect()
  return async () => {
    over = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
