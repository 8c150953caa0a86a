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

/**
 * One change: one transaction. What was told is written with it and heard by the rooms above inside it; after the commit the bell rings for
 * sweeps and live pages. Nothing in `work` may speak to the network.
 */
export async function change<Result>(kept: Kept, actor: Actor, language: Language, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  const told: Entry[] = []
  const result = await kept.database.transaction(async (db) => {
    const ctx = context(kept, db, actor, language, told)
    const value = await work(ctx)
    await record(db, actor, ctx.now, told)
    return value
  })
  if (told.length) kept.bell.ring(told.map(({ name }) => name))
  return result
}

/** A look that changes nothing: no transaction, and telling is a defect. */
export function look<Result>(kept: Kept, actor: Actor, language: Language, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  return work(context(kept, kept.database, actor, language, null))
}

function context(kept: Kept, db: Db, actor: Actor, language: Language, told: Entry[] | null): Context {
  const { random, log } = kept
  const ctx: Context = { db, actor, now: kept.clock.now(), random, log, t: translator(language), tell }
  return ctx

  async function tell<Name extends EventName>(name: Name, facts: Events[Name]): Promise<void> {
    if (!told) throw new Error(`A look told ${name}`)
    told.push({ name, caseId: 'caseId' in facts ? facts.caseId : null, facts })
    for (const room of kept.hears) await room[name]?.(ctx, facts, kept.house)
  }
}
