import type { AgreementTerms } from '#contract/agreements.ts'
import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, when, whole, type Sql } from '#platform/db/sql.ts'
import type { Concerned } from './rules/agreement.ts'
import type { VersionRow } from './rules/version.ts'

export interface AgreementRow {
  id: string
  organisationId: string | null
  organisationName: string | null
  customerId: string | null
  customerName: string | null
  projectId: string | null
  projectName: string | null
  productId: string | null
  productName: string | null
}

/** A version with the name of its hours and how its promises went. */
export interface VersionListed extends VersionRow {
  hoursName: string | null
  kept: number
  broken: number
}

/**
 * Which agreements somebody may know of: staff those of organisations their teams know and of people whose cases they see; a person their own, and
 * of their organisation's what their rights show: all to whoever signs or sees all, else what concerns an active project of theirs.
 */
function known(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`
  if (actor.kind === 'visitor') return sql`false`
  if (actor.kind === 'customer') return actor.caseId === null ? knownToCustomer(actor.id) : sql`false`
  if (actor.role === 'manager' || actor.role === 'admin') return sql`true`
  return sql`(
    exists (select from organisations o where o.id = a.organisation_id and (o.kind = 'department' or o.named_staff_id = ${actor.id}))
    or exists (select from organisation_teams k where k.organisation_id = a.organisation_id and k.team_id = any(${actor.teamIds}))
    or exists (select from cases c where c.customer_id = a.customer_id and (c.team_id = any(${actor.teamIds}) or c.owner_id = ${actor.id} or exists (
      select from case_guests g where g.case_id = c.id and g.staff_id = ${actor.id}))))`
}

const knownToCustomer = (id: string): Sql => sql`exists (
  select from customers me where me.id = ${id} and (a.customer_id = me.id or (a.organisation_id = me.organisation_id and (
    me.signs or me.sees = 'organisation' or (me.sees = 'projects' and exists (
      select from project_contacts pc join projects pj on pj.id = pc.project_id
      where pc.customer_id = me.id and pj.active and (a.project_id is null or a.project_id = pc.project_id)))))))`

const agreements = sql`a.id, a.organisation_id, o.name as organisation_name, a.customer_id, c.name as customer_name,
  a.project_id, p.name as project_name, a.product_id, d.name as product_name
  from agreements a left join organisations o on o.id = a.organisation_id left join customers c on c.id = a.customer_id
    left join projects p on p.id = a.project_id left join products d on d.id = a.product_id`

/** An agreement, where somebody may know of it. */
export const agreementById = (db: Db, actor: Actor, id: string) =>
  db.maybe<AgreementRow>(sql`select ${agreements} where a.id = ${id} and ${known(actor)}`)

/** The same, held until the transaction ends: both sides speak one after the other. */
export const lockAgreement = (db: Db, actor: Actor, id: string) =>
  db.maybe<AgreementRow>(sql`select ${agreements} where a.id = ${id} and ${known(actor)} for update of a`)

/** Whether staff may know of a person: they see a case of theirs. */
export const knowsCustomer = (db: Db, actor: Actor, customerId: string) =>
  db.maybe<{ id: string }>(sql`
    select a.customer_id as id from (select ${customerId}::text as customer_id, null::text as organisation_id, null::text as project_id) a
    where ${known(actor)} and exists (select from customers where id = ${customerId})`)

export interface AgreementFilter {
  organisationId: string | null
  customerId: string | null
  state: 'in_force' | 'proposed' | 'ending' | 'other' | null
  after: string | null
  limit: number
}

/** A part of the agreements somebody may know of, the newest first. */
export const listAgreements = (db: Db, actor: Actor, { organisationId, customerId, state, after, limit }: AgreementFilter, now: Date) =>
  db.many<AgreementRow>(sql`
    select ${agreements} where ${known(actor)}
      ${when(organisationId, () => sql`and a.organisation_id = ${organisationId}`)}
      ${when(customerId, () => sql`and a.customer_id = ${customerId}`)}
      ${when(state, () => sql`and ${inState(state ?? 'other', now)}`)}
      ${when(after, () => sql`and a.id < ${after}`)}
    order by a.id desc limit ${whole(limit)}`)

const soonMs = 30 * 86_400_000

function inState(state: 'in_force' | 'proposed' | 'ending' | 'other', now: Date): Sql {
  const soon = new Date(now.getTime() + soonMs)
  const holds = sql`exists (select from agreement_versions v where v.agreement_id = a.id and v.begins_at <= ${now} and (v.ends_at is null or v.ends_at > ${now}))`
  const open = sql`exists (select from agreement_versions v where v.agreement_id = a.id and v.settled_at is null)`
  if (state === 'in_force') return holds
  if (state === 'proposed') return open
  if (state === 'other') return sql`not ${holds} and not ${open}`
  return sql`${holds} and not exists (
    select from agreement_versions v where v.agreement_id = a.id and v.begins_at <= ${soon} and (v.ends_at is null or v.ends_at > ${soon}))`
}

/** 0 when the party has an agreement on the same already. */
export const insertAgreement = (
  db: Db,
  it: Pick<AgreementRow, 'id' | 'organisationId' | 'customerId' | 'projectId' | 'productId'>,
  now: Date,
) =>
  db.run(sql`
    insert into agreements (id, organisation_id, customer_id, project_id, product_id, opened_at)
    values (${it.id}, ${it.organisationId}, ${it.customerId}, ${it.projectId}, ${it.productId}, ${now}) on conflict do nothing`)

export const agreementOf = (db: Db, it: Pick<AgreementRow, 'organisationId' | 'customerId' | 'projectId' | 'productId'>) =>
  db.maybe<{ id: string }>(sql`
    select id from agreements where party = ${it.organisationId ?? it.customerId} and project = ${it.projectId ?? ''} and product = ${it.productId ?? ''}`)

const versions = sql`v.id, v.agreement_id, v.version, v.terms, v.proposed_by, v.proposed_by_id, v.proposed_at, v.note, v.our_signer_id, v.we_signed_at,
  v.their_signer_id, v.they_signed_at, v.declined_by, v.declined_by_id, v.declined_at, v.reason, v.settled_at, v.begins_at, v.ends_at, v.ended_by,
  v.ended_by_id, v.ended_at`

/** Whatever both have signed, and of what was only said the newest fifty: either side may say something as often as it likes. */
const told = sql`(v.begins_at is not null or v.version > (select max(m.version) from agreement_versions m where m.agreement_id = v.agreement_id) - 50)`

/** The versions of some agreements that count, newest first, with how the promises under each went. */
export const versionsOf = (db: Db, agreementIds: readonly string[]) =>
  db.many<VersionListed>(sql`
    select ${versions}, v.hours ->> 'name' as hours_name,
      (select count(*) from promises p where p.agreement_version_id = v.id and p.verdict = 'kept') as kept,
      (select count(*) from promises p where p.agreement_version_id = v.id and p.verdict = 'broken') as broken
    from agreement_versions v where v.agreement_id = any(${agreementIds}) and ${told} order by v.version desc`)

/** The same of one agreement without how they went; its row is locked. */
export const historyOf = (db: Db, agreementId: string) =>
  db.many<VersionRow>(
    sql`select ${versions} from agreement_versions v where v.agreement_id = ${agreementId} and ${told} order by v.version desc`,
  )

export const insertVersion = (db: Db, it: VersionRow, hours: { name: string; text: string } | null) =>
  db.run(sql`
    insert into agreement_versions (id, agreement_id, version, terms, hours, proposed_by, proposed_by_id, proposed_at, note,
      our_signer_id, we_signed_at, their_signer_id, they_signed_at)
    values (${it.id}, ${it.agreementId}, ${it.version}, ${JSON.stringify(it.terms)},
      ${hours && JSON.stringify({ name: hours.name, calendar: JSON.parse(hours.text) as unknown })}, ${it.proposedBy}, ${it.proposedById}, ${it.proposedAt}, ${it.note},
      ${it.ourSignerId}, ${it.weSignedAt}, ${it.theirSignerId}, ${it.theySignedAt})`)

/** Saves what was said of a version; what was proposed stands. */
export const saveVersion = (db: Db, it: VersionRow) =>
  db.run(sql`
    update agreement_versions set our_signer_id = ${it.ourSignerId}, we_signed_at = ${it.weSignedAt}, their_signer_id = ${it.theirSignerId},
      they_signed_at = ${it.theySignedAt}, declined_by = ${it.declinedBy}, declined_by_id = ${it.declinedById}, declined_at = ${it.declinedAt},
      reason = ${it.reason}, settled_at = ${it.settledAt}, begins_at = ${it.beginsAt}, ends_at = ${it.endsAt}, ended_by = ${it.endedBy},
      ended_by_id = ${it.endedById}, ended_at = ${it.endedAt}
    where id = ${it.id}`)

export interface StandingRow {
  versionId: string
  agreementId: string
  version: number
  party: string
  project: string
  product: string
  terms: AgreementTerms
  hours: string | null
}

/** What is in force for whom a matter is: eight places at most are looked at. */
export const inForce = (db: Db, { customerId, organisationId, projectId, productId }: Concerned, now: Date) =>
  db.many<StandingRow>(sql`
    select v.id as version_id, v.agreement_id, v.version, a.party, a.project, a.product, v.terms, (v.hours -> 'calendar')::text as hours
    from agreements a join agreement_versions v on v.agreement_id = a.id
    where a.party = any(${[customerId, organisationId]}::text[]) and a.project = any(${['', projectId]}::text[]) and a.product = any(${['', productId]}::text[])
      and v.begins_at <= ${now} and (v.ends_at is null or v.ends_at > ${now})`)

/** What promises cite: the agreement, its version, and what was agreed for when it is broken. */
export const citedVersions = (db: Db, ids: readonly string[]) =>
  db.many<{ versionId: string; id: string; version: number; breach: string }>(sql`
    select v.id as version_id, v.agreement_id as id, v.version, v.terms ->> 'breach' as breach from agreement_versions v where v.id = any(${ids})`)

/** Who may sign for a party: contacts who sign, or the person themselves. */
export const signersOf = (db: Db, { organisationId, customerId }: Pick<AgreementRow, 'organisationId' | 'customerId'>) =>
  db.many<{ customerId: string }>(sql`
    select id as customer_id from customers where email is not null and ((organisation_id = ${organisationId} and signs) or id = ${customerId}) order by id limit 20`)
