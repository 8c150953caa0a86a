import type { Kind } from '#contract/cases.ts'
import type { Language } from '#contract/wire.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** What a visitor said so far, as they typed it. */
export interface Said {
  need: string
  kind: Kind
  wentWrong: string
  expected: string
  /** By when, in words, and how: '' either way. */
  expectedBy?: string | undefined
  expectedWay?: '' | 'written' | 'call' | undefined
  putRight: string
  /** What it is about and for which project; empty where nothing was chosen. */
  productId?: string | undefined
  projectId?: string | undefined
  choice: Choice | null
  name: string
  email: string
  phone: string
}

/** An offer, or a time of their own in the visit's zone (YYYY-MM-DD and HH:MM; both empty where they named only a place) with words and the form. */
export type Choice = { offerId: string } | { date: string; time: string; words: string; way?: 'written' | 'call' | null; inWords?: boolean }

/** A visitor's way from a need to a case; nobody knows yet who they are. */
export interface Visit {
  id: string
  said: Said
  language: Language
  zone: string
  teamId: string
  caseId: string | null
  createdAt: Date
  expiresAt: Date
}

export interface VisitFile {
  position: number
  name: string
  type: string
  size: number
  sha256: string
}

const columns = sql`id, said, language, zone, team_id, case_id, created_at, expires_at`

/** Adds a visit; 0 when the same form was sent before. */
export const insertVisit = (db: Db, tokenHash: string, it: Visit) =>
  db.run(sql`
    insert into visits (id, token_hash, said, language, zone, team_id, created_at, expires_at)
    values (${it.id}, ${tokenHash}, ${JSON.stringify(it.said)}, ${it.language}, ${it.zone}, ${it.teamId}, ${it.createdAt}, ${it.expiresAt})
    on conflict do nothing`)

export const visitByToken = (db: Db, tokenHash: string, now: Date) =>
  db.maybe<Visit>(sql`select ${columns} from visits where token_hash = ${tokenHash} and expires_at > ${now}`)

export const lockVisit = (db: Db, tokenHash: string, now: Date) =>
  db.maybe<Visit>(sql`select ${columns} from visits where token_hash = ${tokenHash} and expires_at > ${now} for update`)

export const saveVisit = (db: Db, { id, said, zone, caseId }: Pick<Visit, 'id' | 'said' | 'zone' | 'caseId'>) =>
  db.run(sql`update visits set said = ${JSON.stringify(said)}, zone = ${zone}, case_id = ${caseId} where id = ${id}`)

export const filesOfVisit = (db: Db, visitId: string) =>
  db.many<VisitFile>(sql`select position, name, type, size, sha256 from visit_files where visit_id = ${visitId} order by position limit 20`)

export const insertVisitFiles = (db: Db, visitId: string, files: readonly VisitFile[]) =>
  db.run(sql`
    insert into visit_files (visit_id, position, name, type, size, sha256)
    select ${visitId}, * from unnest(${files.map(({ position }) => position)}::int[], ${files.map(({ name }) => name)}::text[], ${files.map(({ type }) => type)}::text[],
      ${files.map(({ size }) => size)}::int[], ${files.map(({ sha256 }) => sha256)}::text[])`)

/** Counts a knock and answers how many there were since, this one included; what is older than a day is forgotten on the way. */
export async function knock(db: Db, subjectHash: string, now: Date, since: Date): Promise<number> {
  await db.run(sql`insert into knocks (subject_hash, at) values (${subjectHash}, ${now})`)
  await db.run(sql`delete from knocks where ctid in (select ctid from knocks where at < ${new Date(now.getTime() - 86_400_000)} limit 50)`)
  return (await db.one<{ count: number }>(sql`select count(*) from knocks where subject_hash = ${subjectHash} and at > ${since}`)).count
}

/** Takes away visits that ended before an instant and became no case, with their files; offers held for them have long lapsed. */
export async function forgetVisits(db: Db, before: Date): Promise<string[]> {
  const gone = await db.many<{ id: string }>(
    sql`select id from visits where case_id is null and expires_at < ${before} limit 200 for update skip locked`,
  )
  const ids = gone.map(({ id }) => id)
  const files = await db.many<{ sha256: string }>(sql`delete from visit_files where visit_id = any(${ids}) returning sha256`)
  await db.run(sql`delete from visits where id = any(${ids})`)
  return files.map(({ sha256 }) => sha256)
}
