import { readCompany } from '#people'
import type { Context } from '#platform/context.ts'
import type { Cursor } from '#platform/events/journal.ts'
import { readNamed, type Remembered } from './history-store.ts'
import { LINE_NAMES, newLines, type LineEvent, type Lines } from './rules/lines.ts'
import { REACH } from './rules/past.ts'

interface Memory {
  lines: ReturnType<typeof newLines>
  cursor: Cursor
  from: Date
  readAt: Date
  reading: Promise<void> | null
}

const freshMs = 1_000
const bite = 20_000

/** One memory for each database this process speaks to; what it holds is the journal's, and lost with the process without harm. */
const memories = new WeakMap<object, Promise<Memory>>()

/**
 * What this node remembers of the last thirty days, at most a second old: the first to ask reads the journal from there on, everybody after
 * that only what was added. While somebody reads, others go on with what is remembered.
 */
export async function linesOf(ctx: Context): Promise<Lines> {
  const { home } = ctx.db
  let known = memories.get(home)
  if (!known) {
    known = begin(ctx)
    memories.set(home, known)
    known.catch(() => memories.delete(home))
  }
  const memory = await known
  if (!memory.reading && Math.abs(ctx.now.getTime() - memory.readAt.getTime()) >= freshMs) {
    memory.reading = read(ctx, memory).finally(() => (memory.reading = null))
    await memory.reading
  }
  return memory.lines
}

async function begin(ctx: Context): Promise<Memory> {
  const from = new Date(ctx.now.getTime() - REACH.horizonMs)
  const { zone } = await readCompany(ctx)
  const memory: Memory = { lines: newLines(zone), cursor: { xid: '0', id: 0 }, from, readAt: ctx.now, reading: null }
  await read(ctx, memory)
  return memory
}

async function read(ctx: Context, memory: Memory): Promise<void> {
  for (let rows = await next(ctx, memory); rows.length > 0; rows = rows.length < bite ? [] : await next(ctx, memory)) {
    for (const { name, at, facts } of rows) memory.lines.tell({ name, atMs: at.getTime(), facts } as LineEvent)
    const last = rows.at(-1)
    if (last) memory.cursor = { xid: last.xid, id: last.id }
  }
  memory.readAt = ctx.now
}

const next = (ctx: Context, { cursor, from }: Memory): Promise<Remembered[]> => readNamed(ctx.db, LINE_NAMES, cursor, from, bite)
