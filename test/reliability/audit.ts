import type { Database } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { auditCapacity, auditLedgers } from './audit-capacity.ts'
import { auditClocks, auditHistory } from './audit-history.ts'
import { markPattern, type Try } from './journal.ts'
import type { Sunk } from './smtp-sink.ts'

/** What an audit compares: the database itself, what clients tried, and what the sink got. */
export interface Evidence {
  database: Database
  tries: ReadonlyMap<string, Try>
  sunk: readonly Sunk[] | null
  /** How many copies kills may have made: four mails are under way at most. */
  copies?: number
}

/** Audits an installation at rest, straight from its tables; every finding is a sentence that begins with its check. Empty is good. */
export async function audit(evidence: Evidence): Promise<string[]> {
  const { database, sunk, copies = 0 } = evidence
  return [
    ...(await auditWrites(database, evidence.tries)),
    ...(sunk ? await auditOutgoing(database, sunk, copies) : []),
    ...(await auditLeases(database)),
    ...(await auditFiles(database, evidence.tries)),
    ...(await auditCases(database)),
    ...(await auditHistory(database)),
    ...(await auditClocks(database)),
    ...(await auditCapacity(database)),
    ...(await auditLedgers(database)),
  ]
}

/** A1: what was acknowledged is there once. A2: nothing is there that nobody tried, and nothing twice. */
export async function auditWrites(database: Database, tries: ReadonlyMap<string, Try>): Promise<string[]> {
  const rows = await database.many<{ id: string; mark: string | null }>(sql`
    select id, substring(text from ${markPattern}) as mark from messages where direction in ('in', 'out', 'note')
    union all select id, substring(said->>'need' from ${markPattern}) from visits where case_id is null`)
  const stored = new Map<string, number>()
  for (const { mark } of rows) if (mark) stored.set(mark, (stored.get(mark) ?? 0) + 1)
  const lost = [...tries.values()].filter(({ mark, acknowledged }) => acknowledged && !stored.has(mark))
  const doubled = [...stored].filter(([, count]) => count > 1)
  const foreign = rows.filter(({ mark }) => !mark || !tries.has(mark))
  return [
    ...lost.map(({ mark, what, statuses }) => `A1 lost: ${what} ${mark} was answered ${statuses.join(', ')}`),
    ...doubled.map(
      ([mark, count]) =>
        `A1 doubled: ${tries.get(mark)?.what ?? ''} ${mark} is there ${count} times after ${tries.get(mark)?.statuses.join(', ')}`,
    ),
    ...foreign.map(({ id, mark }) => `A2 nobody tried: message ${id} ${mark ?? 'without a mark'}`),
  ]
}

/** A3: what was queued reached the sink, and nothing else did. A4: copies share one Message-ID and one body, and are no more than kills explain. */
export async function auditOutgoing(database: Database, sunk: readonly Sunk[], copies: number): Promise<string[]> {
  const mails = await database.many<{ messageId: string; state: string; toAddress: string }>(
    sql`select message_id, state, to_address from outgoing_mails where state in ('queued', 'sent', 'failed')`,
  )
  const taken = sunk.filter(({ taken: was }) => was)
  const ids = new Set(taken.map(({ messageId }) => messageId))
  const known = new Map(mails.map((mail) => [mail.messageId, mail]))
  const bodies = new Map<string, Set<string>>()
  for (const { messageId, bodySha256, to } of sunk)
    bodies.set(messageId, (bodies.get(messageId) ?? new Set()).add(`${bodySha256} ${to.join(' ')}`))
  const extra = taken.length - ids.size
  return [
    ...mails
      .filter(({ messageId, state }) => state === 'sent' && !ids.has(messageId))
      .map(({ messageId }) => `A3 never reached the sink: ${messageId}`),
    ...mails.filter(({ state }) => state === 'queued').map(({ messageId }) => `A3 still queued: ${messageId}`),
    ...[...ids].filter((id) => !known.has(id)).map((id) => `A3 the sink got what was never queued: ${id}`),
    ...sunk
      .filter(({ messageId, to }) => known.has(messageId) && known.get(messageId)?.toAddress !== to.join(' '))
      .map(({ messageId }) => `A3 to somebody else: ${messageId}`),
    ...[...bodies].filter(([, various]) => various.size > 1).map(([id]) => `A4 copies differ: ${id}`),
    ...(extra > copies ? [`A4 ${extra} copies, where ${copies} could be explained`] : []),
  ]
}

/** A5: nothing is leased beyond its lease of a minute. */
export async function auditLeases(database: Database): Promise<string[]> {
  const rows = await database.many<{ id: string }>(sql`
    select id from outgoing_mails where state = 'queued' and attempts > 0 and because is null and next_at > now() + interval '61 seconds'`)
  return rows.map(({ id }) => `A5 leased beyond its lease: ${id}`)
}

/** A6: every row that names bytes finds them, and their hash and size fit; every file a client was told is ours is there. */
export async function auditFiles(database: Database, tries: ReadonlyMap<string, Try>): Promise<string[]> {
  const broken = await database.many<{ what: string }>(sql`
    select 'bytes of ' || sha256 as what from files where encode(sha256(bytes), 'hex') <> sha256 or octet_length(bytes) <> size
    union all select 'attachment ' || a.id from attachments a left join files f using (sha256) where f.sha256 is null or f.size <> a.size
    union all select 'file of visit ' || v.visit_id from visit_files v left join files f using (sha256) where f.sha256 is null or f.size <> v.size
    union all select 'source of message ' || m.id from messages m left join files f on f.sha256 = m.raw_sha256 where m.raw_sha256 is not null and f.sha256 is null
    union all select 'source of mail ' || r.id from received_mails r left join files f on f.sha256 = r.raw_sha256 where f.sha256 is null`)
  const held = new Set(
    (await database.many<{ sha256: string }>(sql`select sha256 from attachments union select sha256 from visit_files`)).map(
      ({ sha256 }) => sha256,
    ),
  )
  const missing = [...tries.values()].filter(({ acknowledged, files }) => acknowledged && files?.some((hash) => !held.has(hash)))
  return [...broken.map(({ what }) => `A6 does not open: ${what}`), ...missing.map(({ mark }) => `A6 lost file of ${mark}`)]
}

/** No half case: each has a customer's first message, a promise that was agreed, and a receipt where a person wrote from an address. */
export async function auditCases(database: Database): Promise<string[]> {
  const rows = await database.many<{ id: string; lacks: string }>(sql`
    select c.id, 'message' as lacks from cases c where not exists (select from messages m where m.case_id = c.id and m.direction = 'in')
    union all select c.id, 'promise' from cases c where not exists (select from promises p where p.case_id = c.id)
    union all select c.id, 'offer' from cases c where not exists (select from offers o where o.case_id = c.id)
    union all select c.id, 'receipt' from cases c join customers u on u.id = c.customer_id
      where u.email is not null and not exists (select from outgoing_mails o where o.case_id = c.id and o.kind = 'acknowledgement')
      and not exists (select from messages m where m.case_id = c.id and 'machine' = any(m.marks))
    union all select c.id, 'mail it came by' from cases c where c.channel = 'email' and not exists (select from received_mails r where r.case_id = c.id)`)
  return rows.map(({ id, lacks }) => `half a case: ${id} lacks its ${lacks}`)
}
