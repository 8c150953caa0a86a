import type { Language } from '#contract/wire.ts'
import { elapsedWorking, type Calendar } from '#people'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { lockedLoad } from './load.ts'
import { holdFor } from './holding.ts'
import { rowOf, tableFor } from './offering.ts'
import * as store from './offer-store.ts'
import { menuOf } from './option.ts'
import type { Subject } from './quoting.ts'
import { lockCapacity } from './option-store.ts'
import { beginHold, extendHold, holdRefusal } from './rules/hold.ts'
import { drafts, type Table } from './rules/menu.ts'
import { lockedCallers } from './taking.ts'

export interface OffersForVisit {
  visitId: string
  teamId: string
  zone: string
  phone: string | null
  language: Language
  kind: Subject['kind']
  /** Whether the visitor's address is proven; all others together hold a fifth of a team's capacity at most. */
  proven: boolean
}

/** Offers to a visitor, held for ten minutes as far as their share goes; what goes beyond is offered without a hold. Replaces what they held. */
export async function offersForVisit(ctx: Context, wish: OffersForVisit): Promise<store.OfferRow[]> {
  const menu = await menuOf(ctx, wish.teamId)
  // The team's lock comes before anything else, as for everybody who takes of it.
  await lockCapacity(ctx.db, wish.teamId)
  await store.letGo(ctx.db, { visitId: wish.visitId })
  await store.expireOffers(ctx.db, wish.visitId, ctx.now)
  const workload = await lockedLoad(ctx, wish.teamId, menu.calendar, null)
  const callers = wish.phone ? await lockedCallers(ctx, wish.teamId) : null
  const table = await tableFor(ctx, menu, workload, { ...wish, customer: wish, subject: { ...wish, channel: 'form', openedAt: ctx.now } })
  const of = { caseId: null, visitId: wish.visitId, teamId: wish.teamId, proven: wish.proven }
  const rows = await held(
    ctx,
    drafts(table).map((draft) => rowOf(ctx, draft, of)),
    table,
    wish.proven,
  )
  if (rows.length) await store.insertOffers(ctx.db, rows)
  const first = rows.find(({ form, heldUntil }) => form === 'written' && heldUntil)
  const toHold = rows.filter((row) => row === first || (row.form === 'call' && row.heldUntil))
  for (const row of toHold) await holdFor(ctx, row, callers)
  return rows
}

/** Keeps a visitor's holds for ten minutes more, ten times at most; refuses when none is left to extend. */
export async function extendHolds(ctx: Context, visitId: string): Promise<store.OfferRow[]> {
  const rows: store.OfferRow[] = []
  for (const row of await store.lockOffersOfVisit(ctx.db, visitId)) {
    if (!row.heldUntil) continue
    const after = extendHold({ expiresAtMs: row.heldUntil.getTime(), extensions: row.extensions }, ctx.now.getTime())
    if ('refused' in after) continue
    const heldUntil = new Date(after.expiresAtMs)
    await store.extendHold(ctx.db, row.id, heldUntil, after.extensions)
    rows.push({ ...row, heldUntil, extensions: after.extensions })
  }
  return rows.length ? rows : refuse('promises.no_hold_left')
}

/** The offers of a visit that can still be chosen, soonest first. */
export async function offersOfVisit(ctx: Context, visitId: string): Promise<store.OfferRow[]> {
  return store.openOffersOfVisit(ctx.db, visitId, ctx.now)
}

/** Ends a visit: its offers lapse and what they held is free again. */
export async function releaseVisit(ctx: Context, visitId: string): Promise<void> {
  await store.letGo(ctx.db, { visitId })
  await store.expireOffers(ctx.db, visitId, ctx.now)
}

/** Gives a visit's offers, holds included, to the case it became; then one of them can be accepted. */
export async function attachVisit(ctx: Context, visitId: string, caseId: string): Promise<void> {
  const open = await store.openOffersOfVisit(ctx.db, visitId, ctx.now)
  // The team's lock comes before what is held of it: whoever chooses forgets lapsed holds under that lock.
  for (const teamId of new Set(open.map((offer) => offer.teamId))) await lockCapacity(ctx.db, teamId)
  await store.attachOffers(ctx.db, visitId, caseId, ctx.now)
  if (open.length) await ctx.tell('promise.offered', { caseId, offerIds: open.map(({ id }) => id) })
}

/** Which of a visitor's offers are held: a unit of written work for all answers together, a person's time for each call. */
async function held(ctx: Context, rows: readonly store.OfferRow[], table: Table, proven: boolean): Promise<store.OfferRow[]> {
  const first = rows[0]
  if (!first) return []
  const { written, calls } = await store.unprovenHolds(ctx.db, first.teamId, ctx.now)
  const heldUntil = new Date(beginHold(ctx.now.getTime()).expiresAtMs)
  const hours = (form: string) =>
    workingHours(
      table.workload.calendar,
      ctx.now,
      rows.filter((row) => row.form === form),
    )
  const mayAnswer = holdRefusal({ capacityUnits: hours('written') * table.workload.ratePerHour, unprovenUnits: written }, proven) === null
  const callUnits = hours('call') * callsPerHour(rows) * (table.calls?.people.length ?? 0)
  let taken = calls
  return rows.map((row) => {
    if (row.form === 'written') return mayAnswer ? { ...row, heldUntil } : row
    return holdRefusal({ capacityUnits: callUnits, unprovenUnits: taken++ }, proven) === null ? { ...row, heldUntil } : row
  })
}

function workingHours(calendar: Calendar, from: Date, rows: readonly store.OfferRow[]): number {
  const lastMs = Math.max(from.getTime(), ...rows.map(({ dueAt }) => dueAt.getTime()))
  return elapsedWorking(calendar, from.getTime(), lastMs) / 3_600_000
}

function callsPerHour(rows: readonly store.OfferRow[]): number {
  const call = rows.find(({ form }) => form === 'call')
  return call?.startsAt ? 3_600_000 / (call.dueAt.getTime() - call.startsAt.getTime()) : 0
}
