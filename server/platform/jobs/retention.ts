import { system, type Context } from '../context.ts'
import { change } from '../kept.ts'
import type { Sweep } from './sweep.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How long things are kept that nobody asks for any more: the one table of periods, in milliseconds. */
export const keptFor = {
  idempotencyKeys: 2 * dayMs,
  signInAttempts: dayMs,
  codes: dayMs,
  drafts: 90 * dayMs,
  setAsideMail: 30 * dayMs,
  visits: 2 * dayMs,
} as const

/** A sweep that forgets a bounded part of what is past its period, about once an hour; `forget` gets the instant before which things go. */
export function retention(name: keyof typeof keptFor, forget: (ctx: Context, before: Date) => Promise<number>): Sweep {
  return {
    name: `retention of ${name}`,
    wakes: [],
    work: (kept) => change(kept, system, 'en', (ctx) => forget(ctx, new Date(ctx.now.getTime() - keptFor[name]))),
    nextAt: async (kept) => new Date(kept.clock.now().getTime() + hourMs),
  }
}
