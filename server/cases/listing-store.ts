import type { Kind, State } from '#contract/cases.ts'
import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, when, whole, type Sql } from '#platform/db/sql.ts'
import { orders } from './order-store.ts'
import { listed, visible, type CaseListed } from './store.ts'

export type Section = 'emergency' | 'late' | 'hour' | 'later' | 'waiting'

export interface CaseFilter {
  q: string | null
  state: State | null
  kind: Kind | null
  ownerId: string | null
  unowned: boolean
  teamId: string | null
  customerId: string | null
  organisationId: string | null
  projectId: string | null
  productId: string | null
  openedFrom: Date | null
  openedTo: Date | null
  section: Section | null
  sort: 'due' | 'weight' | 'newest'
  after: { at: string; id: string } | null
  limit: number
}

/**
 * A part of the cases, by danger or newest first. Ids sort by the time they were made, so newest first is their order; a search takes the
 * hits in it and looks only at as many cases as it shows.
 */
export function listCases(db: Db, actor: Actor, filter: CaseFilter, now: Date): Promise<CaseListed[]> {
  const { after, q } = filter
  const order = orders[filter.sort]
  return db.many<CaseListed>(sql`
    select ${order.text} as sort_text, ${listed}
    ${when(q, () => sql`join (select distinct case_id from messages where words @@ to_tsquery('simple', ${q}) order by case_id desc) hits on hits.case_id = c.id`)}
    where ${visible(actor)} ${states(filter)}
      ${when(filter.kind, () => sql`and c.kind = ${filter.kind}`)}
      ${when(filter.ownerId, () => sql`and c.owner_id = ${filter.ownerId}`)}
      ${when(filter.unowned, () => sql`and c.owner_id is null`)}
      ${when(filter.teamId, () => sql`and c.team_id = ${filter.teamId}`)}
      ${when(filter.customerId, () => sql`and c.customer_id = ${filter.customerId}`)}
      ${when(filter.organisationId, () => sql`and c.organisation_id = ${filter.organisationId}`)}
      ${when(filter.projectId, () => sql`and c.project_id = ${filter.projectId}`)}
      ${when(filter.productId, () => sql`and c.product_id = ${filter.productId}`)}
      ${when(filter.openedFrom, () => sql`and c.opened_at >= ${filter.openedFrom}`)}
      ${when(filter.openedTo, () => sql`and c.opened_at < ${filter.openedTo}`)}
      ${when(filter.section, () => sql`and ${section(filter.section ?? 'late', now)}`)}
      ${when(after, () => sql`and ${order.after(after?.at ?? '', after?.id ?? '')}`)}
    order by ${order.by} limit ${whole(filter.limit)}`)
}

export interface OfOrganisation {
  organisationId: string
  projectId: string | null
  /** Whose cases are left out. */
  exceptCustomerId: string | null
  works: boolean | null
  afterId: string | null
  limit: number
}

/** The newest cases of an organisation that the actor may see, those set aside apart. */
export const casesOfOrganisation = (db: Db, actor: Actor, it: OfOrganisation) =>
  db.many<CaseListed>(sql`
    select '' as sort_text, ${listed} where c.organisation_id = ${it.organisationId} and c.state <> 'set_aside' and ${visible(actor)}
      ${when(it.projectId, () => sql`and c.project_id = ${it.projectId}`)}
      ${when(it.exceptCustomerId, () => sql`and c.customer_id <> ${it.exceptCustomerId}`)}
      ${when(it.works !== null, () => sql`and (c.state in ('open', 'answered')) = ${it.works}`)}
      ${when(it.afterId, () => sql`and (c.opened_at, c.id) < (select c.opened_at, c.id from cases c where c.id = ${it.afterId} and ${visible(actor)})`)}
    order by c.opened_at desc, c.id desc limit ${whole(it.limit)}`)

/** How many cases of its team come before one in the order of their clocks, `most` at most: read along the index from what presses most. */
export const casesBefore = (db: Db, it: { teamId: string; number: number; sortText: string }, most: number) =>
  db.one<{ count: number }>(sql`
    select count(*) from (
      select from cases c where c.state in ('open', 'answered') and c.team_id = ${it.teamId} and not c.waiting and c.sort_at <= ${it.sortText}::timestamptz
        and (c.sort_at < ${it.sortText}::timestamptz or c.number < ${it.number})
      order by c.sort_at limit ${whole(most)}) before`)

export const placeOf = (db: Db, id: string) =>
  db.maybe<{ teamId: string; number: number; sortText: string }>(
    sql`select team_id, number, sort_at::text as sort_text from cases where id = ${id}`,
  )

export interface CountRow {
  mine: number
  unclaimed: number
  emergency: number
  late: number
  hour: number
  waiting: number
  setAside: number
}

export const countCases = (db: Db, actor: Actor, now: Date) =>
  db.one<CountRow>(sql`
    select count(*) filter (where c.owner_id = ${'id' in actor ? actor.id : ''} and c.state = 'open') as mine,
      count(*) filter (where c.owner_id is null and c.state = 'open') as unclaimed,
      (select count(*) from cases c where ${standing} and ${visible(actor)}) as emergency,
      count(*) filter (where ${section('late', now)}) as late, count(*) filter (where ${section('hour', now)}) as hour,
      count(*) filter (where ${section('waiting', now)}) as waiting,
      (select count(*) from cases c where c.state = 'set_aside' and ${visible(actor)}) as set_aside
    from cases c where c.state in ('open', 'answered') and ${visible(actor)}`)

export const countByTeam = (db: Db, actor: Actor) =>
  db.many<{ teamId: string; count: number }>(sql`
    select c.team_id, count(*) from cases c where c.state = 'open' and ${visible(actor)} group by c.team_id`)

/** Only a person sets an emergency down: it stands in the list of work even when its case has ended meanwhile. */
const standing = sql`(c.emergency is not null and c.state <> 'set_aside')`

/** The ball is with us: an open case whose clock is not stopped, or an answered one on which something is still promised. */
const ours = sql`(not c.waiting and (c.state = 'open' or c.state = 'answered' and c.due_at is not null))`

function states({ state, q, section: wished, customerId, organisationId }: CaseFilter): Sql {
  if (state) return sql`and c.state = ${state}`
  if (wished === 'emergency') return sql`and ${standing}`
  return !wished && (q || customerId || organisationId) ? sql`` : sql`and c.state in ('open', 'answered')`
}

function section(name: Section, now: Date): Sql {
  const soon = new Date(now.getTime() + 3_600_000)
  if (name === 'emergency') return sql`c.emergency is not null`
  const rest = sql`c.emergency is null`
  if (name === 'waiting') return sql`(${rest} and c.state in ('open', 'answered') and not ${ours})`
  if (name === 'late') return sql`(${rest} and ${ours} and c.danger = 'late')`
  if (name === 'hour') return sql`(${rest} and ${ours} and c.danger <> 'late' and c.due_at <= ${soon})`
  return sql`(${rest} and ${ours} and (c.due_at is null or c.danger <> 'late' and c.due_at > ${soon}))`
}
