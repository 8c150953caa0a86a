import type { ServerResponse } from 'node:http'
import { cursorText, hasUnsettled, presentCursor, readAfter, type Cursor, type Happened } from '../events/journal.ts'
import type { Kept } from '../kept.ts'

/** Which of these entries a listener may hear of. */
export type Filter = (entries: readonly Happened[]) => Promise<readonly Happened[]>

export interface Live {
  /** Streams entries after the cursor as server-sent events until the client leaves. */
  stream(response: ServerResponse, after: Cursor | null, filter: Filter): Promise<void>
  close(): void
}

const partSize = 200
const heartbeatMs = 25_000
/** An older transaction that ends in nothing rings no bell: what waits for it is looked for again after this while. */
const settleMs = 100

/** The streams of this node: each reads the history after its own cursor when the bell rings, and lets through what its listener may hear of. */
export function openLive(kept: Kept): Live {
  const streams = new Set<(topics: ReadonlySet<string>) => void>()
  const deaf = kept.bell.hear((topics) => streams.forEach((wake) => wake(topics)))
  return {
    async stream(response, after, filter) {
      let cursor = after ?? (await presentCursor(kept.database))
      let reading: Promise<void> | null = null
      let again = false
      let later: NodeJS.Timeout | undefined
      response.write(`retry: 1000\nid: ${cursorText(cursor)}\n\n`)
      const catchUp = async () => {
        do {
          again = false
          // Asked before reading: what settles in between is then read at once or asked for again, never passed over.
          if ((await hasUnsettled(kept.database)) && streams.has(wake))
            later ??= setTimeout(() => ((later = undefined), wake(new Set())), settleMs)
          cursor = await sendAfter(kept, response, cursor, filter)
        } while (again)
      }
      const wake = (topics: ReadonlySet<string>) => {
        for (const topic of topics) if (topic.startsWith('presence:')) void sendPresence(response, topic.slice(9), filter)
        again = true
        reading ??= catchUp()
          .catch((error: Error) => kept.log('warn', 'live.failed', { error }))
          .finally(() => (reading = null))
      }
      const heartbeat = setInterval(() => (response.write(':\n\n'), wake(new Set())), heartbeatMs)
      streams.add(wake)
      response.once('close', () => (streams.delete(wake), clearInterval(heartbeat), clearTimeout(later)))
      wake(new Set())
    },
    close: deaf,
  }
}

async function sendAfter(kept: Kept, response: ServerResponse, after: Cursor, filter: Filter): Promise<Cursor> {
  let cursor = after
  for (;;) {
    const part = await readAfter(kept.database, cursor, partSize)
    const last = part.at(-1)
    if (!last) return cursor
    const allowed = await filter(part)
    response.write(
      allowed.map((entry) => eventText(cursorText(entry), { cursor: cursorText(entry), name: entry.name, caseId: entry.caseId })).join(''),
    )
    cursor = last
    if (part.length < partSize) return cursor
  }
}

/** Presence is no history: it has no cursor, and a lost one is soon followed by the next. */
async function sendPresence(response: ServerResponse, caseId: string, filter: Filter): Promise<void> {
  const entry = {
    id: 0,
    xid: '0',
    at: new Date(0),
    name: 'case.changed',
    caseId,
    actorKind: 'system',
    actorId: null,
    facts: {},
  } as unknown as Happened
  const [allowed] = await filter([entry])
  if (allowed) response.write(eventText(null, { cursor: '', name: 'presence', caseId }))
}

function eventText(id: string | null, facts: object): string {
  return `${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(facts)}\n\n`
}
