import { casesBefore } from '#cases'
import type { PlaceInLine } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { isInLine } from './reservation-store.ts'

const MOST = 100

/**
 * How many cases come before one in its team's line, of a case the caller may see: emergencies, then whatever is promised for an earlier time. It
 * rises only when an emergency comes in or somebody is promised an earlier time. Null where no written answer runs: a call has its own hour, and a
 * clock that stands for the customer has no place.
 */
export async function placeInLine(ctx: Context, caseId: string): Promise<PlaceInLine | null> {
  if (!(await isInLine(ctx.db, caseId))) return null
  const ahead = await casesBefore(ctx, caseId, MOST + 1)
  return { ahead: Math.min(MOST, ahead), isMore: ahead > MOST }
}
