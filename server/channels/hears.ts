import { findMessage, nameMessage } from '#cases'
import type { Events } from '#contract/events.ts'
import type { KeptPromise } from '#contract/promises.ts'
import { isAnswer as isAnswerForm } from '#contract/tracks.ts'
import { calendarOf, addWorkingDays } from '#people'
import { becauseOf, freshOffers, moveRequestOf, promisesOf, quoteBeside, sentenceIn } from '#promises'
import type { Context } from '#platform/context.ts'
import { momentsFor } from '#platform/i18n/index.ts'
import type { Hears, House } from '#platform/kept.ts'
import { agreementHears } from './agreement-hears.ts'
import { addresseeOf, asSystem, writeTo, type Addressee } from './email/addressee.ts'
import { callFile } from './email/calendar-file.ts'
import { answer, silence } from './email/letters/case-letters.ts'
import { atRisk, callMissed, changed, chosen, danger, helpLate, late, moved, moveAsked } from './email/letters/promise-letters.ts'
import type { Due } from './email/letters/facts.ts'

/** What the customer is told by mail when a room below tells something: one mail an event at most, queued in the same transaction. */
export const channelsHears: Hears = {
  ...agreementHears,
  'case.message_sent': (ctx, facts, house) => sendWords(ctx, house, facts),
  'case.silent_notice': (ctx, { caseId, nth }, house) => breakSilence(ctx, house, caseId, nth === 1 ? 'first' : 'second'),
  'case.silent': (ctx, { caseId }, house) => breakSilence(ctx, house, caseId, 'rest'),
  'promise.agreed': async (ctx, { caseId, promiseId, isDefault }, house) => {
    if (!isDefault) await sendPromise(ctx, house, caseId, promiseId)
  },
  'case.emergency_raised': (ctx, { caseId }, house) => sayWhatToDo(ctx, house, caseId),
  'promise.move_asked': (ctx, { caseId, promiseId }, house) => askToMove(ctx, house, caseId, promiseId),
  'promise.at_risk': (ctx, { caseId, promiseId }, house) => warn(ctx, house, caseId, promiseId),
  'promise.late': (ctx, { caseId, promiseId }, house) => tellLate(ctx, house, caseId, promiseId),
  'promise.change_told': (ctx, facts, house) => tellChange(ctx, house, facts),
  'promise.called': async (ctx, { caseId, promiseId, outcome }, house) => {
    if (outcome !== 'reached') await tellMissed(ctx, house, caseId, promiseId)
  },
}

async function sendWords(
  ctx: Context,
  house: House,
  { caseId, messageId, answer: isAnswer }: { caseId: string; messageId: string; answer: boolean },
): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (!to) return
  const said = await findMessage(asSystem(ctx), messageId)
  const letter = answer({ ...to.facts, said: said.text, language: said.language, isAnswer })
  const mail = await writeTo(ctx, to, letter, { kind: isAnswer ? 'answer' : 'update', byPerson: true, caseMessageId: messageId })
  if (mail) await nameMessage(ctx, messageId, mail.messageId)
}

const restDays = 10

/** Nothing of this is urgent: it waits for the end of the reader's quiet hours, and is worded for the moment it goes out. */
async function breakSilence(ctx: Context, house: House, caseId: string, step: 'first' | 'second' | 'rest'): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (!to || (step === 'rest' && !to.restNotice)) return
  const notBefore = to.waitsUntil
  const { zone } = to.facts.moments
  const moments = notBefore ? momentsFor({ language: to.language, zone, now: notBefore }) : to.facts.moments
  const answeredAt = to.it.answeredAt ?? ctx.now
  const restsAt = addWorkingDays(await calendarOf(ctx, to.it.teamId), answeredAt.getTime(), restDays)
  await writeTo(ctx, to, silence({ ...to.facts, moments, step, answeredAt, restsAt: restsAt === null ? null : new Date(restsAt) }), {
    kind: step === 'rest' ? 'silent' : 'silent_notice',
    notBefore,
  })
}

/** The receipt of a choice or of a move. A move tells two things, and one mail says both. */
async function sendPromise(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  const all = to ? await promisesOf(asSystem(ctx), caseId) : []
  const promise = all.find(({ id }) => id === promiseId)
  if (!to || !promise) return
  const previous = all.find(({ id, state }) => id === promise.previousId && state === 'moved')
  const calendar = promise.form === 'call' ? calendarFor(ctx, to, promise, all) : null
  // Help is sent by a person, and no cap on what a machine writes may hold that back.
  const byPerson = promise.form === 'arrival'
  if (!previous) return void (await writeTo(ctx, to, chosen({ ...to.facts, promise }), { kind: 'chosen', calendar, byPerson }))
  const was = previous.startsAt ?? previous.dueAt
  const by = previous.movedBy ?? 'us'
  await writeTo(ctx, to, moved({ ...to.facts, promise, was, by, reason: previous.reason }), { kind: 'moved', calendar, byPerson })
}

function calendarFor(ctx: Context, to: Addressee, promise: KeptPromise, all: readonly KeptPromise[]): string | null {
  if (!promise.startsAt || !to.place.address) return null
  return callFile({
    caseId: to.it.id,
    shop: to.facts.shop,
    summary: to.facts.t('calendar.call', { shop: to.facts.shop }),
    startsAt: promise.startsAt,
    endsAt: promise.dueAt,
    page: to.facts.page,
    sequence: all.filter(({ form }) => form === 'call').length - 1,
    organiser: to.place.address,
    attendee: to.address,
    now: ctx.now,
    method: 'REQUEST',
  })
}

async function warn(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const [to, promise] = await running(ctx, house, caseId, promiseId)
  // Of help on its way nobody knows that it slips before its time has passed.
  if (!to || !promise || promise.form === 'arrival') return
  // What stands beside the answer is not exchanged for an offer of one.
  const offers = isAnswerForm(promise.form) ? await fresh(ctx, caseId) : []
  await writeTo(ctx, to, atRisk({ ...to.facts, promise, offers }), { kind: 'at_risk' })
}

async function askToMove(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const [to, promise] = await running(ctx, house, caseId, promiseId)
  const asked = await moveRequestOf(asSystem(ctx), caseId)
  if (to && promise && asked)
    await writeTo(ctx, to, moveAsked({ ...to.facts, promise, to: asked.offer, reason: asked.reason }), { kind: 'move_asked' })
}

/** What to do meanwhile, where the receipt cannot have said it: a case that opens has one of its own. */
async function sayWhatToDo(ctx: Context, house: House, caseId: string): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (to && to.it.openedAt.getTime() !== ctx.now.getTime()) await writeTo(ctx, to, danger(to.facts), { kind: 'emergency' })
}

const withoutOffersMs = 2 * 3_600_000

async function tellLate(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const [to, promise] = await running(ctx, house, caseId, promiseId)
  if (!to || !promise) return
  if (promise.form === 'arrival') return void (await writeTo(ctx, to, helpLate({ ...to.facts, promise }), { kind: 'late' }))
  const offers = isAnswerForm(promise.form) ? await fresh(ctx, caseId) : []
  const next = (await nextOf(ctx, promise, { caseId, offers })) ?? new Date(ctx.now.getTime() + withoutOffersMs)
  await writeTo(ctx, to, late({ ...to.facts, promise, next: { form: promise.form, startsAt: null, dueAt: next }, offers }), {
    kind: 'late',
  })
}

/** By when what is late comes: the soonest that could be promised of its kind now; null where nothing can. */
async function nextOf(
  ctx: Context,
  { form }: KeptPromise,
  { caseId, offers }: { caseId: string; offers: readonly Due[] },
): Promise<Date | null> {
  if (!isAnswerForm(form)) {
    if (form === 'arrival') return null
    const draft = await quoteBeside(asSystem(ctx), caseId, form)
    return draft && new Date(draft.dueAtMs)
  }
  const next = offers.find((offer) => offer.form === form) ?? offers[0]
  return next ? (next.startsAt ?? next.dueAt) : null
}

async function tellMissed(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const [to, promise] = await running(ctx, house, caseId, promiseId)
  const missed = promise?.attempts.filter(({ outcome }) => outcome !== 'reached') ?? []
  const [first, second] = missed
  if (!to || !first || !second || missed.length !== 2) return
  await writeTo(ctx, to, callMissed({ ...to.facts, first: first.at, second: second.at, offers: await fresh(ctx, caseId) }), {
    kind: 'call_missed',
  })
}

/** What changed because they asked, in their language; the company's words, never a sender's. */
async function tellChange(ctx: Context, house: House, { caseId, asked, sentences }: Events['promise.change_told']): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (!to) return
  const { t } = to.facts
  await writeTo(ctx, to, changed({ ...to.facts, because: becauseOf(t, asked), ...sentenceIn(sentences, to.language) }), { kind: 'change' })
}

async function running(
  ctx: Context,
  house: House,
  caseId: string,
  promiseId: string,
): Promise<[Addressee | null, KeptPromise | undefined]> {
  const to = await addresseeOf(ctx, house, caseId)
  const all = to ? await promisesOf(asSystem(ctx), caseId) : []
  return [to, all.find(({ id }) => id === promiseId)]
}

const fresh = (ctx: Context, caseId: string) => freshOffers(asSystem(ctx), caseId)
