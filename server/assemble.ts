import type { FastifyInstance } from 'fastify'
import { problemPage } from '#faces'
import { identify } from '#people'
import { modules } from './modules.ts'
import { openApp } from '#platform/http/app.ts'
import { keyRetention } from '#platform/http/idempotency.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import type { Kept } from '#platform/kept.ts'
import { hangBell } from '#platform/realtime/bell.ts'
import { openLive } from '#platform/realtime/live.ts'

/** An installation before its rooms are put together. */
export type Parts = Omit<Kept, 'bell' | 'hears'>

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
