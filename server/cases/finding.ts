import type { Context } from '#platform/context.ts'
import { found, refuse } from '#platform/refusal.ts'
import { maySee } from './rules/may.ts'
import { readNumber } from './rules/number.ts'
import * as store from './store.ts'

/** A case that the actor may see; foreign and absent answer alike. */
export async function findCase(ctx: Context, caseId: string): Promise<store.Case> {
  return seen(ctx, await store.caseById(ctx.db, caseId))
}

/** The same, locked until the transaction ends. */
export async function lockCase(ctx: Context, caseId: string): Promise<store.Case> {
  return seen(ctx, await store.lockCase(ctx.db, caseId))
}

/** A case by id or by number (K-1042), with the names its row shows. */
export async function findListed(ctx: Context, idOrNumber: string): Promise<store.CaseListed & store.Case> {
  const number = readNumber(idOrNumber)
  return seen(ctx, await store.listedCase(ctx.db, number === null ? { id: idOrNumber } : { number }))
}

/** Which of these cases the actor may know of. */
export async function visibleCases(ctx: Pick<Context, 'db' | 'actor'>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(ids)]
  return new Set(wanted.length ? (await store.visibleIds(ctx.db, ctx.actor, wanted)).map(({ id }) => id) : [])
}

function seen<Found extends store.Case>(ctx: Context, it: Found | null): Found {
  return maySee(ctx.actor, found(it)) ? found(it) : refuse('not_found')
}
