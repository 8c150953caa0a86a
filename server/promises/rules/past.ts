import { type OperatingClock, operatingClock } from './operating-clock.ts'
import { newProfile, SLOT_MS } from './profile.ts'
import type { Calendar } from './working-time.ts'

const DAY_MS = 86_400_000

/** How far a promise looks ahead and its history back, and how many cases of a class it looks at, latest first. */
export const REACH = { horizonMs: 30 * DAY_MS, cases: 300 } as const

/** A case of the past: finished, or open until `endedAtMs` (null: still), which censors it at that age and never leaves it out.
 * `mark` is the last look that counted it. */
export type PastCase = { readonly openedAtMs: number; endedAtMs: number | null; finished: boolean; mark: number }

/**
 * What has happened so far with one outcome (first answer, resolution, ...): the cases of each class, open ones
 * included, and the week in which work gets finished. It grows by events in the order in which they become known, keeps
 * no more than the reach of a quote, and each change costs O(log n).
 */
export type Past = {
  /** A case was opened; classes finest first. The same id again is ignored. */
  readonly add: (id: string, openedAtMs: number, classes: readonly string[]) => void
  /** It was finished; only the first time counts. */
  readonly finish: (id: string, atMs: number) => void
  /** It ended in another way (withdrawn, not a case, taken to another team): from then on it says nothing more. */
  readonly leave: (id: string, atMs: number) => void
  /** A number no look at this past has had. */
  readonly nextMark: () => number
  /** The latest cases of a class, oldest first, some perhaps older than the reach. */
  readonly casesOf: (className: string) => readonly PastCase[]
  /** The operating clock around an instant, or null without working time. */
  readonly clock: (calendar: Calendar, nowMs: number) => OperatingClock | null
}

/** Begins an empty past; hours of the week are those of `zone`. */
export function newPast(zone: string): Past {
  const open = new Map<string, PastCase>()
  const recent: { it: PastCase; classes: readonly string[] }[] = []
  const byClass = new Map<string, PastCase[]>()
  const profile = newProfile(zone)
  const clocks = new WeakMap<Calendar, { slotMs: number; clock: OperatingClock | null }>()
  let [oldest, marks] = [0, 0]
  const forget = (beforeMs: number) => {
    while (oldest < recent.length && (recent[oldest]?.it.openedAtMs ?? 0) < beforeMs) {
      for (const name of recent[oldest]?.classes ?? []) if ((byClass.get(name)?.at(-1)?.openedAtMs ?? 0) < beforeMs) byClass.delete(name)
      oldest++
    }
    if (oldest > recent.length / 2) oldest -= recent.splice(0, oldest).length
    for (const [id, { openedAtMs }] of open)
      if (openedAtMs < beforeMs) open.delete(id)
      else break
  }
  const end = (id: string, atMs: number, finished: boolean) => {
    const it = open.get(id)
    if (finished) profile.add(atMs)
    if (!it) return
    Object.assign(it, { endedAtMs: Math.max(atMs, it.openedAtMs), finished })
    open.delete(id)
  }
  return {
    add: (id, openedAtMs, classes) => {
      if (open.has(id)) return
      const it: PastCase = { openedAtMs, endedAtMs: null, finished: false, mark: 0 }
      open.set(id, it)
      recent.push({ it, classes })
      for (const name of classes) insert(byClass, name, it)
      forget(openedAtMs - REACH.horizonMs)
    },
    finish: (id, atMs) => end(id, atMs, true),
    leave: (id, atMs) => end(id, atMs, false),
    nextMark: () => ++marks,
    casesOf: (name) => byClass.get(name) ?? [],
    clock: (calendar, nowMs) => {
      const slotMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS
      const known = clocks.get(calendar)
      if (known?.slotMs === slotMs) return known.clock
      const [fromMs, toMs] = [slotMs - REACH.horizonMs - DAY_MS, slotMs + REACH.horizonMs + DAY_MS]
      const clock = operatingClock(calendar, profile.ratesAt(nowMs), profile.zone, fromMs, toMs)
      clocks.set(calendar, { slotMs, clock })
      return clock
    },
  }
}

/** Cases nearly always come in the order of their opening; one that comes late is put where it belongs. */
function insert(byClass: Map<string, PastCase[]>, name: string, it: PastCase): void {
  const cases = byClass.get(name)
  if (!cases) return void byClass.set(name, [it])
  let at = cases.length
  while (at > 0 && (cases[at - 1]?.openedAtMs ?? 0) > it.openedAtMs) at--
  cases.splice(at, 0, it)
  if (cases.length > REACH.cases) cases.shift()
}
