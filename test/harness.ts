import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { assemble, type Assembled } from '../server/assemble.ts'
import { foundCompanyCast, type Cast } from '../server/demo/cast.ts'
import type { Clock } from '#platform/clock.ts'
import type { Actor, Context } from '#platform/context.ts'
import { system } from '#platform/context.ts'
import { openDatabase, type Database, type DatabasePlace } from '#platform/db/database.ts'
import { sweepAll } from '#platform/jobs/sweep.ts'
import { change, look, type House, type Kept } from '#platform/kept.ts'
import { openLog } from '#platform/log.ts'
import { systemRandom } from '#platform/random.ts'

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  set(at: Date | string): void
  forward(amount: { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }): void
}

export interface Desk extends Assembled {
  clock: TestClock
  cast: Cast
  place: DatabasePlace
  /** Runs every sweep until nothing is due at the clock's present. */
  sweep(): Promise<void>
  /** Moves the clock in steps no longer than a minute, sweeping after each, so that nothing due is passed over. */
  pass(amount: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void>
  change<Result>(actor: Actor, work: (ctx: Context) => Promise<Result>): Promise<Result>
  look<Result>(actor: Actor, work: (ctx: Context) => Promise<Result>): Promise<Result>
}

/** A Wednesday noon in Vilnius, inside working time. */
export const wednesdayNoon = new Date('2026-11-25T10:00:00Z')

export interface DeskWishes {
  now?: Date
  baseUrl?: string
  mailUrl?: string | null
  demo?: boolean
  /** Another desk's database: two nodes of one installation. */
  shares?: Desk
}

/** A whole desk on a database of its own, with the small company of `server/demo/cast.ts`, a standing clock and no doors open. */
export async function openDesk(wishes: DeskWishes = {}): Promise<Desk> {
  const place = wishes.shares?.place ?? (await freshDatabase())
  const database = openDatabase(place, 12, () => {})
  const clock = wishes.shares?.clock ?? standingClock(wishes.now ?? wednesdayNoon)
  const house: House = {
    baseUrl: wishes.baseUrl ?? 'http://desk.kept.example',
    secretKey: Buffer.from('a key for tests that nobody else has'),
    demo: wishes.demo ?? false,
    shop: { name: 'Velo Shop', zone: 'Europe/Vilnius', language: 'en' },
  }
  const log = openLog(process.env['LOG_LEVEL'] === 'debug' ? 'debug' : 'silent')
  const assembled = await assemble({ database, clock, random: systemRandom, log, house, mailUrl: wishes.mailUrl ?? null })
  const { kept, sweeps } = assembled
  const cast = wishes.shares?.cast ?? (await change(kept, system, 'en', foundCompanyCast))
  return {
    ...assembled,
    clock,
    cast,
    place,
    sweep: () => sweepAll(kept, sweeps),
    pass: (amount) => pass(kept, sweeps, clock, milliseconds(amount)),
    change: (actor, work) => change(kept, actor, 'en', work),
    look: (actor, work) => look(kept, actor, 'en', work),
    close: async () => {
      await assembled.close()
      await database.close()
    },
  }
}

/** An empty, migrated database; the server of the run goes away with all of them. */
export async function freshDatabase(): Promise<DatabasePlace> {
  const server = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const database: Database = openDatabase(server, 1, () => {})
  await database.run({ text: `create database ${name} template kept_template`, values: [] })
  await database.close()
  return { ...server, database: name }
}

/** A clock for tests: it never moves by itself. */
export function standingClock(start: Date): TestClock {
  let present = start
  return {
    now: () => new Date(present),
    set: (at) => (present = new Date(at)),
    forward: (amount) => (present = new Date(present.getTime() + milliseconds(amount))),
  }
}

async function pass(kept: Kept, sweeps: Assembled['sweeps'], clock: TestClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 60_000) {
    clock.forward({ ms: Math.min(left, 60_000) })
    await sweepAll(kept, sweeps)
  }
}

function milliseconds({
  days = 0,
  hours = 0,
  minutes = 0,
  seconds = 0,
  ms = 0,
}: {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
  ms?: number
}): number {
  return ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + ms
}
