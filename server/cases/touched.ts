import type { Context } from '#platform/context.ts'
import * as store from './touched-store.ts'

export type { AskedOf, Touched } from './touched-store.ts'

/**
 * The cases of an organisation that the actor may see and in which something may have happened in a span, oldest first: opened before its
 * end, and changed since its beginning or still running. Two thousand at most; `isCut` where there were more.
 */
export async function casesTouched(
  ctx: Context,
  { organisationId, from, to }: { organisationId: string; from: Date; to: Date },
): Promise<{ items: store.Touched[]; isCut: boolean }> {
  const rows = await store.casesTouched(ctx.db, ctx.actor, { organisationId, from, to, limit: most + 1 })
  return { items: rows.slice(0, most), isCut: rows.length > most }
}

const most = 2_000

/** How many cases each department asked of each team in a span, those set aside apart. Whoever asks may know all of them: the caller has seen to it. */
export const askedByDepartments = (ctx: Context, span: { from: Date; to: Date }): Promise<store.AskedOf[]> =>
  store.askedByDepartments(ctx.db, span)
