import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { ensurePhone } from './acceptance.ts'
import { lockedLoad, lockTeamAndCase } from './load.ts'
import { tableFor, wishOf, writeOffers, type OfferFor } from './offering.ts'
import { letGo, type OfferRow } from './offer-store.ts'
import { menuOf } from './option.ts'
import { mayChoose, mayOverbook } from './rules/may.ts'
import { drafts, type Table } from './rules/menu.ts'
import { granted, isTooFar, nearest, overbooked, type Wish } from './rules/proposal.ts'
import * as store from './store.ts'
import type { PromiseRow } from './store.ts'
import { take, termsOf } from './taking.ts'

export interface Propose {
  caseId: string
  form: Wish['form']
  /** An answer by then, or a call that begins then. */
  at: Date
  words?: string | undefined
}

/** Hears a time the customer would rather have: promised at once where the team can keep it, else countered with the nearest it can. */
export async function propose(
  ctx: Context,
  { caseId, form, at, words }: Propose,
): Promise<{ promise: PromiseRow | null; offers: OfferRow[] }> {
  const { it, wish, table } = await lockTable(ctx, { caseId, form, at })
  allow(mayChoose(ctx.actor))
  const draft = granted(table, { form, atMs: at.getTime() })
  await ctx.tell('promise.proposed', { caseId, form, at: at.toISOString(), feasible: draft !== null, words: words?.trim() || null })
  if (!draft) return { promise: null, offers: await writeOffers(ctx, wish, nearest(table, { form, atMs: at.getTime() }, drafts(table))) }
  const promise = await take(ctx, it, termsOf(draft, it.teamId), { by: 'customer', reason: null })
  await letGo(ctx.db, { caseId })
  return { promise, offers: [] }
}

/** Promises a time that the team cannot be shown to keep, as a lead's decision with its reason: recorded, and never by accident. */
export async function overbook(
  ctx: Context,
  { caseId, form, at, reason }: Omit<Propose, 'words'> & { reason: string },
): Promise<PromiseRow> {
  const { it, table } = await lockTable(ctx, { caseId, form, at })
  allow(mayOverbook(ctx.actor))
  const wish = { form, atMs: at.getTime() }
  const fits = granted(table, wish)
  const draft = fits ?? overbooked(table, wish) ?? refuse('promises.not_feasible')
  const running = await store.lockRunning(ctx.db, it.id)
  // What the customer chose is moved later with their consent only, whoever decides.
  if (running && !running.isDefault && draft.dueAtMs > running.dueAt.getTime()) refuse('promises.needs_consent')
  const mover = running && !running.isDefault ? { by: 'us' as const, reason } : { by: 'customer' as const, reason: null }
  const promise = await take(ctx, it, termsOf(draft, it.teamId), mover, fits === null)
  await letGo(ctx.db, { caseId })
  if (!fits) await ctx.tell('promise.overbooked', { caseId, promiseId: promise.id, at: at.toISOString(), reason })
  return promise
}

/** The team, then the case, locked in this order as everywhere, and all that a proposal on it is decided from. */
async function lockTable(ctx: Context, { caseId, form, at }: Propose): Promise<{ it: Case; wish: OfferFor; table: Table }> {
  if (at <= ctx.now || isTooFar(at.getTime(), ctx.now.getTime())) refuse('promises.bad_time')
  const it = await lockTeamAndCase(ctx, caseId)
  const { teamId } = it
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  if (form === 'call') await ensurePhone(ctx, it.customerId, undefined)
  const [menu, wish] = [await menuOf(ctx, teamId), await wishOf(ctx, it)]
  const load = await lockedLoad(ctx, teamId, menu.calendar, { caseId: it.id, track: 'answer' })
  return { it, wish, table: await tableFor(ctx, menu, load, wish) }
}
