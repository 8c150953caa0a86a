import { findCase, type Case } from '#cases'
import { findCustomer, type CustomerRow } from '#customers'
import type { PromiseForm } from '#contract/promises.ts'
import type { Language } from '#contract/wire.ts'
import { readCompany } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { presentLoad, quotedLoad } from './load.ts'
import { menuOf, type Menu } from './option.ts'
import * as store from './offer-store.ts'
import type { OptionRow } from './option-store.ts'
import { quotingOf, type Quoting, type Subject } from './quoting.ts'
import { takenOf } from './reservation-store.ts'
import { floorOf } from './standing.ts'
import type { Callers } from './rules/call-slots.ts'
import type { Workload } from './rules/feasibility.ts'
import { drafts, withDraft, type Draft, type Table } from './rules/menu.ts'
import { granted, isTooFar, type Wish } from './rules/proposal.ts'
import type { Quote } from './rules/quote.ts'

export type { OfferRow } from './offer-store.ts'

const lifeMs = 2 * 3_600_000

export interface OfferFor {
  caseId: string
  teamId: string
  /** The zone whose clock times are rounded to. */
  zone: string
  /** Calls are offered only where a number is known, by people who speak the language. */
  customer: { phone: string | null; language: Language | null; proven?: boolean }
  /** What is known of the matter at opening: the record is asked for the like of it. */
  subject: Subject
}

/** Quotes what the team can promise on a case, soonest first, six at most; nothing is held. A handful of statements, however much is open. */
export async function offerFor(ctx: Context, wish: OfferFor): Promise<store.OfferRow[]> {
  const menu = await menuOf(ctx, wish.teamId)
  return writeOffers(ctx, wish, drafts(await tableFor(ctx, menu, await quotedLoad(ctx, wish.teamId, menu.calendar), wish)))
}

/** A fresh list for a case that the actor sees, from the load as it is this very moment. */
export async function freshOffers(ctx: Context, caseId: string): Promise<store.OfferRow[]> {
  const { wish, table } = await answerTable(ctx, caseId)
  return writeOffers(ctx, wish, drafts(table))
}

/** A fresh list with a time somebody named among it, if the team can keep that; refuses `promises.offer_taken` where it cannot, `promises.bad_time` half a year ahead. */
export async function offerAt(ctx: Context, caseId: string, named: { form: Wish['form']; at: Date }): Promise<store.OfferRow[]> {
  if (isTooFar(named.at.getTime(), ctx.now.getTime())) refuse('promises.bad_time')
  const { wish, table } = await answerTable(ctx, caseId)
  const draft = granted(table, { form: named.form, atMs: named.at.getTime() }) ?? refuse('promises.offer_taken')
  return writeOffers(ctx, wish, withDraft(drafts(table), draft))
}

/** What a case asks of the menu: its customer's zone, number and language, and the company's where theirs is unknown. */
export async function wishOf(ctx: Context, it: Case): Promise<OfferFor> {
  const customer = await findCustomer(ctx, it.customerId)
  return {
    caseId: it.id,
    teamId: it.teamId,
    subject: it,
    zone: await zoneOf(ctx, customer),
    customer: { phone: customer.phone, language: customer.language ?? it.language, proven: customer.provenAt !== null },
  }
}

/** The zone a customer reads times in: their own, else the company's. */
export const zoneOf = async (ctx: Context, customer: Pick<CustomerRow, 'zone'>): Promise<string> =>
  customer.zone ?? (await readCompany(ctx)).zone

const answers: readonly PromiseForm[] = ['written', 'call']

/** All that an answer on a case could be promised from now; what it has already gives way. Changes nothing. */
export async function answerTable(ctx: Context, caseId: string): Promise<{ wish: OfferFor; table: Table }> {
  const it = await findCase(ctx, caseId)
  const [menu, wish] = [await menuOf(ctx, it.teamId), await wishOf(ctx, it)]
  const load = await presentLoad(ctx, it.teamId, menu.calendar, { caseId: it.id, track: 'answer' })
  return { wish, table: await tableFor(ctx, menu, load, wish) }
}

/** Lays out everything offers of some forms are made from: answers, unless told. */
export async function tableFor(
  ctx: Context,
  menu: Menu,
  workload: Workload,
  wish: Pick<OfferFor, 'teamId' | 'zone' | 'customer' | 'subject'> & { caseId?: string },
  forms: readonly PromiseForm[] = answers,
): Promise<Table> {
  const withCalls = wish.customer.phone && menu.options.some(({ form }) => form === 'call')
  const record = await quotingOf(ctx, menu, wish.subject)
  return {
    nowMs: ctx.now.getTime(),
    zone: wish.zone,
    options: menu.options,
    quotes: quotesOf(
      menu.options.filter(({ form }) => forms.includes(form)),
      record,
      wish.subject.openedAt,
    ),
    chance: record.chance,
    workload,
    calls: withCalls ? await callersOf(ctx, workload, wish.caseId) : null,
    language: wish.customer.language,
    proven: wish.customer.proven ?? false,
    agreed: await floorOf(ctx, menu, wish.subject),
  }
}

/**
 * The quote of each entry: the shortest of a kind is as short as the record allows; the others are for who has more time, and no sooner than
 * they say.
 */
function quotesOf(options: readonly OptionRow[], record: Quoting, openedAt: Date): ReadonlyMap<string, Quote> {
  const kind = ({ form, skill, inLanguage }: OptionRow) => `${form} ${skill} ${inLanguage}`
  const shortest = new Map(options.toSorted((a, b) => b.minutes - a.minutes).map((option) => [kind(option), option.id]))
  return new Map(
    options.flatMap((option) => {
      const quoted = record.quote(option)
      if (!quoted) return []
      const level = shortest.get(kind(option)) === option.id || option.form === 'call' ? null : record.level(option, openedAt)
      const isSooner = level !== null && quoted.basis === 'history' && quoted.dueAtMs < level.dueAtMs
      return [[option.id, isSooner ? { ...quoted, dueAtMs: level.dueAtMs, isNoSooner: true } : quoted] as const]
    }),
  )
}

/** Who of a team takes calls, and what they are taken for from now on; what one case has may be left out, because it gives way. */
export async function callersOf(ctx: Context, { people }: Pick<Workload, 'people'>, exceptCaseId?: string): Promise<Callers | null> {
  const callers = (people ?? []).filter(({ takesCalls }) => takesCalls)
  if (!callers.length) return null
  const taken = await takenOf(
    ctx.db,
    callers.map(({ staffId }) => staffId),
    ctx.now,
    exceptCaseId ?? null,
  )
  const booked = taken.map(({ staffId, startsAt, endsAt }) => ({ staffId, startMs: startsAt.getTime(), endMs: endsAt.getTime() }))
  return { people: callers, booked }
}

/** An offer as it rests, of a case or a visit; it can be chosen for two hours, and never after its time. */
export function rowOf(ctx: Context, draft: Draft, of: Pick<store.OfferRow, 'caseId' | 'visitId' | 'teamId' | 'proven'>): store.OfferRow {
  const { optionId, form, level, probability, class: name } = draft
  const lastMs = draft.startsAtMs ?? draft.dueAtMs
  return {
    id: newId('offer', ctx),
    ...of,
    optionId,
    form,
    level,
    probability,
    class: name,
    inputs: { ...draft.inputs, need: draft.need },
    startsAt: draft.startsAtMs === null ? null : new Date(draft.startsAtMs),
    dueAt: new Date(draft.dueAtMs),
    offeredAt: ctx.now,
    expiresAt: new Date(Math.min(ctx.now.getTime() + lifeMs, lastMs)),
    heldUntil: null,
    extensions: 0,
    takenAt: null,
  }
}

/** Writes down what is offered on a case, and tells it. */
export async function writeOffers(ctx: Context, { caseId, teamId }: OfferFor, found: readonly Draft[]): Promise<store.OfferRow[]> {
  const rows = found.map((draft) => rowOf(ctx, draft, { caseId, visitId: null, teamId, proven: true }))
  if (!rows.length) return rows
  await store.insertOffers(ctx.db, rows)
  await ctx.tell('promise.offered', { caseId, offerIds: rows.map(({ id }) => id) })
  return rows
}
