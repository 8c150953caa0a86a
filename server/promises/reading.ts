import { casesOfCustomer, findCase } from '#cases'
import { findCustomer } from '#customers'
import type { KeptPromise, Offer } from '#contract/promises.ts'
import { namesOf } from '#people'
import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import { agreementsOf, citedBy } from './agreement.ts'
import { zoneOf } from './offering.ts'
import type { MoveRequest } from './move-request.ts'
import * as offers from './offer-store.ts'
import { RECORD } from './rules/record.ts'
import * as store from './store.ts'
import { offerView, promiseView, type Count } from './views.ts'

const mostPromises = 100
const mostCases = 100

/** The promises of a case, newest first, with their calls. `zone` is whose clock they are said in: the customer's, else the company's. */
export async function promisesOf(ctx: Context, caseId: string, zone?: string): Promise<KeptPromise[]> {
  return viewPromises(ctx, await store.promisesOfCase(ctx.db, caseId, mostPromises), zone)
}

/** Promises as staff and customer see them. */
export async function viewPromises(ctx: Context, rows: readonly store.PromiseRow[], zone?: string): Promise<KeptPromise[]> {
  const [first] = rows
  if (!first) return []
  const [where, calls] = [zone ?? (await zoneOfCase(ctx, first.caseId)), rows.filter(({ form }) => form === 'call').map(({ id }) => id)]
  const attempts = calls.length ? await store.attemptsOf(ctx.db, calls) : []
  const names = await namesOf(
    ctx,
    attempts.flatMap(({ staffId }) => staffId ?? []),
  )
  const agreements = await agreementsOf(ctx, rows)
  return rows.map((row) =>
    promiseView(
      ctx,
      row,
      where,
      attempts.filter(({ promiseId }) => promiseId === row.id),
      names,
      agreements.get(citedBy(row) ?? '') ?? null,
    ),
  )
}

/** One promise as staff and customer see it. */
export const viewRow = async (ctx: Context, row: store.PromiseRow): Promise<KeptPromise> => found((await viewPromises(ctx, [row]))[0])

/** A request to move as staff see it: the time asked for as its sentence. */
export async function moveRequestView(ctx: Context, { id, promiseId, offer, reason, askedAt }: MoveRequest, zone?: string) {
  const [view] = await viewOffers(ctx, [offer], zone)
  return { id, promiseId, sentence: found(view).sentence, reason, askedAt }
}

/** The promise that runs on a case, or null. */
export const runningPromise = (ctx: Context, caseId: string): Promise<store.PromiseRow | null> => store.runningOn(ctx.db, caseId)

/** The newest offers of a case that can still be chosen, soonest first. */
export async function offersOf(ctx: Context, caseId: string, zone?: string): Promise<Offer[]> {
  return viewOffers(ctx, await offers.openOffers(ctx.db, caseId, ctx.now), zone)
}

/** Offers as staff and customer see them, each with the record of its option. */
export async function viewOffers(ctx: Context, rows: readonly offers.OfferRow[], zone?: string): Promise<Offer[]> {
  const [first] = rows
  if (!first) return []
  const where = zone ?? (first.caseId ? await zoneOfCase(ctx, first.caseId) : await zoneOf(ctx, { zone: null }))
  const records = await recordsOfOptions(
    ctx,
    rows.map(({ optionId }) => optionId),
  )
  return rows.map((row) => offerView(ctx, row, where, records.get(row.optionId) ?? null))
}

/** Kept among the last hundred judged promises of each option; an option with fewer than twenty has no record yet. */
export async function recordsOfOptions(ctx: Context, optionIds: readonly string[]): Promise<ReadonlyMap<string, Count>> {
  const counts = await store.countsOfOptions(ctx.db, [...new Set(optionIds)], RECORD.last)
  return new Map(counts.filter(({ total }) => total >= RECORD.least).map(({ optionId, kept, total }) => [optionId, { kept, total }]))
}

/** How many of the promises given to a customer were kept, of those that are judged, in the cases the actor may see; null when none is. */
export async function recordOfCustomer(ctx: Context, customerId: string): Promise<Count | null> {
  const cases = await casesOfCustomer(ctx, customerId, mostCases)
  const { kept, total } = await store.countsOfCases(
    ctx.db,
    cases.map(({ id }) => id),
  )
  return total ? { kept, total } : null
}

async function zoneOfCase(ctx: Context, caseId: string): Promise<string> {
  const { customerId } = await findCase(ctx, caseId)
  return zoneOf(ctx, await findCustomer(ctx, customerId))
}
