import type { AgreementTerms, Side, VersionState } from '#contract/agreements.ts'

/** A version as it rests: what is proposed, and what each side said of it. */
export interface VersionRow {
  id: string
  agreementId: string
  version: number
  terms: AgreementTerms
  proposedBy: Side
  proposedById: string | null
  proposedAt: Date
  note: string
  ourSignerId: string | null
  weSignedAt: Date | null
  theirSignerId: string | null
  theySignedAt: Date | null
  declinedBy: Side | null
  declinedById: string | null
  declinedAt: Date | null
  /** Why it was declined or ended. */
  reason: string | null
  /** When nobody's word was waited for any more. */
  settledAt: Date | null
  beginsAt: Date | null
  endsAt: Date | null
  endedBy: Side | null
  endedById: string | null
  endedAt: Date | null
}

/** What a version has not been through when it is proposed. */
export const unsigned = {
  ourSignerId: null,
  weSignedAt: null,
  theirSignerId: null,
  theySignedAt: null,
  declinedBy: null,
  declinedById: null,
  declinedAt: null,
  reason: null,
  settledAt: null,
  beginsAt: null,
  endsAt: null,
  endedBy: null,
  endedById: null,
  endedAt: null,
}

/** How it stands with a version at an instant. */
export function stateOf({ settledAt, declinedAt, beginsAt, endsAt }: VersionRow, now: Date): VersionState {
  if (!settledAt) return 'proposed'
  if (declinedAt) return 'declined'
  if (!beginsAt) return 'replaced'
  if (endsAt && endsAt <= now) return 'ended'
  return beginsAt <= now ? 'in_force' : 'signed'
}

/** Whose word a version waits for; null once it is settled. Where both have to sign, it is ours that is named. */
export const waitsFor = ({ settledAt, weSignedAt }: VersionRow): Side | null => (settledAt ? null : weSignedAt ? 'them' : 'us')

/** A version with the signature of one side; what was signed already stays. */
export function withSignature(version: VersionRow, by: Side, signerId: string, now: Date): VersionRow {
  if (by === 'us') return version.weSignedAt ? version : { ...version, ourSignerId: signerId, weSignedAt: now }
  return version.theySignedAt ? version : { ...version, theirSignerId: signerId, theySignedAt: now }
}

/** The first instant and the end of what its dates say, in the company's zone. */
export type Term = { readonly firstAt: Date; readonly endAt: Date | null }

/**
 * What changes when a version has both signatures: it holds from its first day, or from now where that has come, and whatever of the same
 * agreement would hold beside it ends where it begins. Null while a signature is missing; an agreement whose last day is past begins and ends
 * now, and takes nothing away.
 */
export function settled(all: readonly VersionRow[], version: VersionRow, { firstAt, endAt }: Term, now: Date): VersionRow[] | null {
  if (!version.weSignedAt || !version.theySignedAt) return null
  const beginsAt = firstAt > now ? firstAt : now
  const given = { ...version, settledAt: now, beginsAt, endsAt: endAt && (endAt > beginsAt ? endAt : beginsAt) }
  if (given.endsAt && given.endsAt <= beginsAt) return [given]
  const others = all.filter((other) => other.id !== version.id && other.beginsAt && (!other.endsAt || other.endsAt > beginsAt))
  // Those give way first: no two hold at one instant.
  return [...others.map((other) => ({ ...other, endsAt: later(other.beginsAt ?? beginsAt, beginsAt) })), given]
}

/** A version that ends after notice: at the end of its last day by then, never later than it would anyway. */
export function withEnd(version: VersionRow, by: { side: Side; id: string; reason: string }, endAt: Date, now: Date): VersionRow {
  const begins = version.beginsAt ?? now
  const wished = later(begins, endAt)
  const endsAt = version.endsAt && version.endsAt < wished ? version.endsAt : wished
  return { ...version, endsAt, endedBy: by.side, endedById: by.id, endedAt: now, reason: by.reason }
}

const later = (one: Date, other: Date): Date => (one > other ? one : other)
