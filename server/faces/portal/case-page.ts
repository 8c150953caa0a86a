import type { CaseHead, CasePage, Done, Form, OfferChoice, OfferProblem, PromiseView, ThreadMessage } from '#contract/portal.ts'
import type { Message } from '#contract/cases.ts'
import type { KeptPromise } from '#contract/promises.ts'
import { findListed, messagesOf, numberText, ownerView, type Case } from '#cases'
import { deliveriesOf } from '#channels'
import { customerNames, type CustomerRow } from '#customers'
import { namesOf } from '#people'
import { offersOf, placeInLine, promisesOf } from '#promises'
import { ratingOf } from '#feedback'
import type { Context } from '#platform/context.ts'
import { cursorText, presentCursor, readCase, type Happened } from '#platform/events/journal.ts'
import type { Kept } from '#platform/kept.ts'
import type { Opened } from './case-door.ts'
import { comesBack } from './address.ts'
import { besidePage, extrasPage, movePage } from './case-beside.ts'
import { ownViewParts, type OwnViewField } from './expectation-page.ts'
import { fileRules } from './fields.ts'
import { masked } from './masking.ts'
import { offerChoice, type OfferGiven } from './offer-choice.ts'
import { formFor } from './page.ts'
import { answerOf, helpOf, promiseOf, runs } from './promise-page.ts'
import { mayProposeCall, proposedOn } from './proposed.ts'
import { trackerOf } from './tracker.ts'

/** What a form of the case page had when it came back. */
export interface CaseGiven {
  done?: Done | null
  message?: Partial<Pick<Form<'text' | 'files'>, 'values' | 'errors'>>
  choice?: OfferGiven
  address?: Partial<Pick<Form<'email'>, 'values' | 'errors'>>
  problem?: OfferProblem
  /** Whether the list of offers was made anew just now. */
  fresh?: boolean
  extras?: OfferProblem
  ownView?: Partial<Pick<Form<OwnViewField>, 'values' | 'errors'>>
}

/** P6: everything of one case that its customer may know, and what they can do now. */
export async function casePage(kept: Kept, ctx: Context, opened: Opened, given: CaseGiven = {}): Promise<CasePage> {
  const { base, zone } = opened
  // Before anything is read: what happens while the page is made and until its stream is open is heard on the stream.
  const [cursor, it] = [await presentCursor(ctx.db), await findListed(ctx, opened.it.id)]
  const [promises, history, owner] = [await promisesOf(ctx, it.id, zone), await readCase(ctx.db, it.id), ownerView(it)]
  const offers = await offersOf(ctx, it.id, zone)
  const answer = answerOf(promises)
  const nextOffer = offers.find(({ form }) => form === answer?.form) ?? offers[0]
  const promise = promiseOf(promises, nextOffer ? { owner: owner.name, nextBy: nextOffer.startsAt ?? nextOffer.dueAt } : null)
  const works = it.state === 'open' || it.state === 'answered'
  const running = works && runs(answer) ? promise : null
  const isChoosing = it.state === 'open' && (!running || (running.isDefault && running.state !== 'late'))
  const { proposed, nearest } = await proposedOn(ctx, it, { kept, base, promises, history, offers, zone })
  const phone = isChoosing ? opened.customer.phone : null
  return {
    page: 'case',
    case: headOf(it, base),
    askedBy: null,
    done: given.done ?? null,
    ...dangerPage(kept, it, base, helpOf(promises, ctx.now)),
    promise,
    beside: await besidePage(ctx, it, promises, owner.name),
    ...(await ownViewParts(kept, ctx, { it, base }, given.ownView)),
    extras: await extrasPage(kept, ctx, { it, base, promises, problem: given.extras ?? null }),
    proposed,
    choice: isChoosing
      ? choiceOf(kept, { base, zone, ...listed(offers, nearest), mayProposeCall: await mayProposeCall(ctx, it.id, phone) }, given)
      : null,
    move: await movePage(kept, ctx, { it, base, promises }),
    agree: running?.state === 'late' && nextOffer ? formFor(kept, `${base}/agreement`, { hidden: { offer: nextOffer.id } }) : null,
    answer: it.state === 'answered' ? answerForms(kept, base) : null,
    ...writing(kept, base, { ends: !works && it.state !== 'set_aside', given: given.message }),
    tracker: trackerOf(history, {
      promises,
      names: await namesIn(ctx, it, history),
      askerId: it.customerId,
      readerId: opened.customer.id,
      language: ctx.t.language,
    }),
    line: it.state === 'open' ? await placeInLine(ctx, it.id) : null,
    next: works ? nextOf(promises, owner.kind === 'person' ? owner.name : null) : null,
    messages: await threadOf(ctx, it, opened, answersIn(history)),
    address: masked(opened.customer.email),
    correctAddress: comesBack(history) && !opened.customer.provenAt ? formFor<'email'>(kept, `${base}/address`, given.address) : null,
    links: await linksOf(ctx, it, base, running),
    liveHref: works ? `${base}/live?after=${cursorText(cursor)}` : null,
  }
}

/** Where they write: to go on, or to open again what has ended. */
function writing(
  kept: Kept,
  base: string,
  { ends, given }: { ends: boolean; given: CaseGiven['message'] },
): Pick<CasePage, 'reopen' | 'message'> {
  const form = formFor<'text' | 'files'>(kept, `${base}/messages`, given)
  return ends ? { reopen: form, message: null } : { reopen: null, message: { form, files: fileRules } }
}

/** What the case was raised for, and help that is on its way with the customer's word that it is there. */
function dangerPage(
  kept: Kept,
  { state, emergency }: Pick<Case, 'state' | 'emergency'>,
  base: string,
  help: PromiseView | null,
): Pick<CasePage, 'emergency' | 'help' | 'arrived'> {
  const works = state === 'open' || state === 'answered'
  return { emergency: works ? emergency : null, help, arrived: help && help.endedAt === null ? formFor(kept, `${base}/help`) : null }
}

/** What is listed to choose from: only what comes nearest where they proposed a time, so that its name is true. */
export const listed = <Offer>(offers: Offer[], nearest: Offer[]): { offers: Offer[]; nearest: boolean } =>
  nearest.length ? { offers: nearest, nearest: true } : { offers, nearest: false }

/** The head of a case; `base` is its page. */
export function headOf(it: Pick<Case, 'number' | 'subject' | 'language' | 'kind' | 'state'>, base: string): CaseHead {
  return { number: numberText(it.number), title: it.subject, titleLanguage: it.language, kind: it.kind, state: it.state, href: base }
}

/** The offers of a case as a form; `lapsed` where the last list is too old, because a look makes no new one. */
export function choiceOf(
  kept: Kept,
  {
    base,
    zone,
    offers,
    action = `${base}/offers`,
    nearest,
    mayProposeCall: callToo,
  }: {
    base: string
    zone: string
    offers: Awaited<ReturnType<typeof offersOf>>
    action?: string
    nearest: boolean
    mayProposeCall: boolean
  },
  given: CaseGiven,
): OfferChoice {
  const problem: OfferProblem = offers.length ? (given.problem ?? null) : given.fresh ? 'none' : 'lapsed'
  return offerChoice(kept, {
    offers,
    action,
    zoneAction: action.endsWith('/change') ? `${base}/zone?back=change` : `${base}/zone`,
    zone,
    given: given.choice ?? {},
    problem,
    nearest,
    mayProposeCall: callToo,
  })
}

function answerForms(kept: Kept, base: string): NonNullable<CasePage['answer']> {
  return {
    accept: formFor(kept, `${base}/acceptance`),
    reject: formFor<'text'>(kept, `${base}/rejection`),
    keepOpen: formFor(kept, `${base}/keeping`),
  }
}

async function linksOf(ctx: Context, it: Case, base: string, running: PromiseView | null): Promise<CasePage['links']> {
  const works = it.state === 'open' || it.state === 'answered'
  const rated = await ratingOf(ctx, it.id)
  return {
    change: running && (!running.isDefault || running.state === 'late') ? `${base}/change` : null,
    escalate: works ? `${base}/escalation` : null,
    close: works ? `${base}/end` : null,
    rate: !rated && it.state !== 'open' && it.state !== 'set_aside' ? `${base}/rating` : null,
    calendar: running?.way === 'call' ? `${base}/promise.ics` : null,
  }
}

/** The people of a history by id: of ours whoever did something, of the customer's side whoever did. */
async function namesIn(ctx: Context, { customerId }: Case, history: readonly Happened[]): Promise<ReadonlyMap<string, string>> {
  const ours = history.flatMap(({ actorId, facts }) => [
    actorId,
    'staffId' in facts ? facts.staffId : null,
    'byId' in facts ? facts.byId : null,
  ])
  const theirs = history.flatMap(({ actorKind, actorId }) => (actorKind === 'customer' ? actorId : null) ?? [])
  const staff = await namesOf(
    ctx,
    ours.flatMap((id) => id ?? []),
  )
  return new Map([...staff, ...(await customerNames(ctx, [customerId, ...theirs]))])
}

/** The conversation without what is for the desk only: notes, what can still be called back, and what a stranger wrote. */
async function threadOf(ctx: Context, it: Case, { base, customer }: Opened, answers: ReadonlySet<string>): Promise<ThreadMessage[]> {
  const [all, deliveries] = [await visibleMessages(ctx, it.id), await deliveriesOf(ctx, it.id)]
  return all.map((message) => {
    const state = deliveries.get(message.id)?.state
    return {
      id: message.id,
      from: message.direction === 'in' ? 'customer' : 'us',
      name: nameOf(message, customer),
      at: message.createdAt,
      text: message.direction === 'in' ? message.shownText : message.text,
      language: message.language,
      isAnswer: answers.has(message.id),
      delivery: state === 'failed' ? 'failed' : state === 'queued' ? 'waiting' : 'sent',
      attachments: message.attachments.map(({ id, name, size }) => ({ name, bytes: size, href: `${base}/files/${id}` })),
    }
  })
}

/** Whose words they are: a colleague of the reader is named, the reader is not. */
function nameOf({ direction, from, customerId }: Message, reader: CustomerRow): string | null {
  if (direction === 'in' && customerId === reader.id) return null
  return from.name || (direction === 'in' ? from.address : null) || null
}

const answersIn = (history: readonly Happened[]): ReadonlySet<string> =>
  new Set(history.filter((event): event is Happened<'case.answered'> => event.name === 'case.answered').map(({ facts }) => facts.messageId))

/** The messages of a case that its customer may read. */
export async function visibleMessages(ctx: Context, caseId: string): Promise<Message[]> {
  return (await messagesOf(ctx, caseId)).filter(
    ({ direction, sendsAt, marks }) => direction !== 'note' && sendsAt === null && !marks.includes('stranger'),
  )
}

/** What comes next by the clock: of all that runs, the first that is due. A lead's answer is theirs, whoever has the case. */
function nextOf(promises: readonly KeptPromise[], name: string | null): CasePage['next'] {
  const coming = promises.filter(({ state }) => state === 'agreed' || state === 'at_risk')
  const [first] = coming.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  if (!first) return null
  const { form: way, startsAt, dueAt } = first
  return { name: way === 'escalation' ? null : name, way, startsAt, dueAt }
}
