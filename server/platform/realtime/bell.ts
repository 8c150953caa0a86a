import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Log } from '../log.ts'

/**
 * Wakes whoever waits for something to happen, here and on other nodes. A ring is a hint and may be lost: every listener also looks by
 * itself from time to time, and reads the truth from the tables.
 */
export interface Bell {
  ring(topics: readonly string[]): void
  /** Hears every ring; returns how to stop. */
  hear(listener: (topics: ReadonlySet<string>) => void): () => void
  close(): Promise<void>
}

/** Rings are gathered for a moment, so that a burst of commits costs one notification and none of them waits for it. */
const gatherMs = 20
const longestPayload = 7_000

export function hangBell(database: Database, log: Log): Bell {
  const listeners = new Set<(topics: ReadonlySet<string>) => void>()
  let gathered = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const spread = (topics: ReadonlySet<string>) => listeners.forEach((listener) => listener(topics))
  const stop = database.listen((payload) => spread(new Set(payload.split(' '))))
  return {
    ring(topics) {
      for (const topic of topics) gathered.add(topic)
      timer ??= setTimeout(() => {
        const payload = [...gathered].join(' ').slice(0, longestPayload)
        gathered = new Set()
        timer = undefined
        database.run(sql`select pg_notify('kept', ${payload})`).catch((error: Error) => log('warn', 'bell.not_rung', { error }))
      }, gatherMs)
    },
    hear(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      clearTimeout(timer)
      listeners.clear()
      await stop()
    },
  }
}
