import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor } from '#platform/context.ts'

/** What the company sells, and what was bought, is said by managers and admins. */
export const maySaySales = (actor: Actor): RefusalCode | null =>
  actor.kind === 'system' || ((actor.kind === 'staff' || actor.kind === 'key') && (actor.role === 'manager' || actor.role === 'admin'))
    ? null
    : 'forbidden'
