import type { CharterEntry, CharterHours, CharterTexts, OwnTexts, Why } from '#contract/charter.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import type { Difference } from './rules/charter.ts'

/** A version without what it says: enough for lists. */
export interface CharterHead {
  version: number
  publishedAt: Date
  publishedBy: string | null
  changes: Difference[]
  why: Why
  askedByCount: number | null
  hours: CharterHours[]
}

export interface CharterRow extends CharterHead {
  entries: CharterEntry[]
  texts: CharterTexts
}

export interface DraftRow {
  texts: OwnTexts
  version: number
  changedAt: Date | null
  changedBy: string | null
}

const head = sql`version, published_at, published_by, changes, why, asked_by_count, hours`
const columns = sql`${head}, entries, texts`

export const latestCharter = (db: Db) => db.maybe<CharterRow>(sql`select ${columns} from charters order by version desc limit 1`)

export const charterByVersion = (db: Db, version: number) =>
  db.maybe<CharterRow>(sql`select ${columns} from charters where version = ${version}`)

/** The newest version that has an entry. */
export const charterWithOption = (db: Db, optionId: string) =>
  db.maybe<CharterRow>(sql`
    select ${columns} from charters where entries @> ${JSON.stringify([{ optionId }])}::jsonb order by version desc limit 1`)

export const charterHeads = (db: Db, limit: number) =>
  db.many<CharterHead>(sql`select ${head} from charters order by version desc limit ${whole(limit)}`)

export const newestVersion = (db: Db) =>
  db.maybe<{ version: number; publishedAt: Date }>(sql`select version, published_at from charters order by version desc limit 1`)

export const insertCharter = (db: Db, it: CharterRow) =>
  db.run(sql`
    insert into charters (version, published_at, published_by, entries, hours, texts, changes, why, asked_by_count)
    values (${it.version}, ${it.publishedAt}, ${it.publishedBy}, ${JSON.stringify(it.entries)}, ${JSON.stringify(it.hours)},
      ${JSON.stringify(it.texts)}, ${JSON.stringify(it.changes)}, ${JSON.stringify(it.why)}, ${it.askedByCount})`)

const draft = sql`select texts, version, changed_at, changed_by from charter_draft`

export const readDraft = (db: Db) => db.one<DraftRow>(draft)

/** Locks what the next version is made from: whoever publishes waits here for whoever does. */
export const lockDraft = (db: Db) => db.one<DraftRow>(sql`${draft} for update`)

export const saveDraft = (db: Db, it: DraftRow) =>
  db.run(sql`
    update charter_draft set texts = ${JSON.stringify(it.texts)}, version = ${it.version}, changed_at = ${it.changedAt}, changed_by = ${it.changedBy}`)

/** Judged promises of an option since an instant, by week or month of a zone, each named by its first day. */
export const spansOfOption = (db: Db, optionId: string, since: Date, by: 'week' | 'month', zone: string) =>
  db.many<{ from: string; kept: number; total: number }>(sql`
    select to_char(date_trunc(${by}::text, judged_at at time zone ${zone}), 'YYYY-MM-DD') as from,
      count(*) filter (where verdict = 'kept') as kept, count(*) as total
    from promises where option_id = ${optionId} and verdict is not null and judged_at >= ${since} group by 1 order by 1`)
