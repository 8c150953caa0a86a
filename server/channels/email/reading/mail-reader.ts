import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { READER } from './limits.ts'
import type { ReadMail, UnreadableReason } from './mail.ts'

/** The end of one reading: the mail, or why it cannot be read. */
export type MailReading = { ok: true; mail: ReadMail } | { ok: false; reason: UnreadableReason }

/** A pool of reading threads; `read` never throws. After `close` every reading ends with `closed`. */
export type MailReader = { read(raw: Uint8Array): Promise<MailReading>; close(): Promise<void> }

/**
 * Reads mail off the request loop: up to `workers` processes (2 or more), each with `memoryMb` of heap, started when needed and
 * ended when idle. A mail that takes longer than `timeoutMs` or more memory costs its process, never another mail.
 * They are processes because a thread that runs out of heap quickly takes the whole program with it, whatever its resource limits.
 */
export function createMailReader(options: { workers?: number; timeoutMs?: number; memoryMb?: number } = {}): MailReader {
  const pool: Pool = { ...READER, ...options, seats: new Set(), queue: [], closed: false }
  pool.workers = Math.max(2, pool.workers)
  return {
    read: (raw) =>
      new Promise((resolve) => {
        if (pool.closed) return resolve({ ok: false, reason: 'closed' })
        pool.queue.push({ raw, resolve })
        dispatch(pool)
      }),
    close: () => closePool(pool),
  }
}

type Job = { raw: Uint8Array; resolve: (reading: MailReading) => void }
type Seat = { worker: ChildProcess; job: Job | null; timer: NodeJS.Timeout | null }
type Pool = {
  workers: number
  timeoutMs: number
  memoryMb: number
  idleMs: number
  seats: Set<Seat>
  queue: Job[]
  closed: boolean
}

function dispatch(pool: Pool): void {
  while (pool.queue.length > 0) {
    const seat = [...pool.seats].find(({ job }) => job === null) ?? openSeat(pool)
    if (seat === null) return
    const job = pool.queue.shift()
    if (job !== undefined) start(pool, seat, job)
  }
}

function openSeat(pool: Pool): Seat | null {
  if (pool.seats.size >= pool.workers) return null
  // No environment: a program that opens hostile bytes gets no secrets.
  const worker = fork(fileURLToPath(new URL('./read-worker.ts', import.meta.url)), {
    execArgv: [`--max-old-space-size=${pool.memoryMb}`, '--max-semi-space-size=16'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const seat: Seat = { worker, job: null, timer: null }
  worker.on('message', (reading) => finish(pool, seat, reading as MailReading))
  worker.on('error', () => lose(pool, seat, 'defect'))
  worker.on('exit', (code, signal) => lose(pool, seat, signal === 'SIGABRT' || code === 134 ? 'memory' : 'defect'))
  pool.seats.add(seat)
  return seat
}

function start(pool: Pool, seat: Seat, job: Job): void {
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job = job
  holdProcess(seat, true)
  seat.timer = setTimeout(() => lose(pool, seat, 'timeout'), pool.timeoutMs)
  seat.worker.send(job.raw, (error) => {
    if (error !== null) lose(pool, seat, 'defect')
  })
}

function finish(pool: Pool, seat: Seat, reading: MailReading): void {
  const { job } = seat
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job = null
  holdProcess(seat, false)
  seat.timer = setTimeout(() => lose(pool, seat, 'closed'), pool.idleMs).unref()
  job?.resolve(reading)
  dispatch(pool)
}

/** An idle reader must not keep the program alive. */
function holdProcess(seat: Seat, isBusy: boolean): void {
  if (isBusy) {
    seat.worker.ref()
    seat.worker.channel?.ref()
    return
  }
  seat.worker.unref()
  seat.worker.channel?.unref()
}

/** Ends a process for good; its mail gets the reason, and the next mail a fresh process. */
function lose(pool: Pool, seat: Seat, reason: UnreadableReason): void {
  if (!pool.seats.delete(seat)) return
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job?.resolve({ ok: false, reason })
  seat.job = null
  seat.worker.kill('SIGKILL')
  if (!pool.closed) dispatch(pool)
}

async function closePool(pool: Pool): Promise<void> {
  pool.closed = true
  for (const job of pool.queue.splice(0)) job.resolve({ ok: false, reason: 'closed' })
  const workers = [...pool.seats].map(({ worker }) => worker)
  for (const seat of pool.seats) lose(pool, seat, 'closed')
  await Promise.all(workers.map(ended))
}

function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return Promise.resolve()
  worker.ref()
  return new Promise((resolve) => worker.once('exit', () => resolve()))
}
