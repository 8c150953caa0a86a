import type { CaseRow, Channel, Kind, State } from '#contract/cases.ts'
import type { EmergencyKind, Trigger } from '#contract/emergency.ts'
import type { Language } from '#contract/wire.ts'
import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { join, sql, when, type Sql, whole } from '#platform/db/sql.ts'

export interface CaseAlone {
  id: string
  number: number
  kind: Kind
  state: State
  channel: Channel
  subject: string
  snippet: string
  language: Language
  customerId: string
  teamId: string
  ownerId: string | null
  organisationId: string | null
  projectId: string | null
  productId: string | null
  /** 1 cannot wait, 2 ordinary, 3 paperwork: the order of work among cases that do not press yet. */
  weight: number
  wentWrong: string | null
  expects: string | null
  wouldPutRight: string | null
  openedAt: Date
  updatedAt: Date
  answeredAt: Date | null
  silentStep: number
  dueAt: Date | null
  danger: string | null
  dueForm: CaseRow['dueForm']
  waiting: boolean
  emergency: EmergencyKind | null
  unread: boolean
  linkVersion: number
  version: number
}

/** A case with whom it was handed to, which permission asks for. */
export interface Case extends CaseAlone {
  guestIds: string[]
}

/** A case with the names its row shows. */
export interface CaseListed extends CaseAlone {
  customerName: string
  customerEmail: string | null
  teamName: string
  ownerName: string | null
  organisationName: string | null
  projectName: string | null
  productName: string | null
  emergencyTriggers: Trigger[]
  emergencyConfirmed: boolean
  emergencyRaisedAt: Date | null
  sortText: string
}

const columns = sql`c.id, c.number, c.kind, c.state, c.channel, c.subject, c.snippet, c.language, c.customer_id, c.team_id, c.owner_id, c.organisation_id,
  c.project_id, c.product_id, c.weight, c.went_wrong, c.expects, c.would_put_right, c.opened_at, c.updated_at, c.answered_at, c.silent_step, c.due_at, c.danger, c.due_form, c.waiting, c.emergency, c.unread, c.link_version, c.version`

const guests = sql`array(select g.staff_id from case_guests g where g.case_id = c.id) as guest_ids`

// Names that only some cases have are asked for row by row, of the rows that are shown: with more joins the planner no longer looks for the best order.
export const listed = sql`${columns}, cu.name as customer_name, cu.email as customer_email, t.name as team_name, s.name as owner_name,
  (select o.name from organisations o where o.id = c.organisation_id) as organisation_name,
  (select pj.name from projects pj where pj.id = c.project_id) as project_name, (select pd.name from products pd where pd.id = c.product_id) as product_name,
  case when c.emergency is null then '[]' else (select e.triggers from emergencies e where e.case_id = c.id and e.ended_at is null) end as emergency_triggers,
  c.emergency is not null and exists (select from emergencies e where e.case_id = c.id and e.ended_at is null and e.confirmed_at is not null) as emergency_confirmed,
  c.emergency_at as emergency_raised_at
  from cases c join customers cu on cu.id = c.customer_id join teams t on t.id = c.team_id left join staff s on s.id = c.owner_id`

export type NewCase = Pick<
  Case,
  | 'id'
  | 'kind'
  | 'channel'
  | 'subject'
  | 'snippet'
  | 'language'
  | 'customerId'
  | 'teamId'
  | 'ownerId'
  | 'organisationId'
  | 'projectId'
  | 'productId'
  | 'weight'
  | 'wentWrong'
  | 'expects'
  | 'wouldPutRight'
  | 'openedAt'
>

export const insertCase = (db: Db, it: NewCase) =>
  db.one<{ number: number }>(sql`
    insert into cases (id, kind, channel, subject, snippet, language, customer_id, team_id, owner_id, organisation_id, project_id, product_id, weight,
      went_wrong, expects, would_put_right, opened_at, updated_at)
    values (${it.id}, ${it.kind}, ${it.channel}, ${it.subject}, ${it.snippet}, ${it.language}, ${it.customerId}, ${it.teamId}, ${it.ownerId}, ${it.organisationId},
      ${it.projectId}, ${it.productId}, ${it.weight}, ${it.wentWrong}, ${it.expects}, ${it.wouldPutRight}, ${it.openedAt}, ${it.openedAt})
    returning number`)

export const lockCase = (db: Db, id: string) =>
  db.maybe<Case>(sql`select ${columns}, ${guests} from cases c where c.id = ${id} for update of c`)

export const caseById = (db: Db, id: string) => db.maybe<Case>(sql`select ${columns}, ${guests} from cases c where c.id = ${id}`)

export const listedCase = (db: Db, where: { id: string } | { number: number }) =>
  db.maybe<CaseListed & Case>(
    'id' in where
      ? sql`select ${guests}, ${listed} where c.id = ${where.id}`
      : sql`select ${guests}, ${listed} where c.number = ${where.number}`,
  )

/** Sets what a verb decided; every change counts the version up. */
export const changeCase = (
  db: Db,
  id: string,
  now: Date,
  change: Partial<
    Record<
      | 'state'
      | 'kind'
      | 'subject'
      | 'snippet'
      | 'answered_at'
      | 'silent_step'
      | 'silent_at'
      | 'owner_id'
      | 'team_id'
      | 'unread'
      | 'project_id'
      | 'product_id'
      | 'weight'
      | 'went_wrong'
      | 'expects'
      | 'would_put_right',
      unknown
    >
  >,
) =>
  db.run(sql`
    update cases set updated_at = ${now}, version = version + 1,
      ${join(
        Object.entries(change).map(([column, value]) => ({ text: `${column} = $1`, values: [value] })),
        ', ',
      )}
    where id = ${id}`)

/** Claims in one atomic update: 0 when somebody has it already. */
export const claim = (db: Db, id: string, staffId: string, now: Date) =>
  db.run(sql`update cases set owner_id = ${staffId}, updated_at = ${now}, version = version + 1 where id = ${id} and owner_id is null`)

/** What of the promise that presses most a case shows. */
export type Clock = Pick<Case, 'dueAt' | 'danger' | 'dueForm' | 'waiting'>

export const setClock = (db: Db, id: string, clock: Clock) =>
  db.soon(
    sql`update cases set due_at = ${clock.dueAt}, danger = ${clock.danger}, due_form = ${clock.dueForm}, waiting = ${clock.waiting} where id = ${id}`,
  )

/** Gives the open cases about a product their place in the order of work. */
export const weigh = (db: Db, productId: string, weight: number) =>
  db.run(sql`update cases set weight = ${weight} where product_id = ${productId} and state in ('open', 'answered') and weight <> ${weight}`)

export const setRead = (db: Db, id: string) => db.run(sql`update cases set unread = false where id = ${id} and unread`)

export const addGuest = (db: Db, caseId: string, staffId: string) =>
  db.run(sql`insert into case_guests (case_id, staff_id) values (${caseId}, ${staffId}) on conflict do nothing`)

export const linkCases = (db: Db, oneId: string, otherId: string, why: string) =>
  db.run(sql`insert into linked_cases (one_id, other_id, why) values (${oneId}, ${otherId}, ${why}) on conflict do nothing`)

export const linkedCases = (db: Db, actor: Actor, id: string) =>
  db.many<{ id: string; number: number; subject: string; why: string }>(sql`
    select c.id, c.number, c.subject, l.why from linked_cases l join cases c on c.id = case when l.one_id = ${id} then l.other_id else l.one_id end
    where (l.one_id = ${id} or l.other_id = ${id}) and ${visible(actor)} order by c.number limit 20`)

export const casesOfCustomer = (db: Db, actor: Actor, customerId: string, limit: number) =>
  db.many<CaseAlone>(
    sql`select ${columns} from cases c where c.customer_id = ${customerId} and ${visible(actor)} order by c.opened_at desc limit ${whole(limit)}`,
  )

/** Which of these cases somebody may know of: for live pages, where nothing may leak by a name. */
export const visibleIds = (db: Db, actor: Actor, ids: readonly string[]) =>
  db.many<{ id: string }>(sql`select c.id from cases c where c.id = any(${ids}) and ${visible(actor)}`)

export const fallingSilent = (db: Db, now: Date, limit: number) =>
  db.many<CaseAlone>(
    sql`select ${columns} from cases c where c.silent_at <= ${now} order by c.silent_at limit ${whole(limit)} for update of c skip locked`,
  )

export const nextSilentAt = (db: Db) =>
  db.maybe<{ at: Date }>(sql`select silent_at as at from cases where silent_at is not null order by silent_at limit 1`)

/** Which cases an actor may know of, as SQL: the same rule as `maySee`. */
export function visible(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`
  if (actor.kind === 'customer') return visibleToCustomer(actor)
  if (actor.kind === 'visitor') return sql`false`
  if (actor.role === 'manager' || actor.role === 'admin') return sql`true`
  return sql`(c.team_id = any(${actor.teamIds}) or c.owner_id = ${actor.id} or exists (
    select from case_guests g where g.case_id = c.id and g.staff_id = ${actor.id}))`
}

function visibleToCustomer({ id, caseId, sight }: Extract<Actor, { kind: 'customer' }>): Sql {
  if (caseId !== null) return sql`(c.customer_id = ${id} and c.id = ${caseId})`
  if (!sight) return sql`c.customer_id = ${id}`
  const { organisationId, projectIds } = sight
  return sql`(c.customer_id = ${id} or (c.organisation_id = ${organisationId} ${when(projectIds, () => sql`and c.project_id = any(${projectIds})`)}))`
}
