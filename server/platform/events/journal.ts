import type { EventName, Events } from '#contract/events.ts'
import { actorId, type Actor } from '../context.ts'
import type { Db } from '../db/database.ts'
import { sql, whole } from '../db/sql.ts'

/** A place in the history: transaction first, because a sequence alone is not the order of commits. */
export interface Cursor {
  xid: string
  id: number
}

/** One entry of the append-only history. */
export interface Happened<Name extends EventName = EventName> {
  id: number
  xid: string
  at: Date
  name: Name
  caseId: string | null
  actorKind: Actor['kind']
  actorId: string | null
  facts: Events[Name]
}

export type Entry = Pick<Happened, 'name' | 'caseId' | 'facts'>

/** Writes the entries of one transaction in one statement, in the order they were told. */
export async function record(db: Db, actor: Actor, now: Date, entries: readonly Entry[]): Promise<void> {
  if (!entries.length) return
  await db.soon(sql`
    insert into events (at, name, case_id, actor_kind, actor_id, facts)
    select ${now}, name, case_id, ${actor.kind}, ${actorId(actor)}, facts::jsonb
    from unnest(${entries.map(({ name }) => name)}::text[], ${entries.map(({ caseId }) => caseId)}::text[],
      ${entries.map(({ facts }) => JSON.stringify(facts))}::text[]) with ordinality as told (name, case_id, facts, position)
    order by position`)
}

/**
 * The entries after a cursor, in an order no later commit can change: readers stop below the oldest running transaction. `order by` names the
 * table's column: the bare name is the answer's text, in which 1000 stands before 999.
 */
export function readAfter(db: Db, after: Cursor, limit: number): Promise<Happened[]> {
  return db.many<Happened>(sql`
    select id, xid::text, at, name, case_id, actor_kind, actor_id, facts from events
    where (xid, id) > (${after.xid}::xid8, ${after.id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by events.xid, id limit ${whole(limit)}`)
}

/** Whether some entry is committed or under way that readers may not see yet, because an older transaction still runs. */
export async function hasUnsettled(db: Db): Promise<boolean> {
  const { unsettled } = await db.one<{ unsettled: boolean }>(
    sql`select exists (select from events where xid >= pg_snapshot_xmin(pg_current_snapshot())) as unsettled`,
  )
  return unsettled
}

/** The place just before anything that is not yet readable. */
export async function presentCursor(db: Db): Promise<Cursor> {
  const last = await db.maybe<Cursor>(sql`
    select xid::text, id from events where xid < pg_snapshot_xmin(pg_current_snapshot()) order by events.xid desc, id desc limit 1`)
  return last ?? { xid: '0', id: 0 }
}

/** The history of a case, oldest first. */
export function readCase(db: Db, caseId: string, limit = 500): Promise<Happened[]> {
  return db.many<Happened>(sql`
    select id, xid::text, at, name, case_id, actor_kind, actor_id, facts from events
    where case_id = ${caseId} order by id limit ${whole(limit)}`)
}

/** A cursor as text, for `Last-Event-ID`. */
export function cursorText({ xid, id }: Cursor): string {
  return `${xid}-${id}`
}

/** A cursor from text, or null when it is none. */
export function readCursor(text: string | undefined): Cursor | null {
  const match = /^(\d{1,19})-(\d{1,15})$/.exec(text ?? '')
  return match ? { xid: match[1] ?? '0', id: Number(match[2]) } : null
}
