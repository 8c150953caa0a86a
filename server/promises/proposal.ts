import { findCase, hearWords, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { ensurePhone } from './acceptance.ts'
import { recordDemand } from './demand.ts'
import { lockOpenDemand, settleDemands } from './demand-store.ts'
import { escalate } from './escalation.ts'
import { lockedLoad, lockTeamAndCase } from './load.ts'
import { meaningOf, type Asked, type Meant } from './meaning.ts'
import { tableFor, wishOf, writeOffers, type OfferFor } from './offering.ts'
import { letGo, type OfferRow } from './offer-store.ts'
import { menuOf } from './option.ts'
import { mayChoose, mayOverbook } from './rules/may.ts'
import { beginsMs, drafts, type Draft, type Table } from './rules/menu.ts'
import { forPerson, granted, isTooFar, nearest, overbooked, type Wish } from './rules/proposal.ts'
import * as store from './store.ts'
import type { PromiseRow } from './store.ts'
import { take, termsOf } from './taking.ts'

export interface Propose extends Asked {
  caseId: string
}

/** What became of a proposal: promised, or the nearest that can be, or a lead's answer promised for it. */
export interface Heard {
  promise: PromiseRow | null
  offers: OfferRow[]
  lead: PromiseRow | null
}

/**
 * Hears what the customer would rather have, picked or in words: promised at once where the team (and the person they named) can keep it, else countered
 * with the nearest it can; what needs somebody at a place goes to a lead under a promise of its own. Every proposal is counted. Refuses
 * `promises.not_understood` for words that name no time.
 */
export async function propose(ctx: Context, { caseId, ...asked }: Propose): Promise<Heard> {
  const seen = await findCase(ctx, caseId)
  allow(mayChoose(ctx.actor, seen))
  const meant = await meaningOf(ctx, seen, asked)
  if (meant.needsVisit || asked.toLead || !meant.at) return proposeToLead(ctx, caseId, meant)
  const { it, wish, table } = await lockTable(ctx, { caseId, form: meant.form, at: meant.at })
  const wanted = { form: meant.form, atMs: meant.at.getTime() }
  const theirs = meant.personId ? forPerson(table, wanted, { personId: meant.personId, ownerId: it.ownerId }) : table
  const draft = theirs && granted(theirs, wanted)
  await tell(ctx, caseId, meant, draft !== null)
  if (meant.words) await hearWords(ctx, caseId, meant.words)
  await settleDemands(ctx.db, caseId, 'chosen_other', ctx.now)
  const { language } = wish.customer
  if (!draft) {
    const found = nearestTo(theirs, table, wanted, meant.personId)
    const offers = await writeOffers(ctx, wish, found)
    await recordDemand(ctx, it, { meant, language, outcome: 'countered', bestAt: bestOf(found, wanted) })
    return { promise: null, offers, lead: null }
  }
  const terms = termsOf(draft, it.teamId)
  const promise = await take(
    ctx,
    it,
    { ...terms, personId: meant.form === 'call' ? meant.personId : null },
    { by: 'customer', reason: null },
  )
  await letGo(ctx.db, { caseId })
  await recordDemand(ctx, it, { meant, language, outcome: 'granted', bestAt: meant.at })
  return { promise, offers: [], lead: null }
}

/** Sends the proposal that was countered last to a lead, whose answer is promised; null where none can be. Nothing waits: nothing happens. */
export async function askLead(ctx: Context, caseId: string): Promise<PromiseRow | null> {
  allow(mayChoose(ctx.actor, await lockTeamAndCase(ctx, caseId)))
  const open = await lockOpenDemand(ctx.db, caseId)
  if (!open) return null
  const lead = await escalate(ctx, { caseId, reason: 'proposal', words: open.words ?? '' })
  await settleDemands(ctx.db, caseId, 'to_lead', ctx.now)
  return lead
}

/** Promises a time that the team cannot be shown to keep, as a lead's decision with its reason: recorded, and never by accident. */
export async function overbook(
  ctx: Context,
  { caseId, form, at, reason }: { caseId: string; form: Wish['form']; at: Date; reason: string },
): Promise<PromiseRow> {
  if (at <= ctx.now || isTooFar(at.getTime(), ctx.now.getTime())) refuse('promises.bad_time')
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

/** What needs a person at a place, a clock cannot promise: a lead reads it, by a time that is promised. */
async function proposeToLead(ctx: Context, caseId: string, meant: Meant): Promise<Heard> {
  const it = await lockTeamAndCase(ctx, caseId)
  await tell(ctx, caseId, meant, false)
  const lead = await escalate(ctx, { caseId, reason: 'proposal', words: meant.words ?? '' })
  const { customer } = await wishOf(ctx, it)
  await recordDemand(ctx, it, { meant, language: customer.language, outcome: 'to_lead', bestAt: null })
  return { promise: null, offers: [], lead }
}

const tell = (ctx: Context, caseId: string, { form, at, words, personId, place }: Meant, feasible: boolean): Promise<void> =>
  ctx.tell('promise.proposed', { caseId, form, at: at?.toISOString() ?? null, feasible, words, personId, place })

/** The nearest the named person can give; where they can give nothing, the nearest anybody can. */
function nearestTo(theirs: Table | null, all: Table, wish: Wish, personId: string | null): Draft[] {
  const own = theirs && theirs !== all ? nearest(theirs, wish, drafts(theirs)) : []
  // Whoever chooses one of these gets the person they named.
  if (own.length) return own.map((draft) => (draft.form === 'call' ? { ...draft, inputs: { ...draft.inputs, personId } } : draft))
  return nearest(all, wish, drafts(all))
}

function bestOf(found: readonly Draft[], { atMs }: Wish): Date | null {
  const [best] = found.map(beginsMs).sort((a, b) => Math.abs(a - atMs) - Math.abs(b - atMs))
  return best === undefined ? null : new Date(best)
}

/** The team, then the case, locked in this order as everywhere, and all that a proposal on it is decided from. */
async function lockTable(
  ctx: Context,
  { caseId, form }: { caseId: string; form: Wish['form']; at: Date },
): Promise<{ it: Case; wish: OfferFor; table: Table }> {
  const it = await lockTeamAndCase(ctx, caseId)
  const { teamId } = it
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  if (form === 'call') await ensurePhone(ctx, it.customerId, undefined)
  const [menu, wish] = [await menuOf(ctx, teamId), await wishOf(ctx, it)]
  const load = await lockedLoad(ctx, teamId, menu.calendar, { caseId: it.id, track: 'answer' })
  return { it, wish, table: await tableFor(ctx, menu, load, wish) }
}
