import type { Sees } from '#contract/organisations.ts'
import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, when, whole, type Sql } from '#platform/db/sql.ts'
import { departmentOf } from './store.ts'

export interface OrganisationRow {
  id: string
  name: string
  kind: 'company' | 'department'
  teamId: string | null
  teamName: string | null
  namedStaffId: string | null
  namedStaffName: string | null
  contacts: number
  version: number
}

/** Which organisations somebody may know of: departments of our own, and those their teams know; a contact their own. */
function known(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`
  if (actor.kind === 'visitor') return sql`false`
  if (actor.kind === 'customer') return sql`exists (select from customers c where c.id = ${actor.id} and c.organisation_id = o.id)`
  if (actor.role === 'manager' || actor.role === 'admin') return sql`true`
  return sql`(o.kind = 'department' or o.named_staff_id = ${actor.id} or exists (
    select from organisation_teams k where k.organisation_id = o.id and k.team_id = any(${actor.teamIds})))`
}

const organisations = sql`o.id, o.name, o.kind, o.team_id, t.name as team_name, o.named_staff_id, s.name as named_staff_name, o.version,
  (select count(*) from customers c where c.organisation_id = o.id) as contacts
  from organisations o left join teams t on t.id = o.team_id left join staff s on s.id = o.named_staff_id`

/** An organisation, where somebody may know of it. */
export const organisationById = (db: Db, actor: Actor, id: string) =>
  db.maybe<OrganisationRow>(sql`select ${organisations} where o.id = ${id} and ${known(actor)}`)

export const organisationOfTeam = (db: Db, teamId: string) =>
  db.maybe<OrganisationRow>(sql`select ${organisations} where o.team_id = ${teamId}`)

export const lockOrganisation = (db: Db, actor: Actor, id: string) =>
  db.maybe<{ name: string; namedStaffId: string | null; version: number }>(
    sql`select o.name, o.named_staff_id, o.version from organisations o where o.id = ${id} and ${known(actor)} for update`,
  )

export interface OrganisationFilter {
  q: string | null
  kind: string | null
  after: { name: string; id: string } | null
  limit: number
}

export const listOrganisations = (db: Db, actor: Actor, { q, kind, after, limit }: OrganisationFilter) =>
  db.many<OrganisationRow>(sql`
    select ${organisations} where ${known(actor)}
      ${when(q, () => sql`and position(lower(${q}) in lower(o.name)) > 0`)}
      ${when(kind, () => sql`and o.kind = ${kind}`)}
      ${when(after, () => sql`and (o.name, o.id) > (${after?.name}, ${after?.id})`)}
    order by o.name, o.id limit ${whole(limit)}`)

/** Those of a team who were met as customers before it was a department belong to it from now on. */
export const joinDepartment = (db: Db, organisationId: string) =>
  db.many<{ id: string }>(sql`
    update customers c set organisation_id = ${organisationId}
    where organisation_id is null and exists (
      select from addresses a where a.customer_id = c.id and ${departmentOf(sql`a.address`)} = ${organisationId})
    returning id`)

type NewOrganisation = Pick<OrganisationRow, 'id' | 'name' | 'kind' | 'teamId' | 'namedStaffId'>

/** 0 when the team has its department already. */
export const insertOrganisation = (db: Db, it: NewOrganisation) =>
  db.run(sql`
    insert into organisations (id, name, kind, team_id, named_staff_id) values (${it.id}, ${it.name}, ${it.kind}, ${it.teamId}, ${it.namedStaffId})
    on conflict do nothing`)

/** A team gets to know an organisation; known already changes nothing. */
export const introduce = (db: Db, organisationId: string, teamIds: readonly string[]) =>
  db.run(sql`
    insert into organisation_teams (organisation_id, team_id) select ${organisationId}, t from unnest(${teamIds}::text[]) t on conflict do nothing`)

export const updateOrganisation = (db: Db, it: Pick<OrganisationRow, 'id' | 'name' | 'namedStaffId'>) =>
  db.run(sql`update organisations set name = ${it.name}, named_staff_id = ${it.namedStaffId}, version = version + 1 where id = ${it.id}`)

export interface ProjectRow {
  id: string
  organisationId: string
  name: string
  namedStaffId: string | null
  namedStaffName: string | null
  active: boolean
  version: number
}

const projects = sql`p.id, p.organisation_id, p.name, p.named_staff_id, s.name as named_staff_name, p.active, p.version
  from projects p left join staff s on s.id = p.named_staff_id`

export const projectById = (db: Db, id: string) => db.maybe<ProjectRow>(sql`select ${projects} where p.id = ${id}`)

export const lockProject = (db: Db, id: string) =>
  db.maybe<{ organisationId: string; version: number }>(sql`select organisation_id, version from projects where id = ${id} for update`)

export const projectsOf = (db: Db, organisationId: string, limit: number) =>
  db.many<ProjectRow>(
    sql`select ${projects} where p.organisation_id = ${organisationId} order by p.active desc, p.name, p.id limit ${whole(limit)}`,
  )

/** 0 when the organisation has a project of that name. */
export const insertProject = (db: Db, it: Pick<ProjectRow, 'id' | 'organisationId' | 'name' | 'namedStaffId'>) =>
  db.run(sql`
    insert into projects (id, organisation_id, name, named_staff_id) values (${it.id}, ${it.organisationId}, ${it.name}, ${it.namedStaffId})
    on conflict do nothing`)

/** 0 when another project of the organisation has that name. */
export const updateProject = (db: Db, it: Pick<ProjectRow, 'id' | 'name' | 'namedStaffId' | 'active'>) =>
  db.run(sql`
    update projects p set name = ${it.name}, named_staff_id = ${it.namedStaffId}, active = ${it.active}, version = version + 1
    where id = ${it.id} and not exists (
      select from projects o where o.organisation_id = p.organisation_id and o.name = ${it.name} and o.id <> p.id)`)

export interface ContactRow {
  customerId: string
  name: string
  email: string | null
  sees: Sees
  signs: boolean
  projectIds: string[]
  provenAt: Date | null
}

const contacts = sql`c.id as customer_id, c.name, c.email, c.sees, c.signs, a.proven_at,
  array(select pc.project_id from project_contacts pc where pc.customer_id = c.id order by 1) as project_ids
  from customers c left join addresses a on a.address = c.email`

export const contactsOf = (db: Db, organisationId: string, limit: number) =>
  db.many<ContactRow>(sql`select ${contacts} where c.organisation_id = ${organisationId} order by c.name, c.id limit ${whole(limit)}`)

export const contactOf = (db: Db, organisationId: string, customerId: string) =>
  db.maybe<ContactRow>(sql`select ${contacts} where c.organisation_id = ${organisationId} and c.id = ${customerId}`)

/** Makes a person a contact, unless they are another organisation's: then 0. */
export const setContact = (db: Db, it: { customerId: string; organisationId: string; sees: Sees; signs: boolean }) =>
  db.run(sql`
    update customers set organisation_id = ${it.organisationId}, sees = ${it.sees}, signs = ${it.signs}
    where id = ${it.customerId} and (organisation_id is null or organisation_id = ${it.organisationId})`)

/** Gives a person the projects of their organisation that are named, and no other. */
export const setProjects = (db: Db, customerId: string, organisationId: string, projectIds: readonly string[]) =>
  db.run(sql`
    with gone as (delete from project_contacts where customer_id = ${customerId} and project_id <> all(${projectIds}))
    insert into project_contacts (project_id, customer_id)
    select id, ${customerId} from projects where organisation_id = ${organisationId} and id = any(${projectIds}) on conflict do nothing`)

export const endContact = (db: Db, organisationId: string, customerId: string) =>
  db.run(sql`
    with gone as (delete from project_contacts where customer_id = ${customerId})
    update customers set organisation_id = null, sees = 'own', signs = false where id = ${customerId} and organisation_id = ${organisationId}`)

/** Who stands behind a project, or else behind its organisation. */
export const namedPersonOf = (db: Db, organisationId: string, projectId: string | null) =>
  db.maybe<{ id: string; name: string }>(sql`
    select s.id, s.name from organisations o left join projects p on p.id = ${projectId}
    join staff s on s.id = coalesce(p.named_staff_id, o.named_staff_id) where o.id = ${organisationId}`)
