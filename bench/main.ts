// Prints throughput, latency and CPU of the running product beside the raw PostgreSQL ceiling in the same run, then what promising costs with ever
// more promises open. `npm run bench [seconds] [cases] [most open promises]`.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listCases } from '#contract/cases.ts'
import { listCases as list } from '#cases'
import { openByApi } from '#channels'
import { makeKey } from '#people'
import { caseView, openedView } from '../server/faces/case-view.ts'
import { assemble } from '../server/assemble.ts'
import { systemClock } from '#platform/clock.ts'
import { system, type Actor, type Context } from '#platform/context.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { openLog } from '#platform/log.ts'
import { systemRandom } from '#platform/random.ts'
import { load, request, type Figures } from './load.ts'
import { cpuSeconds, machine, memoryMb } from './processes.ts'
import { firstIdNow, recording, replay, type Asked } from './raw.ts'
import { benchPromises } from './promises.ts'
import { commonWord, fillCases, rareWord, seed } from './seed.ts'
import { mailClient } from './smtp.ts'

const connections = 10
const seconds = Number(process.argv[2] ?? 5)
const stock = Number(process.argv[3] ?? 20_000)
const mostOpen = Number(process.argv[4] ?? 1_000_000)

const stockId = (n: number) => `case_${String((n % stock) + 1).padStart(26, '0')}`

const folder = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
chmodSync(folder, 0o755)
const [port, smtpPort] = [await freePort(), await freePort()]
const environment = { ...process.env, PORT: String(port), SMTP_PORT: String(smtpPort), DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: '1' }
const server = spawn(process.execPath, [path.join(import.meta.dirname, '../server/main.ts')], {
  env: environment,
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  await ready(port)
  await run()
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
}
await runPromises()

async function run(): Promise<void> {
  const embedded = await startEmbedded(folder)
  const database = openDatabase(embedded.place, 4, () => {})
  const pids = [server.pid ?? 0, embedded.pid]
  await pause(15_000)
  console.log(`${machine()}; seed ${seed}; ${stock} open cases x 3 messages; ${connections} connections; ${seconds} s a row`)
  console.log(`idle memory of app and database: ${memoryMb(pids).toFixed(0)} MB PSS\n`)
  const key = await withKept(database, (kept) =>
    change(kept, system, 'en', async (ctx) => (await makeKey(ctx, { name: 'bench', role: 'admin', teamIds: [] })).secret),
  )
  await fillCases(database, stock)
  const rows: [
    string,
    (connection: number, nth: number) => Promise<unknown>,
    (ctx: Context, kept: Kept) => Promise<unknown>,
    'change' | 'look',
  ][] = [
    [
      'create',
      (c, n) => request(port, c, 'POST', '/api/v1/cases', key, newCase(c, n)),
      (ctx, kept) =>
        openByApi(ctx, kept.house, newCase(99, Math.floor(Math.random() * 1e6))).then((taken) => openedView(ctx, kept.house, taken)),
      'change',
    ],
    [
      'read with messages',
      (c, n) => request(port, c, 'GET', `/api/v1/cases/${stockId(c * 7919 + n)}`, key),
      (ctx, kept) => caseView(ctx, kept.house, stockId(77)),
      'look',
    ],
    ['list 50', (c) => request(port, c, 'GET', '/api/v1/cases?limit=50', key), (ctx) => list(ctx, listCases.parse({})), 'look'],
    [
      'search, 200 hits',
      (c) => request(port, c, 'GET', `/api/v1/cases?q=${rareWord}`, key),
      (ctx) => list(ctx, listCases.parse({ q: rareWord })),
      'look',
    ],
    [
      'search, 3,000 hits',
      (c) => request(port, c, 'GET', `/api/v1/cases?q=${commonWord}`, key),
      (ctx) => list(ctx, listCases.parse({ q: commonWord })),
      'look',
    ],
  ]
  console.log(
    '| operation | /s | p50 ms | p99 ms | CPU ms/op | statements | raw /s | raw p50 ms | share of raw |\n|---|---|---|---|---|---|---|---|---|',
  )
  for (const [name, operation, same, how] of rows) {
    const asked = await statementsOf(database, same, how)
    const figures = await measured(pids, () => load(connections, seconds, async (c, n) => void (await operation(c, n))))
    print(name, figures, asked, await replay(embedded.place, asked, connections, seconds))
  }
  const clients = await Promise.all(Array.from({ length: connections }, () => mailClient(smtpPort)))
  const mail = await measured(pids, () => load(connections, seconds, (c, n) => clients[c]?.send(c, n) ?? Promise.resolve()))
  print('mail in', mail, null, null)
  clients.forEach((client) => client.close())
  console.log(`\nmemory after the load: ${memoryMb(pids).toFixed(0)} MB PSS`)
  await database.close()
}

/** Promising, on a database of its own: nothing else runs on it. */
async function runPromises(): Promise<void> {
  const own = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
  chmodSync(own, 0o755)
  const embedded = await startEmbedded(own)
  const database = openDatabase(embedded.place, 4, () => {})
  try {
    await migrate(embedded.place)
    const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= mostOpen)
    await withKept(database, (kept) => benchPromises(kept, embedded.place, [process.pid, embedded.pid], sizes))
  } finally {
    await database.close()
    await embedded.stop()
    rmSync(own, { recursive: true, force: true })
  }
}

function newCase(connection: number, nth: number) {
  const text =
    'The front wheel makes a noise when I ride downhill and brake. It began after the last service. What can I do until you have time?'
  return {
    customer: { email: `bench-${connection * 1_000_000 + nth}@example.com`, name: 'Bench Customer' },
    text,
    kind: 'request' as const,
    channel: 'api' as const,
  }
}

async function statementsOf(
  database: Database,
  work: (ctx: Context, kept: Kept) => Promise<unknown>,
  how: 'change' | 'look',
): Promise<Asked> {
  const { database: noted, asked } = recording(database)
  const actor: Actor = { kind: 'key', id: 'key_bench', name: 'bench', role: 'admin', teamIds: [] }
  await withKept(noted, async (kept) => {
    const once = () => (how === 'change' ? change : look)(kept, actor, 'en', (ctx) => work(ctx, kept))
    await once()
    await pause(5)
    Object.assign(asked, { statements: [], madeFrom: firstIdNow() })
    await once()
  })
  const start = asked.statements.findIndex(({ text }) => !text.includes('pg_notify'))
  return { ...asked, statements: asked.statements.slice(start).filter(({ text }) => !text.includes('pg_notify')) }
}

async function withKept<Result>(database: Database, work: (kept: Kept) => Promise<Result>): Promise<Result> {
  const house = {
    baseUrl: 'http://localhost',
    secretKey: Buffer.alloc(32),
    demo: true,
    shop: { name: 'Bench', zone: 'Europe/Vilnius', language: 'en' as const },
  }
  const { kept, close } = await assemble({
    database,
    clock: systemClock,
    random: systemRandom,
    log: openLog('error'),
    house,
    mailUrl: null,
  })
  try {
    return await work(kept)
  } finally {
    await close()
  }
}

async function measured(pids: number[], work: () => Promise<Figures>): Promise<Figures & { cpuMs: number }> {
  const before = cpuSeconds(pids)
  const figures = await work()
  return { ...figures, cpuMs: ((cpuSeconds(pids) - before) * 1000) / figures.count }
}

function print(name: string, figures: Figures & { cpuMs: number }, asked: Asked | null, raw: Figures | null): void {
  const cells = [
    name,
    figures.perSecond.toFixed(0),
    figures.p50Ms.toFixed(1),
    figures.p99Ms.toFixed(1),
    figures.cpuMs.toFixed(2),
    asked ? asked.statements.length : '',
    raw ? raw.perSecond.toFixed(0) : '',
    raw ? raw.p50Ms.toFixed(1) : '',
    raw ? `${((figures.perSecond / raw.perSecond) * 100).toFixed(0)} %` : '',
  ]
  console.log(`| ${cells.join(' | ')} |${figures.failures + (raw?.failures ?? 0) ? ` ${figures.failures} + ${raw?.failures} failed` : ''}`)
}

async function ready(on: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (
      await fetch(`http://127.0.0.1:${on}/readyz`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return
    await pause(100)
  }
  throw new Error('The server did not come up')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
