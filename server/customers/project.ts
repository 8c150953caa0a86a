import type { Project } from '#contract/organisations.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { ensurePerson, findOrganisation } from './organisation.ts'
import * as store from './organisation-store.ts'
import { mayChangeOrganisations } from './rules/may.ts'

const mostProjects = 200

/** Adds a project to an organisation; returns its id. Refuses a name that is taken there. */
export async function addProject(
  ctx: Context,
  organisationId: string,
  { name, namedPersonId = null }: { name: string; namedPersonId?: string | null },
): Promise<string> {
  allow(mayChangeOrganisations(ctx.actor))
  await findOrganisation(ctx, organisationId)
  await ensurePerson(ctx, namedPersonId)
  const id = newId('project', ctx)
  if (!(await store.insertProject(ctx.db, { id, organisationId, name, namedStaffId: namedPersonId }))) refuse('customers.project_taken')
  await ctx.tell('customer.project_changed', { organisationId, projectId: id, name, active: true })
  return id
}

/** Changes a project; one that is not active is not offered for new cases. Refuses when it was changed since `version` was read. */
export async function changeProject(
  ctx: Context,
  id: string,
  { name, namedPersonId, active, version }: { name: string; namedPersonId: string | null; active: boolean; version: number },
): Promise<void> {
  allow(mayChangeOrganisations(ctx.actor))
  const locked = found(await store.lockProject(ctx.db, id))
  const { id: organisationId } = await findOrganisation(ctx, locked.organisationId)
  if (locked.version !== version) refuse('customers.changed_meanwhile', { version: locked.version })
  await ensurePerson(ctx, namedPersonId)
  if (!(await store.updateProject(ctx.db, { id, name, namedStaffId: namedPersonId, active }))) refuse('customers.project_taken')
  await ctx.tell('customer.project_changed', { organisationId, projectId: id, name, active })
}

/** One project; refuses when there is none. */
export const findProject = async (ctx: Context, id: string): Promise<Project> => projectView(found(await store.projectById(ctx.db, id)))

/** A project of an organisation; another's and none at all are refused alike. */
export async function projectOf(ctx: Context, id: string, organisationId: string | null): Promise<Project> {
  const row = await store.projectById(ctx.db, id)
  return row && row.organisationId === organisationId ? projectView(row) : refuse('customers.unknown_project')
}

/** The projects of an organisation, active ones first; two hundred at most. */
export const projectsOf = async (ctx: Context, organisationId: string): Promise<Project[]> =>
  (await store.projectsOf(ctx.db, organisationId, mostProjects)).map(projectView)

function projectView({ namedStaffId, namedStaffName, ...row }: store.ProjectRow): Project {
  return { ...row, namedPerson: namedStaffId ? { id: namedStaffId, name: namedStaffName ?? '' } : null }
}
