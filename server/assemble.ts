import type { FastifyInstance } from 'fastify'
import { problemPage } from '#faces'
import { identify } from '#people'
import { modules } from './modules.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db/database.ts'
import { openApp } from '#platform/http/app.ts'
import { keyRetention } from '#platform/http/idempotency.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import type { House, Kept } from '#platform/kept.ts'
import type { Log } from '#platform/log.ts'
import type { Random } from '#platform/random.ts'
import { hangBell } from '#platform/realtime/bell.ts'
import { openLive } from '#platform/realtime/live.ts'

export interface Parts {
  database: Database
  clock: Clock
  random: Random
  log: Log
  house: House
  mailUrl: string | null
}

export interface Assembled {
  kept: Kept
  app: FastifyInstance
  sweeps: readonly Sweep[]
  close(): Promise<void>
}

/** Puts the rooms together by the list; nothing listens and nothing sweeps yet. */
export async function assemble(parts: Parts): Promise<Assembled> {
  const bell = hangBell(parts.database, parts.log)
  const kept: Kept = { ...parts, bell, hears: modules.flatMap(({ hears }) => hears ?? []) }
  const live = openLive(kept)
  const app = await openApp(kept, { identify: (request) => identify(kept, request), problemPage: problemPage(kept), version: '0.1.0' })
  for (const { routes } of modules) routes?.(app, kept, live)
  await app.ready()
  const close = async () => {
    live.close()
    await app.close()
    await bell.close()
  }
  return { kept, app, sweeps: [keyRetention, ...modules.flatMap(({ sweeps }) => sweeps ?? [])], close }
}
