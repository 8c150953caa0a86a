import type { AgreementTerms } from '#contract/agreements.ts'
import { findCustomer, findOrganisation, projectOf } from '#customers'
import { findStaff, hoursText, readCompany } from '#people'
import { activeProduct } from '#value'
import { actorId, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import * as store from './agreement-store.ts'
import { mayProposeTerms, maySign, sideOf, type Speaker } from './rules/may-agree.ts'
import { settled, unsigned, withEnd, withSignature, type VersionRow } from './rules/version.ts'

export interface NewAgreement {
  organisationId: string | null
  customerId: string | null
  projectId: string | null
  productId: string | null
  terms: AgreementTerms
  note: string
}

/**
 * Proposes a standing level to an organisation or a person; returns the agreement's id. Whoever proposes and may sign has signed by that. Refuses
 * `promises.agreement_exists` where there is one on the same already: other terms are its next version.
 */
export async function proposeAgreement(ctx: Context, wish: NewAgreement): Promise<string> {
  const speaker = await speakerOf(ctx, null)
  allow(speaker.kind === 'customer' ? 'forbidden' : mayProposeTerms(speaker))
  await ensureParty(ctx, wish)
  const id = newId('agreement', ctx)
  const { organisationId, customerId, projectId, productId } = wish
  if (!(await store.insertAgreement(ctx.db, { id, organisationId, customerId, projectId, productId }, ctx.now))) {
    const there = await store.agreementOf(ctx.db, wish)
    refuse('promises.agreement_exists', { id: there?.id })
  }
  await addVersion(ctx, { agreementId: id, version: 1, terms: wish.terms, note: wish.note }, speaker)
  return id
}

/** Proposes other terms in answer to the newest version. What waited for a word gives way to it; what is in force stays so until both have signed. */
export async function counterAgreement(
  ctx: Context,
  id: string,
  { answers, terms, note }: { answers: number; terms: AgreementTerms; note: string },
): Promise<void> {
  const { speaker, newest } = await lock(ctx, id)
  allow(mayProposeTerms(speaker))
  if (newest.version !== answers) refuse('promises.agreement_changed', { version: newest.version })
  if (!newest.settledAt) await store.saveVersion(ctx.db, { ...newest, settledAt: ctx.now })
  await addVersion(ctx, { agreementId: id, version: newest.version + 1, terms, note }, speaker)
}

/** Signs the version that waits; a side that has signed it changes and tells nothing by signing again. With both signatures it holds from its first day, and what held until then ends where it begins. */
export async function signAgreement(ctx: Context, id: string, version: number): Promise<void> {
  const { speaker, all, newest } = await lock(ctx, id)
  allow(maySign(speaker))
  const side = sideOf(speaker)
  const signed = withSignature(ensureOpen(newest, version), side, actorId(ctx.actor) ?? '', ctx.now)
  if (signed === newest) return
  const changed = settled(all, signed, await termOf(ctx, signed.terms), ctx.now)
  for (const row of changed ?? [signed]) await store.saveVersion(ctx.db, row)
  await ctx.tell('promise.agreement_signed', { agreementId: id, version, by: side, agreed: changed !== null })
}

/** Says no to the version that waits, with a reason the other side reads, or takes one's own proposal back. */
export async function declineAgreement(ctx: Context, id: string, { version, reason }: { version: number; reason: string }): Promise<void> {
  const { speaker, newest } = await lock(ctx, id)
  allow(mayProposeTerms(speaker))
  const by = sideOf(speaker)
  const said = { declinedBy: by, declinedById: actorId(ctx.actor), declinedAt: ctx.now, reason: reason || null, settledAt: ctx.now }
  await store.saveVersion(ctx.db, { ...ensureOpen(newest, version), ...said })
  await ctx.tell('promise.agreement_declined', { agreementId: id, version, by, reason: reason || null })
}

/** Ends what is in force or signed, after the agreed days of notice. Refuses `promises.agreement_not_in_force` where it does not hold. */
export async function endAgreement(ctx: Context, id: string, { version, reason }: { version: number; reason: string }): Promise<void> {
  const { speaker, all } = await lock(ctx, id)
  allow(maySign(speaker))
  const it = all.find((one) => one.version === version && one.beginsAt && (!one.endsAt || one.endsAt > ctx.now))
  if (!it || it.endedAt) refuse('promises.agreement_not_in_force')
  const side = sideOf(speaker)
  const ended = withEnd(it, { side, id: actorId(ctx.actor) ?? '', reason }, await noticeEnd(ctx, it.terms.noticeDays), ctx.now)
  await store.saveVersion(ctx.db, ended)
  await ctx.tell('promise.agreement_ended', { agreementId: id, version, by: side, reason, endsAt: (ended.endsAt ?? ctx.now).toISOString() })
}

async function addVersion(
  ctx: Context,
  said: Pick<VersionRow, 'agreementId' | 'version' | 'terms' | 'note'>,
  speaker: Speaker,
): Promise<void> {
  const hours = await ensureTerms(ctx, said.terms)
  const [by, id] = [sideOf(speaker), actorId(ctx.actor)]
  const proposed = { ...unsigned, ...said, id: newId('version', ctx), proposedBy: by, proposedById: id, proposedAt: ctx.now }
  await store.insertVersion(ctx.db, id && maySign(speaker) === null ? withSignature(proposed, by, id, ctx.now) : proposed, hours)
  await ctx.tell('promise.agreement_proposed', { agreementId: said.agreementId, version: said.version, by })
}

/** The agreement held, who speaks, and what was said of it so far. */
async function lock(ctx: Context, id: string): Promise<{ speaker: Speaker; all: VersionRow[]; newest: VersionRow }> {
  const it = found(await store.lockAgreement(ctx.db, ctx.actor, id))
  const all = await store.historyOf(ctx.db, id)
  return { speaker: await speakerOf(ctx, it), all, newest: found(all[0]) }
}

/** Whoever asks, with what they may do for the party of an agreement. */
const speakerOf = async (ctx: Context, it: AgreementParty | null): Promise<Speaker> => (await speakers(ctx))(it)

type AgreementParty = Pick<store.AgreementRow, 'customerId' | 'organisationId'>

/** The same for any number of agreements: whoever asks is looked up once. */
export async function speakers(ctx: Context): Promise<(it: AgreementParty | null) => Speaker> {
  const { actor } = ctx
  if (actor.kind !== 'customer') return () => actor
  const { signs, provenAt, organisationId } = await findCustomer(ctx, actor.id)
  return (it) => {
    const own = it !== null && (it.customerId === actor.id || (signs && it.organisationId !== null && it.organisationId === organisationId))
    return { kind: 'customer', signs: own, proven: provenAt !== null }
  }
}

function ensureOpen(newest: VersionRow, version: number): VersionRow {
  return newest.version === version && !newest.settledAt ? newest : refuse('promises.agreement_changed', { version: newest.version })
}

async function ensureParty(ctx: Context, { organisationId, customerId, projectId, productId }: NewAgreement): Promise<void> {
  if (organisationId) await findOrganisation(ctx, organisationId)
  else found(await store.knowsCustomer(ctx.db, ctx.actor, customerId ?? ''))
  if (projectId) await projectOf(ctx, projectId, organisationId)
  if (productId) await activeProduct(ctx, productId)
}

/** The hours as they are now; refuses a person, or hours, that nobody knows. */
async function ensureTerms(ctx: Context, { calendarId, namedPersonId }: AgreementTerms): Promise<{ name: string; text: string } | null> {
  if (namedPersonId && !(await findStaff(ctx, namedPersonId))) refuse('customers.unknown_person')
  return calendarId ? ((await hoursText(ctx, calendarId)) ?? refuse('people.unknown_calendar')) : null
}

/** The instants of its first day's beginning and its last day's end, on the company's clock. */
async function termOf(ctx: Context, { from, until }: AgreementTerms): Promise<{ firstAt: Date; endAt: Date | null }> {
  const { zone } = await readCompany(ctx)
  return { firstAt: startOfDay(from, zone), endAt: until === null ? null : startOfDay(until, zone, 1) }
}

async function noticeEnd(ctx: Context, days: number): Promise<Date> {
  const { zone } = await readCompany(ctx)
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()
  return startOfDay(today, zone, days + 1)
}

const startOfDay = (date: string, zone: string, plusDays = 0): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days: plusDays }).toZonedDateTime(zone).epochMilliseconds)
