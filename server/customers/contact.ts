import type { Contact, Sees } from '#contract/organisations.ts'
import type { Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { meetCustomer } from './customer.ts'
import { findOrganisation } from './organisation.ts'
import * as store from './organisation-store.ts'
import { mayChangeOrganisations } from './rules/may.ts'

const mostContacts = 500

interface Rights {
  sees: Sees
  signs: boolean
  projectIds: readonly string[]
}

/** Makes whoever is behind an address a contact of an organisation; returns their id. Refuses somebody who is another organisation's. */
export async function addContact(
  ctx: Context,
  organisationId: string,
  { email, name, ...rights }: Rights & { email: string; name?: string | undefined },
): Promise<string> {
  allow(mayChangeOrganisations(ctx.actor))
  await findOrganisation(ctx, organisationId)
  const customer = await meetCustomer(ctx, { email, name })
  await grant(ctx, organisationId, customer.id, rights)
  return customer.id
}

/** Changes what a contact may do for their organisation. */
export async function changeContact(ctx: Context, organisationId: string, customerId: string, rights: Rights): Promise<void> {
  allow(mayChangeOrganisations(ctx.actor))
  await findOrganisation(ctx, organisationId)
  await findContact(ctx, organisationId, customerId)
  await grant(ctx, organisationId, customerId, rights)
}

/** Ends it: from now on they see only what they asked themselves. */
export async function removeContact(ctx: Context, organisationId: string, customerId: string): Promise<void> {
  allow(mayChangeOrganisations(ctx.actor))
  await findOrganisation(ctx, organisationId)
  if (!(await store.endContact(ctx.db, organisationId, customerId))) refuse('not_found')
  await ctx.tell('customer.contact_changed', { organisationId, customerId, sees: null, signs: false, projectIds: [] })
}

/** One contact of an organisation; refuses when there is none. */
export const findContact = async (ctx: Context, organisationId: string, customerId: string): Promise<Contact> =>
  contactView(found(await store.contactOf(ctx.db, organisationId, customerId)))

/** The contacts of an organisation by name; five hundred at most. */
export const contactsOf = async (ctx: Context, organisationId: string): Promise<Contact[]> =>
  (await store.contactsOf(ctx.db, organisationId, mostContacts)).map(contactView)

async function grant(ctx: Context, organisationId: string, customerId: string, { sees, signs, projectIds }: Rights): Promise<void> {
  if (!(await store.setContact(ctx.db, { customerId, organisationId, sees, signs }))) refuse('customers.other_organisation')
  await store.setProjects(ctx.db, customerId, organisationId, projectIds)
  await ctx.tell('customer.contact_changed', { organisationId, customerId, sees, signs, projectIds: [...projectIds] })
}

function contactView({ provenAt, ...row }: store.ContactRow): Contact {
  return { ...row, proven: provenAt !== null }
}
