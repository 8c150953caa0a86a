import { setTimeout as pause } from 'node:timers/promises'
import type { Kept } from '../kept.ts'

/**
 * Work that waits in rows with a time. A sweep takes what is due (`for update skip locked`, so that many nodes may sweep), works on it and
 * says how many it did; then it sleeps until the next row is due, until one of its events rings, or for half a minute at most.
 */
export interface Sweep {
  name: string
  /** Events after which there may be something to do at once. */
  wakes: readonly string[]
  /** Does a bounded part of what is due; 0 when nothing is left. */
  work(kept: Kept): Promise<number>
  /** When the next row is due, or null. */
  nextAt(kept: Kept): Promise<Date | null>
}

const longestSleepMs = 30_000
/** Under a storm of rings a sweep gathers what is due instead of looking for every single row. */
const breathMs = 50
const afterFailureMs = 1_000

/** Runs the sweeps until the returned function is called, which waits for what is under way. */
export function startSweeps(kept: Kept, sweeps: readonly Sweep[]): () => Promise<void> {
  const stops = sweeps.map((sweep) => start(kept, sweep))
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}

/** Runs every sweep until nothing is due at the clock's present: how tests and the importer wait for quiet. */
export async function sweepAll(kept: Kept, sweeps: readonly Sweep[]): Promise<void> {
  for (let round = 0; round < 1_000; round++) {
    let done = 0
    for (const sweep of sweeps) done += await sweep.work(kept)
    if (!done) return
  }
  throw new Error('The sweeps did not come to rest')
}

function start(kept: Kept, sweep: Sweep): () => Promise<void> {
  let over = false
  let rung = false
  let wake = () => {}
  const deaf = kept.bell.hear((topics) => {
    if (!topics.has('*') && !sweep.wakes.some((name) => topics.has(name))) return
    rung = true
    wake()
  })
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (rung || over) return resolve()
      const timer = setTimeout(resolve, ms)
      wake = () => (clearTimeout(timer), resolve())
    })
  const running = (async () => {
    while (!over) {
      rung = false
      const begun = performance.now()
      await sleep(await round(kept, sweep))
      if (rung) await pause(Math.max(0, breathMs - (performance.now() - begun)))
    }
  })()
  return () => {
    over = true
    deaf()
    wake()
    return running
  }
}

/** One round; answers how long to sleep. A failure is logged and tried again: one bad row never ends a sweep. */
async function round(kept: Kept, sweep: Sweep): Promise<number> {
  try {
    while ((await sweep.work(kept)) > 0);
    const next = await sweep.nextAt(kept)
    return next ? Math.min(longestSleepMs, Math.max(0, next.getTime() - kept.clock.now().getTime())) : longestSleepMs
  } catch (error) {
    kept.log('warn', 'sweep.failed', { sweep: sweep.name, error })
    return afterFailureMs
  }
}
