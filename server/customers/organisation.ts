import type { Organisation } from '#contract/organisations.ts'
import type { List } from '#contract/wire.ts'
import { findStaff, listTeams } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import * as store from './organisation-store.ts'
import { mayChangeOrganisations } from './rules/may.ts'

export interface NewOrganisation {
  name: string
  kind?: 'company' | 'department' | undefined
  /** The team that a department is. */
  teamId?: string | null | undefined
  namedPersonId?: string | null | undefined
}

/** Adds a corporate customer, or a department of our own; returns its id. Refuses a team that has its department already. */
export async function addOrganisation(
  ctx: Context,
  { name, kind = 'company', teamId = null, namedPersonId = null }: NewOrganisation,
): Promise<string> {
  allow(mayChangeOrganisations(ctx.actor))
  if (teamId && !(await listTeams(ctx)).some(({ id }) => id === teamId)) refuse('people.unknown_team')
  await ensurePerson(ctx, namedPersonId)
  const id = newId('organisation', ctx)
  const after = { name, kind, teamId, namedStaffId: namedPersonId }
  if (!(await store.insertOrganisation(ctx.db, { id, ...after }))) refuse('customers.department_taken')
  if ('teamIds' in ctx.actor) await store.introduce(ctx.db, id, ctx.actor.teamIds)
  await ctx.tell('customer.organisation_changed', { organisationId: id, before: null, after })
  if (teamId)
    for (const { id: customerId } of await store.joinDepartment(ctx.db, id))
      await ctx.tell('customer.contact_changed', { organisationId: id, customerId, sees: 'own', signs: false, projectIds: [] })
  return id
}

/** Changes name and named person. Refuses when it was changed since `version` was read. */
export async function changeOrganisation(
  ctx: Context,
  id: string,
  { name, namedPersonId, version }: { name: string; namedPersonId: string | null; version: number },
): Promise<void> {
  allow(mayChangeOrganisations(ctx.actor))
  const before = found(await store.lockOrganisation(ctx.db, ctx.actor, id))
  if (before.version !== version) refuse('customers.changed_meanwhile', { version: before.version })
  await ensurePerson(ctx, namedPersonId)
  const after = { name, namedStaffId: namedPersonId }
  await store.updateOrganisation(ctx.db, { id, ...after })
  await ctx.tell('customer.organisation_changed', {
    organisationId: id,
    before: { name: before.name, namedStaffId: before.namedStaffId },
    after,
  })
}

/** One organisation that the actor may know of; foreign and absent answer alike. */
export const findOrganisation = async (ctx: Context, id: string): Promise<Organisation> =>
  organisationView(found(await store.organisationById(ctx.db, ctx.actor, id)))

/** The department that a team is; null where the team is none. */
export async function departmentOf(ctx: Context, teamId: string): Promise<Organisation | null> {
  const row = await store.organisationOfTeam(ctx.db, teamId)
  return row && organisationView(row)
}

const mostDepartments = 200

/** The departments of our own that the actor may know of, by name; two hundred at most. */
export const departments = async (ctx: Context): Promise<Organisation[]> =>
  (await store.listOrganisations(ctx.db, ctx.actor, { q: null, kind: 'department', after: null, limit: mostDepartments })).map(
    organisationView,
  )

/** A team gets to know an organisation, because a case of it is theirs. */
export const introduce = (ctx: Context, organisationId: string, teamId: string) => store.introduce(ctx.db, organisationId, [teamId])

/** The person of ours who stands behind a project, or else behind its organisation; null where nobody is named. */
export const namedPersonOf = (
  ctx: Context,
  { organisationId, projectId }: { organisationId: string | null; projectId: string | null },
): Promise<{ id: string; name: string } | null> =>
  organisationId ? store.namedPersonOf(ctx.db, organisationId, projectId) : Promise.resolve(null)

/** A part of the organisations the actor may know of, by name. */
export async function listOrganisations(
  ctx: Context,
  wish: { q?: string | undefined; kind?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<List<Organisation>> {
  const { q = null, kind = null, cursor, limit } = wish
  const rows = await store.listOrganisations(ctx.db, ctx.actor, { q, kind, after: readCursor(cursor), limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(organisationView),
    nextCursor: last ? Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url') : null,
  }
}

/** Refuses a named person who is not one of ours. */
export async function ensurePerson(ctx: Context, staffId: string | null): Promise<void> {
  if (staffId && !(await findStaff(ctx, staffId))) refuse('customers.unknown_person')
}

function organisationView(row: store.OrganisationRow): Organisation {
  const { id, name, kind, contacts, version } = row
  return {
    id,
    name,
    kind,
    contacts,
    version,
    team: row.teamId ? { id: row.teamId, name: row.teamName ?? '' } : null,
    namedPerson: row.namedStaffId ? { id: row.namedStaffId, name: row.namedStaffName ?? '' } : null,
  }
}

function readCursor(text: string | undefined): { name: string; id: string } | null {
  if (!text) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const [name, id] = Array.isArray(value) ? (value as unknown[]) : []
    return typeof name === 'string' && typeof id === 'string' ? { name, id } : refuse('bad_request')
  } catch {
    return refuse('bad_request')
  }
}
