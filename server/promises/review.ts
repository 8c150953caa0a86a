import type { KeptPromise } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { viewPromises } from './reading.ts'
import * as record from './record-store.ts'
import * as store from './review-store.ts'

/** A promise with its case, as a review shows it; `because` is what put it at risk. */
export type Reviewed = KeptPromise & { caseId: string; because: string | null }

/** Some promises of a review: how many there are, and the first two hundred. */
export interface ReviewedPart {
  count: number
  items: Reviewed[]
}

const mostOfPart = 200

/** What was promised on some cases, as a span saw it: kept, broken and moved within it, and what runs now. The caller has found the cases. */
export async function reviewPromises(
  ctx: Context,
  { caseIds, from, to, zone }: { caseIds: readonly string[]; from: Date; to: Date; zone: string },
): Promise<Record<store.PartName, ReviewedPart>> {
  const rows = caseIds.length ? await store.promisesInSpan(ctx.db, { caseIds, from, to }, mostOfPart) : []
  const views = await viewPromises(ctx, rows, zone)
  const parts: Record<store.PartName, ReviewedPart> = { kept: none(), broken: none(), moved: none(), running: none() }
  for (const [index, { part, total, caseId, because, cause }] of rows.entries()) {
    const view = views[index]
    if (!view) continue
    parts[part].count = total
    parts[part].items.push({ ...view, caseId, because: because ?? (part === 'broken' ? cause : null) })
  }
  return parts
}

const none = (): ReviewedPart => ({ count: 0, items: [] })

/** What was promised to each department by each team in a span. Whoever asks may know all of it: the caller has seen to it. */
export const givenToDepartments = (ctx: Context, span: { from: Date; to: Date }): Promise<record.BetweenRow[]> =>
  record.givenToDepartments(ctx.db, span)
