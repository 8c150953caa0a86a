import { system } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change } from '#platform/kept.ts'
import { renewHolidays } from './calendar.ts'

const hourMs = 3_600_000

/** Keeps the holidays of each calendar ahead of the year, so that no year runs out in silence. */
export const holidaySweep: Sweep = {
  name: 'holidays of the coming years',
  wakes: [],
  work: (kept) => change(kept, system, 'en', renewHolidays),
  nextAt: async (kept) => new Date(kept.clock.now().getTime() + hourMs),
}
