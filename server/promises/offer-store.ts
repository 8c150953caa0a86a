import type { PromiseForm } from '#contract/promises.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { endHolds } from './reservation-store.ts'
import type { Need } from './rules/ability.ts'

export interface OfferRow {
  id: string
  caseId: string | null
  visitId: string | null
  optionId: string
  teamId: string
  form: PromiseForm
  startsAt: Date | null
  dueAt: Date
  level: number
  probability: number | null
  class: string | null
  /** What it was made from, and what whoever does it must have. */
  inputs: { need?: Need; personId?: string | null }
  offeredAt: Date
  expiresAt: Date
  heldUntil: Date | null
  extensions: number
  proven: boolean
  takenAt: Date | null
}

const columns = sql`id, case_id, visit_id, option_id, team_id, form, starts_at, due_at, level, probability, class, inputs, offered_at, expires_at,
  held_until, extensions, proven, taken_at`

/** Writes offers of one case or visit in one statement. */
export const insertOffers = (db: Db, rows: readonly OfferRow[]) =>
  db.soon(sql`
    insert into offers (id, case_id, visit_id, option_id, team_id, form, starts_at, due_at, level, probability, class, inputs, offered_at, expires_at, held_until, proven)
    select * from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.caseId)}::text[], ${rows.map((row) => row.visitId)}::text[],
      ${rows.map((row) => row.optionId)}::text[], ${rows.map((row) => row.teamId)}::text[], ${rows.map((row) => row.form)}::text[],
      ${rows.map((row) => row.startsAt)}::timestamptz[], ${rows.map((row) => row.dueAt)}::timestamptz[], ${rows.map((row) => row.level)}::numeric[],
      ${rows.map((row) => row.probability)}::numeric[], ${rows.map((row) => row.class)}::text[], ${rows.map((row) => JSON.stringify(row.inputs))}::jsonb[],
      ${rows.map((row) => row.offeredAt)}::timestamptz[], ${rows.map((row) => row.expiresAt)}::timestamptz[],
      ${rows.map((row) => row.heldUntil)}::timestamptz[], ${rows.map((row) => row.proven)}::boolean[])`)

export const offerById = (db: Db, id: string) => db.maybe<OfferRow>(sql`select ${columns} from offers where id = ${id}`)

export const lockOffer = (db: Db, id: string) => db.maybe<OfferRow>(sql`select ${columns} from offers where id = ${id} for update`)

/** Keeps an offer open and held until an instant, because the customer was asked about it. */
export const keepOpen = (db: Db, id: string, until: Date) =>
  db.run(sql`update offers set expires_at = ${until}, held_until = ${until} where id = ${id}`)

/** Marks an offer taken; everything else its case holds is free again. */
export async function takeOffer(db: Db, { id, caseId }: { id: string; caseId: string }, now: Date): Promise<void> {
  await db.run(sql`update offers set taken_at = ${now}, held_until = null where id = ${id}`)
  await letGo(db, { caseId })
}

/** The newest offers of a case that can still be chosen. */
export const openOffers = (db: Db, caseId: string, now: Date) =>
  db.many<OfferRow>(sql`
    select ${columns} from offers
    where case_id = ${caseId} and taken_at is null and expires_at > ${now}
      and offered_at = (select max(offered_at) from offers where case_id = ${caseId})
    order by coalesce(starts_at, due_at), form desc, id limit 20`)

export const openOffersOfVisit = (db: Db, visitId: string, now: Date) =>
  db.many<OfferRow>(sql`
    select ${columns} from offers where visit_id = ${visitId} and taken_at is null and expires_at > ${now} order by coalesce(starts_at, due_at), form desc, id limit 20`)

export const lockOffersOfVisit = (db: Db, visitId: string) =>
  db.many<OfferRow>(
    sql`select ${columns} from offers where visit_id = ${visitId} and taken_at is null order by coalesce(starts_at, due_at), form desc, id limit 50 for update`,
  )

/** How many visits without a proven address hold a written answer of a team now. */
export const unprovenHolds = (db: Db, teamId: string, now: Date) =>
  db.one<{ written: number; calls: number }>(sql`
    select count(distinct visit_id) filter (where form = 'written') as written, count(*) filter (where form = 'call') as calls
    from offers where team_id = ${teamId} and held_until > ${now} and taken_at is null and not proven`)

export const extendHold = (db: Db, id: string, until: Date, extensions: number) =>
  db.run(sql`
    with held as (update offers set held_until = ${until}, extensions = ${extensions} where id = ${id})
    update reservations set until = ${until} where offer_id = ${id} and promise_id is null`)

/** Ends the holds of a visit or case, and what they had taken. */
export async function letGo(db: Db, of: { visitId: string } | { caseId: string }): Promise<void> {
  const mine = 'visitId' in of ? sql`visit_id = ${of.visitId}` : sql`case_id = ${of.caseId}`
  // The offers first, as for whoever holds them longer.
  await db.run(sql`update offers set held_until = null where ${mine} and held_until is not null`)
  await endHolds(db, of)
}

export const expireOffers = (db: Db, visitId: string, now: Date) =>
  db.run(sql`update offers set expires_at = ${now} where visit_id = ${visitId} and expires_at > ${now}`)

/** Gives a visit's offers to a case, with what is still held of them: what has lapsed is whoever's who forgets it. */
export const attachOffers = (db: Db, visitId: string, caseId: string, now: Date) =>
  db.run(sql`
    with held as (update reservations set case_id = ${caseId}, visit_id = null where visit_id = ${visitId} and until > ${now})
    update offers set case_id = ${caseId}, visit_id = null where visit_id = ${visitId}`)
