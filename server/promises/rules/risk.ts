const MINUTE_MS = 60_000

/** When a promise was agreed and when it is due, in epoch milliseconds. */
export type Window = { readonly agreedAtMs: number; readonly dueAtMs: number }

/** How far from its due time a promise is, in whole minutes as clocks show them. */
export type TimeFact = { readonly minutesLeft: number } | { readonly minutesLate: number }

/**
 * Answers when the clock alone puts a promise at risk: the smaller of a quarter of its window and an hour before it is
 * due.
 */
export function atRiskFromMs({ agreedAtMs, dueAtMs }: Window): number {
  return dueAtMs - Math.min(Math.max(0, dueAtMs - agreedAtMs) / 4, 60 * MINUTE_MS)
}

/**
 * Says what puts a promise at risk now: the clock, or an estimated chance under half the stated level (both 0 to 1,
 * null when there is none). Null when nothing does.
 */
export function riskCause(
  window: Window,
  nowMs: number,
  estimate: number | null = null,
  level: number | null = null,
): 'clock' | 'estimate' | null {
  if (nowMs >= atRiskFromMs(window)) return 'clock'
  return estimate !== null && level !== null && estimate < level / 2 ? 'estimate' : null
}

/**
 * Answers the last instant to tell of a foreseeable break, 15 minutes before; null for windows under an hour, which it
 * does not bind.
 */
export function tellByMs({ agreedAtMs, dueAtMs }: Window): number | null {
  return dueAtMs - agreedAtMs >= 60 * MINUTE_MS ? dueAtMs - 15 * MINUTE_MS : null
}

/** Says whether the due time has passed; the due instant itself is still in time. */
export function isLate(dueAtMs: number, nowMs: number): boolean {
  return nowMs > dueAtMs
}

/**
 * Answers the whole minutes left or late, cut as a clock cuts them: never more left than there is, never more late
 * than it was.
 */
export function timeFact(dueAtMs: number, nowMs: number): TimeFact {
  const minutes = Math.floor(Math.abs(dueAtMs - nowMs) / MINUTE_MS)
  return isLate(dueAtMs, nowMs) ? { minutesLate: minutes } : { minutesLeft: minutes }
}
