import type { RefusalCode } from '#contract/refusals.ts'

/** Who asks, as far as these rules care. */
export type Asker = { readonly kind: 'system' | 'staff' | 'key' | 'customer' | 'visitor'; readonly id?: string; readonly role?: string }

/** Whose a case is. */
type Theirs = { readonly customerId: string }

/**
 * A choice is of the customer who asked, and of no colleague who may see it; staff and keys may carry their word. Who may see the case at all
 * was asked before.
 */
export function mayChoose({ kind, id }: Asker, { customerId }: Theirs): RefusalCode | null {
  if (kind === 'customer') return id === customerId ? null : 'forbidden'
  return kind === 'visitor' ? 'forbidden' : null
}

/** That it does not go well anybody may say who sees the case, a colleague too. */
export const mayEscalate = ({ kind }: Asker): RefusalCode | null => (kind === 'visitor' ? 'forbidden' : null)

/** A move by the customer needs nothing; ours needs words the customer can read and their consent, and comes before the promise is due. */
export function mayMove(
  asker: Asker,
  it: Theirs,
  move: { readonly by: 'customer' | 'us'; readonly reason: string | null; readonly isDue: boolean; readonly agreed: boolean },
): RefusalCode | null {
  const refused = mayChoose(asker, it)
  if (refused || move.by === 'customer') return refused
  if (!move.reason) return 'promises.needs_reason'
  if (move.isDue) return 'promises.wrong_course'
  return move.agreed ? null : 'promises.needs_consent'
}

/** The charter is the company's word: managers and admins publish it, and whoever founds the desk. */
export const mayChangeCharter = ({ kind, role = 'agent' }: Asker): RefusalCode | null =>
  kind === 'system' || ((kind === 'staff' || kind === 'key') && (role === 'manager' || role === 'admin')) ? null : 'forbidden'

/** Promising what cannot be shown to be kept is a lead's decision. */
export const mayOverbook = ({ kind, role = 'agent' }: Asker): RefusalCode | null =>
  (kind === 'staff' || kind === 'key') && role !== 'agent' ? null : 'forbidden'
