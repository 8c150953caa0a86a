import type { ChoosePage, ContactPage, Form, OfferProblem, ReceiptPage, StartPage } from '#contract/portal.ts'
import { emergencyIn, findCase, numberText } from '#cases'
import { chosenInstant, type Choice, type Said, type Visit } from '#channels'
import { findCustomer } from '#customers'
import { namesOf } from '#people'
import { offersCalls, offersOfVisit, promisesOf, understand } from '#promises'
import type { Context } from '#platform/context.ts'
import { readCase } from '#platform/events/journal.ts'
import type { Kept } from '#platform/kept.ts'
import { comesBack } from './address.ts'
import { expectationOfVisit } from './expectation-page.ts'
import { fileRules } from './fields.ts'
import { masked } from './masking.ts'
import { holdOf, offerChoice, offersFor, type OfferGiven } from './offer-choice.ts'
import { formFor } from './page.ts'
import { answerOf, helpOf, promiseOf } from './promise-page.ts'
import { obstaclesTo, proposedWords, understoodWords } from './proposed.ts'

export type StartField = keyof StartPage['form']['values']
export type ContactField = 'name' | 'email' | 'phone' | 'reminder'
export type Given<Field extends string> = Partial<Pick<Form<Field>, 'values' | 'errors' | 'summary'>>

/** P1, empty or with what was said. */
export function startPage(kept: Kept, action: string, about: StartPage['about'], given: Given<StartField> = {}): StartPage {
  return { page: 'start', form: formFor<StartField>(kept, action, given), about, files: fileRules, notice: null }
}

/** What a visitor said as the values of P1. */
export function startValues(said: Said): Form<StartField>['values'] {
  const { need, kind, wentWrong, expected, expectedBy, expectedWay, putRight, productId, projectId } = said
  return { need, kind, wentWrong, expected, expectedBy, expectedWay, putRight, productId, projectId }
}

/** P3: what can be promised now. Shows what is held and changes nothing; what has lapsed is offered anew by a POST. */
export async function choosePage(
  kept: Kept,
  ctx: Context,
  token: string,
  visit: Visit,
  given: OfferGiven = {},
  problem: OfferProblem = null,
): Promise<ChoosePage> {
  const rows = await offersOfVisit(ctx, visit.id)
  const isNew = visit.createdAt.getTime() + offersLiveMs > ctx.now.getTime()
  const nothing: OfferProblem = isNew || problem ? 'none' : 'lapsed'
  const choice = offerChoice(kept, {
    offers: await offersFor(ctx, rows, visit.zone),
    action: `/v/${token}/choose`,
    zoneAction: `/v/${token}/zone`,
    zone: visit.zone,
    given: { values: choiceValues(visit.said.choice), ...given },
    mayProposeCall: await offersCalls(ctx, visit.teamId),
    problem: rows.length ? (problem === 'none' ? null : problem) : nothing,
    hold: holdOf(rows, ctx.now, `/v/${token}/hold`),
  })
  const text = visit.said.need.length > 160 ? `${[...visit.said.need].slice(0, 159).join('')}…` : visit.said.need
  const changeHref = `/v/${token}`
  const expectation = expectationOfVisit(visit, rows, changeHref)
  const emergency = emergencyOfVisit(visit)
  return { page: 'choose', need: { text, language: null, changeHref }, emergency, expectation, choice, backHref: changeHref }
}

const emergencyOfVisit = ({ said: { need, wentWrong, expected, putRight, expectedBy = '', choice } }: Visit) =>
  emergencyIn([need, wentWrong, expected, putRight, expectedBy, (choice && 'words' in choice && choice.words) || ''])

const offersLiveMs = 30 * 60_000

/** P4, or null when nothing that can still be promised is chosen. */
export async function contactPage(
  kept: Kept,
  ctx: Context,
  token: string,
  visit: Visit,
  given: Given<ContactField> = {},
): Promise<ContactPage | null> {
  const chosen = await chosenOf(ctx, visit)
  if (!chosen) return null
  const { name, email, phone } = visit.said
  const isCall = 'proposed' in chosen ? isCallChoice(visit.said.choice) : chosen.way === 'call'
  const asksPhone = isCall ? 'required' : 'proposed' in chosen ? 'optional' : 'no'
  return {
    page: 'contact',
    chosen,
    asks: { email: 'required', phone: asksPhone, reminder: false },
    form: formFor<ContactField>(kept, `/v/${token}/contact`, { ...given, values: given.values ?? { name, email, phone } }),
    backHref: `/v/${token}/choose`,
  }
}

/** P5: the promise and what the visitor typed themselves. Nothing that came in later is shown here, because nobody has proven the address. */
export async function receiptPage(
  kept: Kept,
  ctx: Context,
  token: string,
  visit: Visit & { caseId: string },
  given: Given<'email'> = {},
): Promise<ReceiptPage> {
  const it = await findCase(ctx, visit.caseId)
  const promises = await promisesOf(ctx, it.id, visit.zone)
  const [promise, help] = [promiseOf(promises), helpOf(promises, ctx.now)]
  const { choice, need, kind } = visit.said
  const waits = choice !== null && !('offerId' in choice) && answerOf(promises)?.isDefault === true
  const toCase = `/my?visit=${token}`
  const { email, provenAt } = await findCustomer(ctx, it.customerId)
  const back = !provenAt && comesBack(await readCase(ctx.db, it.id))
  return {
    page: 'receipt',
    case: { number: numberText(it.number), title: need, titleLanguage: null, kind, state: it.state, href: toCase },
    emergency: emergencyOfVisit(visit) && it.emergency,
    help: help && { ...help, who: null, movedFrom: help.movedFrom && { ...help.movedFrom, reason: null } },
    promise: promise && {
      ...promise,
      stopped: promise.stopped && { ...promise.stopped, waitsFor: null },
      movedFrom: promise.movedFrom && { ...promise.movedFrom, reason: null },
    },
    proposed: waits ? await proposedOf(ctx, visit, choice) : null,
    address: masked(email === null || provenAt ? visit.said.email : email),
    calendarHref: promise?.way === 'call' ? `/v/${token}/promise.ics` : null,
    changeHref: toCase,
    correctAddress: back ? formFor<'email'>(kept, `/v/${token}/address`, given) : null,
  }
}

/** A time of their own that is looked at, and why it was not promised at once. */
async function proposedOf(ctx: Context, visit: Visit & { caseId: string }, choice: Choice): Promise<ReceiptPage['proposed']> {
  if ('offerId' in choice) return null
  const at = chosenInstant(choice, visit.zone)
  const obstacles = at && at > ctx.now ? await obstaclesTo(ctx, { caseId: visit.caseId, form: choice.way ?? 'written', at }) : []
  return { ...(await wordsOf(ctx, choice, visit)), obstacles, askLead: null }
}

/** What they typed, and how it was understood. */
async function wordsOf(ctx: Context, choice: Exclude<Choice, { offerId: string }>, visit: Visit) {
  const { zone, teamId } = visit
  const at = chosenInstant(choice, zone)
  if (!choice.words) return { words: proposedWords(ctx, at, null, zone), understood: null }
  const asked = { form: choice.way ?? undefined, at: at ?? undefined, words: choice.words, language: ctx.t.language, zone, teamId }
  const { form, personId, place, needsVisit } = await understand(ctx, asked)
  // What nothing was read from goes to a lead as it is.
  if (!at && !place) return { words: choice.words, understood: null }
  const name = personId && ((await namesOf(ctx, [personId])).get(personId) ?? null)
  return { words: choice.words, understood: understoodWords(ctx, { form: needsVisit ? 'visit' : form, at, name, place }, zone) }
}

const isCallChoice = (choice: Choice | null): boolean => choice !== null && !('offerId' in choice) && choice.way === 'call'

async function chosenOf(ctx: Context, visit: Visit): Promise<ContactPage['chosen'] | null> {
  const { choice } = visit.said
  if (!choice) return null
  if (!('offerId' in choice)) {
    const { words, understood } = await wordsOf(ctx, choice, visit)
    return { proposed: words, understood }
  }
  const row = (await offersOfVisit(ctx, visit.id)).find(({ id }) => id === choice.offerId)
  return row ? { way: row.form, startsAt: row.startsAt, dueAt: row.dueAt } : null
}

function choiceValues(choice: Choice | null): OfferGiven['values'] & object {
  if (!choice) return {}
  if ('offerId' in choice) return { offer: choice.offerId }
  const { date, time, words, way, inWords } = choice
  const typed = { offer: 'propose', proposalWords: words }
  // What was read from words goes back as words alone: another sentence must not meet the time of the first.
  return inWords ? typed : { ...typed, proposalWay: way ?? undefined, proposalDate: date, proposalTime: time }
}
