import type { PromiseState } from './course.ts'
import { atRiskFromMs } from './risk.ts'

/** What decides when a promise has to be looked at next; `pendingUntilMs` while an answer is pressed and may still be called back, `fallsAtMs` when its
 * chance will have fallen too low. */
export type Watched = {
  readonly state: PromiseState
  readonly agreedAtMs: number
  readonly dueAtMs: number
  readonly pendingUntilMs: number | null
  readonly fallsAtMs: number | null
}

/**
 * Answers when the clock next changes a promise: at risk by the clock or by its chance, then the first millisecond after it is due; null when it waits, is late or has
 * ended. While an answer is under way nobody asks, because what counts is when it was pressed.
 */
export function nextCheckMs(promise: Watched): number | null {
  const byClockMs =
    promise.state === 'agreed'
      ? Math.min(atRiskFromMs(promise), promise.fallsAtMs ?? Number.POSITIVE_INFINITY)
      : promise.state === 'at_risk'
        ? promise.dueAtMs + 1
        : null
  return byClockMs === null ? null : Math.max(byClockMs, promise.pendingUntilMs ?? 0)
}
