import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor } from '#platform/context.ts'

const leadsAll = new Set(['manager', 'admin'])

/** Working time of teams is for managers and admins. */
export const mayChangeCalendars = (actor: Actor): RefusalCode | null =>
  actor.kind === 'system' || (isAtDesk(actor) && leadsAll.has(actor.role)) ? null : 'forbidden'

/** Shifts and skills of a person: a lead of one of their teams, managers and admins everybody's. */
export function mayPlan(actor: Actor, person: { teamIds: readonly string[] }): RefusalCode | null {
  if (actor.kind === 'system') return null
  if (!isAtDesk(actor)) return 'forbidden'
  if (leadsAll.has(actor.role)) return null
  return actor.role === 'lead' && person.teamIds.some((team) => actor.teamIds.includes(team)) ? null : 'forbidden'
}

/** Absences, and why somebody is away: their own, or whoever plans their shifts. */
export const mayRecordAbsence = (actor: Actor, person: { id: string; teamIds: readonly string[] }): RefusalCode | null =>
  actor.kind === 'staff' && actor.id === person.id ? null : mayPlan(actor, person)

const isAtDesk = (actor: Actor) => actor.kind === 'staff' || actor.kind === 'key'
