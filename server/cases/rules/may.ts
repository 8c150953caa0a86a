import type { Actor } from '#platform/context.ts'
import type { RefusalCode } from '#contract/refusals.ts'

/** What a permission rule needs to know of a case. */
export interface Guarded {
  id: string
  customerId: string
  teamId: string
  ownerId: string | null
  guestIds: readonly string[]
  organisationId: string | null
  projectId: string | null
  state: string
}

const readsAll = new Set(['manager', 'admin'])
const leads = new Set(['lead', 'manager', 'admin'])

/**
 * Whether somebody may know that a case exists: their own as a customer (by a link, the one it opens) and what their
 * organisation lets them see, their team's or handed to them as staff, all for a manager.
 */
export function maySee(actor: Actor, it: Guarded): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'customer') return customerSees(actor, it)
  if (actor.kind === 'visitor') return false
  return readsAll.has(actor.role) || actor.teamIds.includes(it.teamId) || it.ownerId === actor.id || it.guestIds.includes(actor.id)
}

function customerSees(actor: Extract<Actor, { kind: 'customer' }>, it: Guarded): boolean {
  if (actor.caseId !== null && actor.caseId !== it.id) return false
  if (actor.id === it.customerId) return true
  const sight = actor.caseId === null ? actor.sight : null
  if (!sight || it.organisationId !== sight.organisationId) return false
  return sight.projectIds === null || (it.projectId !== null && sight.projectIds.includes(it.projectId))
}

/** Work on a case is for staff and keys who see it. */
export const mayWork = (actor: Actor): RefusalCode | null =>
  actor.kind === 'staff' || actor.kind === 'key' || actor.kind === 'system' ? null : 'forbidden'

/** A person claims; a key is a program and owns nothing. */
export const mayClaim = (actor: Actor): RefusalCode | null => (actor.kind === 'staff' ? null : 'forbidden')

/** The owner hands a case on; a lead assigns any. */
export function mayAssign(actor: Actor, it: Guarded): RefusalCode | null {
  if (actor.kind === 'system') return null
  if (actor.kind !== 'staff' && actor.kind !== 'key') return 'forbidden'
  return leads.has(actor.role) || it.ownerId === actor.id || it.ownerId === null ? null : 'forbidden'
}

/** Only the customer who asked says that the matter is done, no colleague; a key may carry their word, a person of the desk never. */
export const mayDecide = (actor: Actor, { customerId }: Pick<Guarded, 'customerId'>): RefusalCode | null =>
  actor.kind === 'key' || (actor.kind === 'customer' && actor.id === customerId) ? null : 'forbidden'

/** Whether somebody is in danger a person decides, never a program. */
export const mayConfirm = (actor: Actor): RefusalCode | null => (actor.kind === 'staff' ? null : 'forbidden')

/** A lead sets a case aside or takes it back; an agent may for a case of their own team. */
export const maySetAside = (actor: Actor): RefusalCode | null => mayWork(actor)
