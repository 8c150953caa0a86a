import { Worker } from 'node:worker_threads'
import { READER } from './limits.ts'
import type { ReadMail, UnreadableReason } from './mail.ts'

/** The end of one reading: the mail, or why it cannot be read. */
export type MailReading = { ok: true; mail: ReadMail } | { ok: false; reason: UnreadableReason }

/** A pool of reading threads; `read` never throws. After `close` every reading ends with `closed`. */
export type MailReader = { read(raw: Uint8Array): Promise<MailReading>; close(): Promise<void> }

/**
 * Reads mail off the request loop: up to `workers` threads (2 or more), each with `memoryMb` of heap, started when needed and
 * ended when idle. A mail that takes longer than `timeoutMs` or more memory costs its thread, never another mail.
 */
export function createMailReader(options: { workers?: number; timeoutMs?: number; memoryMb?: number } = {}): MailReader {
  const pool: Pool = { ...READER, ...options, seats: new Set(), queue: [], closed: false }
  pool.workers = Math.max(2, pool.workers)
  return {
    read: (raw) => new Promise((resolve) => {
      if (pool.closed) return resolve({ ok: false, reason: 'closed' })
      pool.queue.push({ raw, resolve })
      dispatch(pool)
    }),
    close: () => closePool(pool),
  }
}

type Job = { raw: Uint8Array; resolve: (reading: MailReading) => void }
type Seat = { worker: Worker; job: Job | null; timer: NodeJS.Timeout | null }
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
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: pool.memoryMb, maxYoungGenerationSizeMb: 32 },
  })
  const seat: Seat = { worker, job: null, timer: null }
  worker.on('message', (reading: MailReading) => finish(pool, seat, reading))
  worker.on('error', (error) => lose(pool, seat, isMemory(error) ? 'memory' : 'defect'))
  worker.on('exit', () => lose(pool, seat, 'memory'))
  pool.seats.add(seat)
  return seat
}

function start(pool: Pool, seat: Seat, job: Job): void {
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job = job
  seat.worker.ref()
  seat.timer = setTimeout(() => lose(pool, seat, 'timeout'), pool.timeoutMs)
  // The caller still has to store its bytes: one copy is made and then moved, not cloned again.
  const copy = new Uint8Array(job.raw)
  seat.worker.postMessage(copy, [copy.buffer])
}

function finish(pool: Pool, seat: Seat, reading: MailReading): void {
  const { job } = seat
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job = null
  // An idle thread must not keep the process alive.
  seat.worker.unref()
  seat.timer = setTimeout(() => lose(pool, seat, 'closed'), pool.idleMs).unref()
  job?.resolve(reading)
  dispatch(pool)
}

/** Ends a thread for good; its mail gets the reason, and the next mail a fresh thread. */
function lose(pool: Pool, seat: Seat, reason: UnreadableReason): void {
  if (!pool.seats.delete(seat)) return
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.job?.resolve({ ok: false, reason })
  seat.job = null
  void seat.worker.terminate()
  if (!pool.closed) dispatch(pool)
}

function isMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

async function closePool(pool: Pool): Promise<void> {
  pool.closed = true
  for (const job of pool.queue.splice(0)) job.resolve({ ok: false, reason: 'closed' })
  const workers = [...pool.seats].map(({ worker }) => worker)
  for (const seat of pool.seats) lose(pool, seat, 'closed')
  await Promise.all(workers.map((worker) => worker.terminate()))
}
