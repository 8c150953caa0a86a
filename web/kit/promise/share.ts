/** The span a promise has: epoch milliseconds; `stoppedMs` is when its clock was stopped. */
export interface PromiseWindow {
  agreedMs: number
  dueMs: number
  stoppedMs?: number | undefined
}

/** The share of a promise's window that is used up, 0 to 1; it stands still while the clock is stopped. */
export function usedShare(span: PromiseWindow, nowMs: number): number {
  const whole = span.dueMs - span.agreedMs
  if (whole <= 0) return 1
  const used = (span.stoppedMs ?? nowMs) - span.agreedMs
  return Math.min(1, Math.max(0, used / whole))
}
