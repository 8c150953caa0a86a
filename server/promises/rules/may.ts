import type { RefusalCode } from '#contract/refusals.ts'

/** Who asks, as far as these rules care. */
export type Asker = { readonly kind: 'system' | 'staff' | 'key' | 'customer' | 'visitor'; readonly role?: string }

/** A choice is the customer's; staff and keys may carry their word. Who may see the case at all was asked before. */
export const mayChoose = (asker: Asker): RefusalCode | null => (asker.kind === 'visitor' ? 'forbidden' : null)

/** A move by the customer needs nothing; ours needs words the customer can read and their consent, and comes before the promise is due. */
export function mayMove(
  asker: Asker,
  move: { readonly by: 'customer' | 'us'; readonly reason: string | null; readonly isDue: boolean; readonly agreed: boolean },
): RefusalCode | null {
  if (asker.kind === 'visitor') return 'forbidden'
  if (move.by === 'customer') return null
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
