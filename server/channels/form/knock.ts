import type { Context } from '#platform/context.ts'
import type { House } from '#platform/kept.ts'
import { signature } from '#platform/secret.ts'
import * as store from '../visit-store.ts'

const windowMs = 10 * 60_000
const most = { visit: 30, code: 10, link: 10 } as const

/** What somebody nobody knows may ask for only so often. */
export type Knock = keyof typeof most

/**
 * Counts a knock from a place (an IP address, kept as a keyed hash) and says how many seconds to wait when there were too many in the last
 * ten minutes, else null. Right and wrong knocks count alike, so the caller commits whatever comes out.
 */
export async function countKnock(
  ctx: Context,
  { house, what, place }: { house: House; what: Knock; place: string },
): Promise<number | null> {
  const subject = signature(house.secretKey, `knock-${what}`, place)
  const count = await store.knock(ctx.db, subject, ctx.now, new Date(ctx.now.getTime() - windowMs))
  return count > most[what] ? windowMs / 1000 : null
}
