import { useSyncExternalStore } from 'react'

let offsetMs = 0
let tickMs = Date.now()
const listeners = new Set<() => void>()

/** Learns the server's clock from a `Date` header (whole seconds); differences under two seconds are the way, not the clock. */
export function noteServerTime(header: string | null): void {
  const serverMs = header ? Date.parse(header) : NaN
  if (Number.isNaN(serverMs)) return
  const differenceMs = serverMs + 500 - Date.now()
  offsetMs = Math.abs(differenceMs) < 2000 ? 0 : differenceMs
}

/** The server's time now in epoch milliseconds, however wrong this device's clock is. */
export function nowMs(): number {
  return Date.now() + offsetMs
}

/** The time for wording, renewed every ten seconds and after sleep; what it writes changes once a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => tickMs)
}

function tick() {
  tickMs = nowMs()
  for (const listener of listeners) listener()
}

let timer: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (!timer) {
    tickMs = nowMs()
    timer = setInterval(tick, 10_000)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || !timer) return
    clearInterval(timer)
    timer = null
    document.removeEventListener('visibilitychange', tick)
  }
}
