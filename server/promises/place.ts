import type { PlaceInLine } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { aheadOf } from './reservation-store.ts'

const MOST = 500

/**
 * How many cases come before one in its team's line, of a case the caller may see: emergencies, then those with a written answer promised for an
 * earlier time. It rises only when an emergency comes in or somebody is promised an earlier time. Null where no written answer runs: a call has its own hour, and a clock that
 * stands for the customer has no place.
 */
export async function placeInLine(ctx: Context, caseId: string): Promise<PlaceInLine | null> {
  const place = await aheadOf(ctx.db, caseId, MOST + 1)
  return place && { ahead: Math.min(MOST, place.ahead), isMore: place.ahead > MOST }
}
