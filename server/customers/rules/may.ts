import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor, Sight } from '#platform/context.ts'

const leads = new Set(['lead', 'manager', 'admin'])

/** Who belongs to an organisation and what they may do for it is said by a lead or a manager, never by a mail's sender. */
export const mayChangeOrganisations = (actor: Actor): RefusalCode | null =>
  actor.kind === 'system' || ((actor.kind === 'staff' || actor.kind === 'key') && leads.has(actor.role)) ? null : 'forbidden'

/** What a contact may know of their organisation's cases; null: only what they asked themselves. */
export function sightOf(of: { organisationId: string | null; sees: string; projectIds: readonly string[] }): Sight | null {
  if (!of.organisationId || of.sees === 'own') return null
  return { organisationId: of.organisationId, projectIds: of.sees === 'organisation' ? null : of.projectIds }
}
