import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { readNumber } from './rules/number.ts'
import { personQuery } from './rules/search.ts'
import * as store from './people-store.ts'
import { listedCase, visibleIds } from './store.ts'

export type { PersonFound } from './people-store.ts'

const mostFound = 50
/** How many of the newest cases are looked through for whoever was in touch lately. */
const latelyAmong = 500

/** Refuses to know of a customer of whom the actor sees no case; managers know everybody. Foreign and absent answer alike. */
export async function ensureKnown(ctx: Context, customerId: string): Promise<void> {
  if (!(await store.isKnown(ctx.db, ctx.actor, customerId))) refuse('not_found')
}

/**
 * The people that the actor may know of, fifty at most: the words of whose name or address begin with those typed, the one of a case by its number
 * (K-1042) or telephone number, or without words those in touch lately.
 */
export async function findPeople(ctx: Context, words: string | undefined): Promise<store.PersonFound[]> {
  const number = readNumber(words ?? '')
  if (number !== null) return byCase(ctx, number)
  const query = personQuery(words ?? '')
  if (query) return store.findPeople(ctx.db, ctx.actor, query, mostFound)
  return words?.trim() ? [] : store.latestPeople(ctx.db, ctx.actor, latelyAmong, mostFound)
}

/** What the customer of a case said last in it, in their own words. */
export const newestWords = (ctx: Context, caseId: string) => store.newestWords(ctx.db, caseId)

async function byCase(ctx: Context, number: number): Promise<store.PersonFound[]> {
  const it = await listedCase(ctx.db, { number })
  if (!it || !(await visibleIds(ctx.db, ctx.actor, [it.id])).length) return []
  return store.peopleByIds(ctx.db, ctx.actor, [it.customerId])
}
