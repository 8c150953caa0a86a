import type { EventName, Events } from '#contract/events.ts'
import type { Language } from '#contract/wire.ts'
import type { Clock } from './clock.ts'
import type { Actor, Context } from './context.ts'
import type { Database, Db } from './db/database.ts'
import { record, type Entry } from './events/journal.ts'
import { translator } from './i18n/translate.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'
import type { Bell } from './realtime/bell.ts'

/** What links, signatures and letters need to know about this installation. */
export interface House {
  baseUrl: string
  secretKey: Buffer
  demo: boolean
  shop: { name: string; zone: string; language: Language }
}

/** What a room does when a room below tells something: same transaction, so that no half story exists. */
export type Hears = { [Name in EventName]?: (ctx: Context, facts: Events[Name], house: House) => Promise<void> }

/** A running installation, as the edges (requests, sweeps, doors) see it. */
export interface Kept {
  database: Database
  clock: Clock
  random: Random
  log: Log
  house: House
  /** The server outgoing mail is handed to; without one it stays in the demo mailbox. */
  mailUrl: string | null
  bell: Bell
  hears: readonly Hears[]
}

const deadlock = '40P01'

/**
 * One change: one transaction. What was told is written with it and heard by the rooms above inside it; after the commit the bell rings for
 * sweeps and live pages. Nothing in `work` may speak to the network.
 */
export async function change<Result>(
  kept: Kept,
  actor: Actor,
  language: Language,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const names = new Set<string>()
  const once = () =>
    kept.database.transaction(async (db) => {
      names.clear()
      const ctx = changing(kept, db, actor, language, names)
      const value = await work(ctx)
      await ctx.tell.written()
      return value
    })
  // Two that wait for each other: the database undid one of them, whole. It is done again, once.
  const result = await once().catch((error: { code?: string }) => (error.code === deadlock ? once() : Promise.reject(error)))
  if (names.size) kept.bell.ring([...names])
  return result
}

/** A look that changes nothing: no transaction, and telling is a defect. */
export function look<Result>(kept: Kept, actor: Actor, language: Language, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  const tell = async (name: EventName) => {
    throw new Error(`A look told ${name}`)
  }
  return work(context(kept, kept.database, actor, language, Object.assign(tell, { written: async () => {} })))
}

function changing(kept: Kept, db: Db, actor: Actor, language: Language, names: Set<string>): Context {
  let told: Entry[] = []
  const ctx = context(kept, db, actor, language, Object.assign(tell, { written }))
  return ctx

  async function tell<Name extends EventName>(name: Name, facts: Events[Name]): Promise<void> {
    names.add(name)
    told.push({ name, caseId: 'caseId' in facts ? facts.caseId : null, facts })
    for (const room of kept.hears) await room[name]?.(ctx, facts, kept.house)
  }

  async function written(): Promise<void> {
    const entries = told
    told = []
    await record(db, actor, ctx.now, entries)
  }
}

function context(kept: Kept, db: Db, actor: Actor, language: Language, tell: Context['tell']): Context {
  return { db, actor, now: kept.clock.now(), random: kept.random, tell, log: kept.log, t: translator(language) }
}
