import type { Side } from '#contract/agreements.ts'
import type { RefusalCode } from '#contract/refusals.ts'

/** Who speaks, as far as these rules care; `signs` and `proven` of a customer. */
export type Speaker = {
  readonly kind: 'system' | 'staff' | 'key' | 'customer' | 'visitor'
  readonly role?: string
  readonly signs?: boolean
  readonly proven?: boolean
}

const leads = new Set(['lead', 'manager', 'admin'])

/** On whose side somebody speaks. */
export const sideOf = ({ kind }: Speaker): Side => (kind === 'customer' ? 'them' : 'us')

/** Other terms: a lead or a manager for us, by a key too; for them whoever may sign. */
export function mayProposeTerms(speaker: Speaker): RefusalCode | null {
  if (speaker.kind === 'customer') return maySign(speaker)
  if (speaker.kind === 'system') return null
  return speaker.kind !== 'visitor' && leads.has(speaker.role ?? '') ? null : 'forbidden'
}

/** A signature is a person's: for us a lead or a manager, for them a contact who signs (a person for themselves) whose address is proven. */
export function maySign({ kind, role = '', signs = false, proven = false }: Speaker): RefusalCode | null {
  if (kind === 'customer') return signs && proven ? null : 'promises.may_not_sign'
  return kind === 'staff' && leads.has(role) ? null : 'forbidden'
}
