import type { CaseView, OpenedCase } from '#contract/faces.ts'
import type { CaseRow, History, Message } from '#contract/cases.ts'
import {
  caseRowView,
  casesOfCustomer,
  emergencyOf,
  findListed,
  linkedCases,
  mayAssign,
  mayClaim,
  maySetAside,
  mayWork,
  messagesOf,
  numberText,
  presentOn,
  readDraft,
  type Case,
  type CaseListed,
} from '#cases'
import { deliveriesOf, type TakenIn } from '#channels'
import { customerView, findCustomer, findProject, namedPersonOf } from '#customers'
import { mattersMost, ratingOf } from '#feedback'
import { namesOf } from '#people'
import {
  agreementOn,
  expectationOf,
  moveRequestOf,
  moveRequestView,
  offersOf,
  placeInLine,
  promisesOf,
  recordOfCustomer,
  viewOffers,
  viewPromises,
} from '#promises'
import { findProduct, spendingOf } from '#value'
import { actorId, type Context } from '#platform/context.ts'
import { readCase, type Happened } from '#platform/events/journal.ts'
import type { House } from '#platform/kept.ts'

const mostOtherCases = 10

/**
 * Everything about one case that its screen and the API show, by id or number. Bounded, and the same few statements for every case. What
 * stands around it on the desk (other cases of the customer, drafts, who is there) is for people only.
 */
export async function caseView(ctx: Context, house: House, idOrNumber: string): Promise<CaseView> {
  const it = await findListed(ctx, idOrNumber)
  const customer = customerView(await findCustomer(ctx, it.customerId))
  const zone = customer.zone ?? house.shop.zone
  await ctx.tell.written()
  const linked = await linkedCases(ctx, it.id)
  const happened = (await readCase(ctx.db, it.id)).filter((one) => !namesHidden(one, linked))
  const asked = it.danger === null ? null : await moveRequestOf(ctx, it.id)
  return {
    ...caseRowView(it),
    emergency: it.emergency && (await emergencyOf(ctx, it.id)),
    customer,
    wentWrong: it.wentWrong,
    expects: it.expects,
    wouldPutRight: it.wouldPutRight,
    expectation: await expectationOf(ctx, it.id),
    messages: await messagesWithDelivery(ctx, it.id),
    promises: await promisesOf(ctx, it.id, zone),
    offers: await offersOf(ctx, it.id, zone),
    placeInLine: it.state === 'open' ? await placeInLine(ctx, it.id) : null,
    moveRequest: asked && (await moveRequestView(ctx, asked, zone)),
    agreement: await agreementOn(ctx, it),
    history: await historyView(ctx, happened),
    mattersMost: it.productId ? await mattersMost(ctx, it.productId) : null,
    rating: it.state === 'open' ? null : await ratingOf(ctx, it.id),
    linked: linked.map(({ id, number, subject, why }) => ({ id, number: numberText(number), subject, why })),
    ...(ctx.actor.kind === 'staff' ? await around(ctx, it) : nothingAround),
    may: permissions(ctx, it),
  }
}

/** Whether an entry names another case that the reader may not know of. */
const namesHidden = ({ name, facts }: Happened, linked: readonly { id: string }[]): boolean =>
  name === 'case.linked' && 'otherId' in facts && !linked.some(({ id }) => id === facts.otherId)

const nothingAround = { customersCases: [], record: null, spending: [], namedPerson: null, draft: null, present: [] }

async function around(ctx: Context, it: CaseListed): Promise<Pick<CaseView, keyof typeof nothingAround>> {
  const others = await casesOfCustomer(ctx, it.customerId, mostOtherCases + 1)
  return {
    customersCases: others
      .filter(({ id }) => id !== it.id)
      .map(({ id, number, subject, state }) => ({ id, number: numberText(number), subject, state })),
    record: await recordOfCustomer(ctx, it.customerId),
    spending: await spendingOf(ctx, it.customerId),
    namedPerson: await namedPersonOf(ctx, it),
    draft: await draftView(ctx, it.id),
    present: await presentOn(ctx, it.id),
  }
}

/** What opening a case answers: its row with offers and promises, from what was just written. */
export async function openedView(
  ctx: Context,
  house: House,
  { it, place, customer, owner, offers, promise }: TakenIn,
): Promise<OpenedCase> {
  const zone = customer.zone ?? house.shop.zone
  const standing = it.emergency && (await emergencyOf(ctx, it.id))
  const mark = { emergencyTriggers: standing ? standing.triggers : [], emergencyConfirmed: false, emergencyRaisedAt: ctx.now }
  const names = { customerName: customer.name, customerEmail: customer.email, teamName: place.teamName, ownerName: owner?.name ?? null }
  const row = { ...it, ...mark, ...names, organisationName: customer.organisationName, ...(await namesOfAbout(ctx, it)), sortText: '' }
  return {
    ...caseRowView(row),
    offers: await viewOffers(ctx, offers, zone),
    promises: await viewPromises(ctx, promise ? [promise] : [], zone),
  }
}

const namesOfAbout = async (ctx: Context, { projectId, productId }: Case) => ({
  projectName: projectId ? (await findProject(ctx, projectId)).name : null,
  productName: productId ? (await findProduct(ctx, productId)).name : null,
})

/** The row of a case as it is now: what the API answers after a change. */
export const caseRow = async (ctx: Context, caseId: string): Promise<CaseRow> => caseRowView(await findListed(ctx, caseId))

async function messagesWithDelivery(ctx: Context, caseId: string): Promise<Message[]> {
  const messages = await messagesOf(ctx, caseId)
  if (!messages.some(({ direction }) => direction === 'out')) return messages
  const deliveries = await deliveriesOf(ctx, caseId)
  return messages.map((message) => ({ ...message, delivery: deliveries.get(message.id) ?? null }))
}

async function historyView(ctx: Context, happened: readonly Happened[]): Promise<History[]> {
  const names = await namesOf(
    ctx,
    happened.flatMap(({ actorKind, actorId }) => (actorId && (actorKind === 'staff' || actorKind === 'key') ? [actorId] : [])),
  )
  return happened.map(({ id, at, name, actorKind, actorId, facts }) => ({
    id,
    at,
    name,
    by: { kind: actorKind, name: names.get(actorId ?? '') ?? null },
    facts: { ...facts },
  }))
}

async function draftView(ctx: Context, caseId: string) {
  const draft = await readDraft(ctx, caseId)
  return draft && { text: draft.text, as: draft.form, savedAt: draft.savedAt }
}

/** Which buttons exist; the verbs decide again. */
function permissions(ctx: Context, it: CaseListed & Case): Record<string, boolean> {
  const works = mayWork(ctx.actor) === null
  const open = it.state === 'open' || it.state === 'answered'
  const me = actorId(ctx.actor)
  const assigns = mayAssign(ctx.actor, it) === null
  return {
    claim: mayClaim(ctx.actor) === null && it.ownerId === null && open,
    unclaim: it.ownerId !== null && (it.ownerId === me || assigns),
    answer: works && open,
    note: works,
    assign: assigns,
    setAside: maySetAside(ctx.actor) === null && open,
    takeBack: maySetAside(ctx.actor) === null && it.state === 'set_aside',
    movePromise: works && it.danger !== null,
    pausePromise: works && (it.danger === 'agreed' || it.danger === 'at_risk' || it.danger === 'waiting'),
    releasePromise: works && it.danger !== null,
    recordCall: works && it.danger !== null,
    promiseExtra: works && open,
    raiseEmergency: works && open && it.emergency === null,
    judgeEmergency: mayClaim(ctx.actor) === null && it.emergency !== null,
    sendHelp: works && open && it.emergency !== null,
    overbook: works && open && 'role' in ctx.actor && ctx.actor.role !== 'agent',
  }
}
