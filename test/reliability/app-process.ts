import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { foundCompanyCast } from '../../server/demo/cast.ts'
import { openForCommand } from '../../server/serve.ts'
import { makeKey } from '#people'
import { setCapacity } from '#promises'
import { readConfig } from '#platform/config.ts'
import { system } from '#platform/context.ts'
import { openDatabase, type Database, type DatabasePlace } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { sql } from '#platform/db/sql.ts'
import { change } from '#platform/kept.ts'

const root = path.join(import.meta.dirname, '../..')

/** One running `node server/main.ts`. */
export interface App {
  pid: number
  /** From the start of the process to its first good answer. */
  readyMs: number
  /** Whether the process is still there. */
  isAlive(): boolean
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

/** A data folder with its durable database, which outlives every app process that is started on it. */
export interface Installation {
  folder: string
  url: string
  smtpPort: number
  key: string
  place: DatabasePlace
  database: Database
  /** The words the app wrote to its error output, newest last. */
  words: string[]
  start(): Promise<App>
  postmasterPid(): Promise<number>
  close(): Promise<void>
}

/** Makes an installation with the small company of the tests, an admin's key, and enough capacity that offers stay near. */
export async function openInstallation(mailUrl: string | null): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kept-reliability-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const [port, smtpPort] = [await freePort(), await freePort()]
  const environment = {
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DEMO: '0',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    ...(mailUrl && { MAIL_URL: mailUrl }),
  }
  const key = await found(environment)
  const database = openDatabase(embedded.place, 4, () => {})
  await ensureDurable(database)
  const words: string[] = []
  const apps = new Set<App>()
  const url = `http://127.0.0.1:${port}`
  const lastResort = () => {
    apps.forEach(({ pid }) => end(pid))
    end(Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]))
  }
  process.on('exit', lastResort)
  return {
    folder,
    url,
    smtpPort,
    key,
    place: embedded.place,
    database,
    words,
    async start() {
      const app = await startApp(environment, url, words)
      apps.add(app)
      return app
    },
    postmasterPid: async () => (await startEmbedded(folder)).pid,
    async close() {
      for (const app of apps) if (app.isAlive()) await app.kill()
      process.off('exit', lastResort)
      await database.close()
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
      if (embedded.place.host) await rm(embedded.place.host, { recursive: true, force: true })
    },
  }
}

async function found(environment: Record<string, string>): Promise<string> {
  const { kept, close } = await openForCommand(readConfig({ ...environment, LOG_LEVEL: 'silent' }))
  const secret = await change(kept, system, 'en', async (ctx) => {
    const { teams } = await foundCompanyCast(ctx)
    for (const teamId of Object.values(teams)) await setCapacity(ctx, { teamId, answersPerHour: 100_000 })
    return (await makeKey(ctx, { name: 'Reliability', role: 'admin', teamIds: Object.values(teams) })).secret
  })
  await close()
  return secret
}

/** A kill proves nothing on a database that was told not to care. */
async function ensureDurable(database: Database): Promise<void> {
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { setting } = await database.one<{ setting: string }>(sql`select current_setting(${name}) as setting`)
    if (setting !== 'on') throw new Error(`The database is not durable: ${name} is ${setting}`)
  }
}

async function startApp(environment: Record<string, string>, url: string, words: string[]): Promise<App> {
  const began = performance.now()
  const { PATH = '', HOME = '/' } = process.env
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.on('data', (bytes: Buffer) => void words.push(...bytes.toString().split('\n').filter(Boolean)))
  const isAlive = () => child.exitCode === null && child.signalCode === null
  await firstAnswer(url, isAlive, words)
  return { pid: child.pid ?? 0, readyMs: performance.now() - began, isAlive, kill: () => killed(child) }
}

async function firstAnswer(url: string, isAlive: () => boolean, words: string[]): Promise<void> {
  for (let attempt = 0; attempt < 2_500; attempt++) {
    if (!isAlive()) throw new Error(`The app ended at its start:\n${words.slice(-20).join('\n')}`)
    const status = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await pause(20)
  }
  throw new Error(`The app gave no answer in 50 s:\n${words.slice(-20).join('\n')}`)
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  await gone
}

function end(pid: number): void {
  if (!pid) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already: what was wanted.
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}
