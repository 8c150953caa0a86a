import type { PromiseForm, PromiseState } from '#contract/promises.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import type { Track } from './rules/track.ts'

/** A promise as it rests: what was said, for when, and how it went. */
export interface PromiseRow {
  id: string
  caseId: string
  offerId: string | null
  /** Null of help that was sent: it is in no menu. */
  optionId: string | null
  teamId: string
  form: PromiseForm
  state: PromiseState
  isDefault: boolean
  level: number
  probability: number | null
  class: string | null
  /** What its time was made from, the version of the agreement it obeys (`agreementVersionId`) included. */
  inputs: object | null
  agreedAt: Date
  startsAt: Date | null
  dueAt: Date
  atRiskAt: Date | null
  lateAt: Date | null
  stoppedAt: Date | null
  stoppedFor: string | null
  endedAt: Date | null
  cause: string | null
  movedBy: 'customer' | 'us' | null
  reason: string | null
  previousId: string | null
  pendingUntil: Date | null
  /** When its chance will have fallen under half its level if nothing else changes; null: not before the clock says so. */
  fallsAt: Date | null
  /** The version of the charter it cites; null where it was given before there was one. */
  charterVersion: number | null
  /** What put it at risk, where that was the estimate. */
  because: 'time' | 'queue' | 'absence' | 'hand_over' | 'reopened' | null
}

/** What is derived from a promise each time it is saved. */
export interface Derived {
  checkAt: Date | null
  verdict: 'kept' | 'broken' | null
  judgedAt: Date | null
}

/** What a promise takes of its team, and what whoever does it must have; `overbooked` where that was a decision. */
export interface Taking {
  units: number
  skill: string | null
  language: string | null
  overbooked: boolean
}

export const columns = sql`id, case_id, offer_id, option_id, team_id, form, state, is_default, level, probability, class, inputs, agreed_at, starts_at, due_at,
  at_risk_at, late_at, stopped_at, stopped_for, ended_at, cause, moved_by, reason, previous_id, pending_until, falls_at, because, charter_version`

/** What runs on a case besides one promise, as the statement that changes that promise sees it. */
const beside = (it: PromiseRow) => sql`
  select coalesce(json_agg(json_build_object('state', state, 'form', form, 'dueAtMs', extract(epoch from due_at) * 1000)), '[]') as beside
  from promises where case_id = ${it.caseId} and ended_at is null and id <> ${it.id}`

type BesideRow = { beside: { state: PromiseState; form: PromiseForm; dueAtMs: number }[] }

/** Adds a promise and what it takes of its team, unless one runs on its track already: then null, else the charter it cites and what runs beside it. */
export const insertPromise = (db: Db, it: PromiseRow, { checkAt }: Derived, { units, skill, language, overbooked }: Taking) =>
  db.maybe<BesideRow & { charterVersion: number | null }>(sql`
    with given as (
      insert into promises (id, case_id, offer_id, option_id, team_id, form, state, is_default, level, probability, class, inputs, agreed_at, starts_at, due_at, previous_id, check_at, falls_at, charter_version)
      values (${it.id}, ${it.caseId}, ${it.offerId}, ${it.optionId}, ${it.teamId}, ${it.form}, ${it.state}, ${it.isDefault}, ${it.level}, ${it.probability},
        ${it.class}, ${it.inputs && JSON.stringify(it.inputs)}, ${it.agreedAt}, ${it.startsAt}, ${it.dueAt}, ${it.previousId}, ${checkAt}, ${it.fallsAt},
        (select max(version) from charters))
      on conflict do nothing returning *),
    taken as (
      insert into reservations (team_id, case_id, track, skill, language, units, starts_at, ends_at, promise_id, overbooked)
      select team_id, case_id, track, ${skill}::text, ${language}::text, ${units}::real, agreed_at, due_at, id, ${overbooked}::boolean from given where form not in ('call', 'arrival'))
    select beside.*, given.charter_version from given, lateral (${beside(it)}) as beside`)

/** Saves a promise; what it takes of its team moves with its due time, and is free when it has ended. Answers what runs beside it. */
export const savePromise = (db: Db, it: PromiseRow, { checkAt, verdict, judgedAt }: Derived) =>
  db.one<BesideRow>(sql`
    with changed as (
      update promises set state = ${it.state}, due_at = ${it.dueAt}, at_risk_at = ${it.atRiskAt}, late_at = ${it.lateAt}, stopped_at = ${it.stoppedAt},
        stopped_for = ${it.stoppedFor}, ended_at = ${it.endedAt}, cause = ${it.cause}, moved_by = ${it.movedBy}, reason = ${it.reason},
        pending_until = ${it.pendingUntil}, check_at = ${checkAt}, falls_at = ${it.fallsAt}, because = ${it.because}, verdict = ${verdict}, judged_at = ${judgedAt}
      where id = ${it.id}),
    taken as (${it.endedAt ? freed(it) : shifted(it)})
    ${beside(it)}`)

const freed = ({ id }: PromiseRow) => sql`delete from reservations where promise_id = ${id}`

const shifted = ({ id, dueAt }: PromiseRow) =>
  sql`update reservations set ends_at = ${dueAt} where promise_id = ${id} and staff_id is null and ends_at <> ${dueAt}`

export const promiseById = (db: Db, id: string) => db.maybe<PromiseRow>(sql`select ${columns} from promises where id = ${id}`)

export const promiseOfOffer = (db: Db, offerId: string) =>
  db.maybe<PromiseRow>(sql`select ${columns} from promises where offer_id = ${offerId}`)

export const lockPromise = (db: Db, id: string) => db.maybe<PromiseRow>(sql`select ${columns} from promises where id = ${id} for update`)

/** The promise that runs on a track of a case, locked. */
export const lockRunning = (db: Db, caseId: string, track: Track = 'answer') =>
  db.maybe<PromiseRow>(sql`select ${columns} from promises where case_id = ${caseId} and track = ${track} and ended_at is null for update`)

/** All promises that run on a case, locked in the order they were given. */
export const lockAllRunning = (db: Db, caseId: string) =>
  db.many<PromiseRow>(sql`select ${columns} from promises where case_id = ${caseId} and ended_at is null order by position for update`)

export const runningOn = (db: Db, caseId: string, track: Track = 'answer') =>
  db.maybe<PromiseRow>(sql`select ${columns} from promises where case_id = ${caseId} and track = ${track} and ended_at is null`)

export const promisesOfCase = (db: Db, caseId: string, limit: number) =>
  db.many<PromiseRow>(sql`select ${columns} from promises where case_id = ${caseId} order by position desc limit ${whole(limit)}`)

/** The promises whose state the clock changes now, the longest overdue first. */
export const dueToCheck = (db: Db, now: Date, limit: number) =>
  db.many<{ id: string; caseId: string }>(
    sql`select id, case_id from promises where check_at <= ${now} order by check_at, id limit ${whole(limit)}`,
  )

export const lockDue = (db: Db, id: string, now: Date) =>
  db.maybe<PromiseRow>(sql`select ${columns} from promises where id = ${id} and check_at <= ${now} for update skip locked`)

export const nextCheckAt = (db: Db) =>
  db.maybe<{ at: Date }>(sql`select check_at as at from promises where check_at is not null order by check_at limit 1`)

/** Kept and judged among the last so many of each option. */
export const countsOfOptions = (db: Db, optionIds: readonly string[], last: number) =>
  db.many<{ optionId: string; kept: number; total: number }>(sql`
    select wanted.id as option_id, count(*) filter (where judged.verdict = 'kept') as kept, count(*) as total
    from unnest(${optionIds}::text[]) as wanted (id)
    cross join lateral (
      select verdict from promises where option_id = wanted.id and verdict is not null order by judged_at desc limit ${whole(last)}) as judged
    group by wanted.id`)

export const countsOfCases = (db: Db, caseIds: readonly string[]) =>
  db.one<{ kept: number; total: number }>(sql`
    select count(*) filter (where verdict = 'kept') as kept, count(*) as total from promises where case_id = any(${caseIds}) and verdict is not null`)

export interface AttemptRow {
  promiseId: string
  at: Date
  outcome: 'reached' | 'no_answer' | 'busy'
  staffId: string | null
}

export const insertAttempt = (db: Db, id: string, it: AttemptRow) =>
  db.run(
    sql`insert into call_attempts (id, promise_id, at, outcome, staff_id) values (${id}, ${it.promiseId}, ${it.at}, ${it.outcome}, ${it.staffId})`,
  )

export const attemptsOf = (db: Db, promiseIds: readonly string[]) =>
  db.many<AttemptRow>(
    sql`select promise_id, at, outcome, staff_id from call_attempts where promise_id = any(${promiseIds}) order by at, id`,
  )
