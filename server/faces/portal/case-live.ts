import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCursor, type Happened } from '#platform/events/journal.ts'
import type { Live } from '#platform/realtime/live.ts'

/**
 * Speaks when this case changes in a way its customer may know of; nothing of any other case, and nothing the desk keeps to itself. Where
 * `stillMay` is given it is asked each time: a right that ended while the stream was open ends the stream's words.
 */
export async function listen(
  live: Live,
  { caseId, stillMay }: { caseId: string; stillMay?: () => Promise<boolean> },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.hijack()
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
  reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
  const { after: since } = request.query as { after?: unknown }
  const after = readCursor(request.headers['last-event-id']?.toString() ?? (typeof since === 'string' ? since : undefined))
  await live.stream(reply.raw, after, async (entries) => {
    const news = entries.filter((entry) => entry.caseId === caseId && isTheirs(entry))
    return news.length === 0 || !stillMay || (await stillMay()) ? news : []
  })
}

const theirs = new Set([
  'case.opened',
  'case.claimed',
  'case.message_received',
  'case.message_sent',
  'case.answered',
  'case.accepted',
  'case.rejected',
  'case.withdrawn',
  'case.reopened',
  'case.silent_notice',
  'case.silent',
  'feedback.given',
])
const isTheirs = ({ id, name }: Happened): boolean => id > 0 && (name.startsWith('promise.') || theirs.has(name))
