import { findMessage, nameMessage } from '#cases'
import type { KeptPromise } from '#contract/promises.ts'
import { isAnswer as isAnswerForm } from '#contract/tracks.ts'
import { calendarOf, addWorkingDays } from '#people'
import { freshOffers, moveRequestOf, promisesOf, quoteBeside } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Hears, House } from '#platform/kept.ts'
import { agreementHears } from './agreement-hears.ts'
import { addresseeOf, asSystem, writeTo, type Addressee } from './email/addressee.ts'
import { callFile } from './email/calendar-file.ts'
import { answer, silence } from './email/letters/case-letters.ts'
import { atRisk, callMissed, chosen, late, moved, moveAsked } from './email/letters/promise-letters.ts'
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
  'promise.move_asked': (ctx, { caseId, promiseId }, house) => askToMove(ctx, house, caseId, promiseId),
  'promise.at_risk': (ctx, { caseId, promiseId }, house) => warn(ctx, house, caseId, promiseId),
  'promise.late': (ctx, { caseId, promiseId }, house) => tellLate(ctx, house, caseId, promiseId),
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

async function breakSilence(ctx: Context, house: House, caseId: string, step: 'first' | 'second' | 'rest'): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (!to) return
  const answeredAt = to.it.answeredAt ?? ctx.now
  const restsAt = addWorkingDays(await calendarOf(ctx, to.it.teamId), answeredAt.getTime(), restDays)
  await writeTo(ctx, to, silence({ ...to.facts, step, answeredAt, restsAt: restsAt === null ? null : new Date(restsAt) }), {
    kind: step === 'rest' ? 'silent' : 'silent_notice',
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
  if (!previous) return void (await writeTo(ctx, to, chosen({ ...to.facts, promise }), { kind: 'chosen', calendar }))
  const was = previous.startsAt ?? previous.dueAt
  const by = previous.movedBy ?? 'us'
  await writeTo(ctx, to, moved({ ...to.facts, promise, was, by, reason: previous.reason }), { kind: 'moved', calendar })
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
  if (!to || !promise) return
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

const withoutOffersMs = 2 * 3_600_000

async function tellLate(ctx: Context, house: House, caseId: string, promiseId: string): Promise<void> {
  const [to, promise] = await running(ctx, house, caseId, promiseId)
  if (!to || !promise) return
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
