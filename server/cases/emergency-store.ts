import type { EmergencyKind, Trigger } from '#contract/emergency.ts'
import type { Db } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface EmergencyRow {
  id: string
  caseId: string
  kind: EmergencyKind
  triggers: Trigger[]
  words: string | null
  raisedAt: Date
  raisedBy: string | null
  raisedKey: string | null
  confirmedAt: Date | null
  confirmedBy: string | null
}

const columns = sql`id, case_id, kind, triggers, words, raised_at, raised_by, raised_key, confirmed_at, confirmed_by`

/** Writes an emergency down and puts its case first. */
export const insertEmergency = (db: Db, it: EmergencyRow) =>
  db.soon(sql`
    with raised as (
      insert into emergencies (${columns}) values (${it.id}, ${it.caseId}, ${it.kind}, ${JSON.stringify(it.triggers)}, ${it.words}, ${it.raisedAt},
        ${it.raisedBy}, ${it.raisedKey}, ${it.confirmedAt}, ${it.confirmedBy}) returning case_id, kind, raised_at)
    update cases set emergency = raised.kind, emergency_at = raised.raised_at, updated_at = raised.raised_at, version = version + 1
    from raised where cases.id = raised.case_id`)

/** The emergency that stands on a case. */
export const standing = (db: Db, caseId: string) =>
  db.maybe<EmergencyRow>(sql`select ${columns} from emergencies where case_id = ${caseId} and ended_at is null`)

/** The same, locked. */
export const lockStanding = (db: Db, caseId: string) =>
  db.maybe<EmergencyRow>(sql`select ${columns} from emergencies where case_id = ${caseId} and ended_at is null for update`)

/** Adds what another message told, and makes it as grave as that. */
export const addToEmergency = (db: Db, it: EmergencyRow) =>
  db.run(sql`
    with changed as (
      update emergencies set kind = ${it.kind}, triggers = ${JSON.stringify(it.triggers)} where id = ${it.id} returning case_id, kind)
    update cases set emergency = changed.kind from changed where cases.id = changed.case_id`)

export const confirm = (db: Db, id: string, staffId: string, now: Date) =>
  db.run(sql`update emergencies set confirmed_at = ${now}, confirmed_by = ${staffId} where id = ${id} and confirmed_at is null`)

/** Sets an emergency down: its case stands where its promise puts it. */
export const endEmergency = (db: Db, id: string, by: { staffId: string; why: string; now: Date }) =>
  db.run(sql`
    with ended as (
      update emergencies set ended_at = ${by.now}, ended_by = ${by.staffId}, ended_why = ${by.why} where id = ${id} and ended_at is null returning case_id)
    update cases set emergency = null, emergency_at = null, updated_at = ${by.now}, version = version + 1 from ended where cases.id = ended.case_id`)
