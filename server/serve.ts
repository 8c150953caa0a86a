import { setTimeout as pause } from 'node:timers/promises'
import { openSmtpDoor } from '#channels'
import { readCompany } from '#people'
import { foundCharter } from '#promises'
import { assemble } from './assemble.ts'
import { foundDemo } from './demo/founding.ts'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { system } from '#platform/context.ts'
import { openDatabase, type DatabasePlace } from '#platform/db/database.ts'
import { startEmbedded, type EmbeddedDatabase } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { isDatabaseGone } from '#platform/http/problem.ts'
import { installedAs } from '#platform/installation.ts'
import { startSweeps } from '#platform/jobs/sweep.ts'
import { change, look, type House, type Kept } from '#platform/kept.ts'
import { openLog, type Log } from '#platform/log.ts'
import { systemRandom } from '#platform/random.ts'

export interface Running {
  kept: Kept
  port: number
  smtpPort: number
  /** Stops what was started, in order: doors, work under way, database. */
  close(): Promise<void>
}

const poolSize = 20

/** Brings the product up: database, schema, rooms, doors, sweeps. */
export async function serve(config: Config): Promise<Running> {
  const log = openLog(config.logLevel)
  const { place, embedded } = await findDatabase(config, log, true)
  await untilReachable(() => migrate(place), log)
  const database = openDatabase(place, poolSize, (error) => log('warn', 'database.connection_lost', { error }))
  const demo = await installedAs(database, config.demo, embedded !== null)
  const house = houseOf(config, demo)
  const { kept, app, sweeps, close } = await assemble({
    database,
    clock: systemClock,
    random: systemRandom,
    log,
    house,
    mailUrl: config.mailUrl,
  })
  if (demo) await foundDemo(kept)
  // An installation from before there was a charter gets its first one now.
  await change(kept, system, 'en', foundCharter)
  house.shop = await shopOf(kept)
  const host = config.host ?? (demo ? '127.0.0.1' : '0.0.0.0')
  const smtp = await openSmtpDoor(kept, { port: config.smtpPort, host })
  const stopSweeps = startSweeps(kept, sweeps)
  await app.listen({ port: config.port, host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  if (!config.baseUrl) house.baseUrl = `http://localhost:${port}`
  return {
    kept,
    port,
    smtpPort: smtp.port,
    close: async () => {
      await smtp.close()
      await close()
      await stopSweeps()
      await database.close()
      await embedded?.stop()
    },
  }
}

/** Opens the database without doors, for a command; the caller closes it. */
export async function openForCommand(config: Config): Promise<{ kept: Kept; close(): Promise<void> }> {
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const { place, embedded } = await findDatabase(config, log, false)
  await migrate(place)
  const database = openDatabase(place, 4, () => {})
  const demo = await installedAs(database, config.demo, embedded !== null)
  const house = houseOf(config, demo)
  const { kept, close } = await assemble({ database, clock: systemClock, random: systemRandom, log, house, mailUrl: config.mailUrl })
  house.shop = await shopOf(kept)
  return {
    kept,
    close: async () => {
      await close()
      await database.close()
      if (embedded?.isOurs) await embedded.stop()
    },
  }
}

async function findDatabase(
  config: Config,
  log: Log,
  watch: boolean,
): Promise<{ place: DatabasePlace; embedded: EmbeddedDatabase | null }> {
  if (config.databaseUrl) return { place: { connectionString: config.databaseUrl }, embedded: null }
  const embedded = await startEmbedded(config.dataDir, { log, watch })
  return { place: embedded.place, embedded }
}

/** A database that is still starting is waited for; any other trouble ends the start with its words. */
async function untilReachable(work: () => Promise<unknown>, log: Log): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await work())
    } catch (error) {
      if (!isDatabaseGone(error) || attempt > 60) throw error
      if (attempt === 1) log('info', 'database.waiting')
      await pause(1_000)
    }
  }
}

function houseOf(config: Config, demo: boolean): House {
  const shop = { name: 'Kept', zone: 'UTC', language: 'en' as const }
  return { baseUrl: config.baseUrl ?? `http://localhost:${config.port}`, secretKey: config.secretKey, demo, shop }
}

async function shopOf(kept: Kept): Promise<House['shop']> {
  return look(kept, system, 'en', readCompany)
}
