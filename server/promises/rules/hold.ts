/**
 * The terms of a hold: minutes it lasts, how often it may be extended, the share of capacity for visitors without a
 * proven address.
 */
export const HOLD = { minutes: 10, extensions: 10, unprovenShare: 0.2 } as const

/** A hold on offered capacity: when it lapses (the end outside) and how often it was extended. */
export type Hold = { readonly expiresAtMs: number; readonly extensions: number }

/** Why a hold is not given or not extended: stable codes for refusals. */
export type HoldRefusal = 'promises.hold_expired' | 'promises.hold_extended_out' | 'promises.hold_share_full'

/** What a team has to give in the span of the offer and what visitors without a proven address hold of it, in units. */
export type Holding = { readonly capacityUnits: number; readonly unprovenUnits: number }

/** Begins a hold of ten minutes. */
export function beginHold(nowMs: number): Hold {
  return { expiresAtMs: nowMs + HOLD.minutes * 60_000, extensions: 0 }
}

/** Says whether a hold still binds. */
export function isHeld(hold: Hold, nowMs: number): boolean {
  return nowMs < hold.expiresAtMs
}

/**
 * Extends a hold to ten minutes from now, ten times at most; one that has lapsed is not revived, because another may
 * have taken it.
 */
export function extendHold(hold: Hold, nowMs: number): Hold | { readonly refused: HoldRefusal } {
  if (!isHeld(hold, nowMs)) return { refused: 'promises.hold_expired' }
  if (hold.extensions >= HOLD.extensions) return { refused: 'promises.hold_extended_out' }
  return { expiresAtMs: nowMs + HOLD.minutes * 60_000, extensions: hold.extensions + 1 }
}

/**
 * Answers null when so many units may be held, else why not: without a proven address all such holds stay within a
 * fifth of capacity.
 */
export function holdRefusal(holding: Holding, proven: boolean, units = 1): HoldRefusal | null {
  if (proven) return null
  const room = Math.floor(holding.capacityUnits * HOLD.unprovenShare + 1e-9)
  return holding.unprovenUnits + units <= room ? null : 'promises.hold_share_full'
}
