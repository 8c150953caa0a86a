import type { CaseView } from '#contract/faces.ts'
import type { CaseRow, History, Message } from '#contract/cases.ts'
import {
  caseRowView, casesOfCustomer, findListed, linkedCases, mayAssign, mayClaim, maySetAside, mayWork, messagesOf, numberText, presentOn, readDraft,
  type CaseListed,
} from '#cases'
import { deliveriesOf } from '#channels'
import { customerView, findCustomer } from '#customers'
import { ratingOf } from '#feedback'
import { namesOf } from '#people'
import { offersOf, promisesOf, recordOfCustomer } from '#promises'
import type { Context } from '#platform/context.ts'
import { readCase, type Happened } from '#platform/events/journal.ts'

const mostHistory = 500
const mostOtherCases = 10

/** Everything about one case that its screen and the API show, by id or number. Bounded, and the same few statements for every case. */
export async function caseView(ctx: Context, idOrNumber: string): Promise<CaseView> {
  const it = await findListed(ctx, idOrNumber)
  const [messages, promises, offers] = [await messagesWithDelivery(ctx, it.id), await promisesOf(ctx, it.id), await offersOf(ctx, it.id)]
  await ctx.tell.written()
  const linked = await linkedCases(ctx, it.id)
  const happened = (await readCase(ctx.db, it.id, mostHistory)).filter((one) => !namesHidden(one, linked))
  const customer = customerView(await findCustomer(ctx, it.customerId))
  const others = await casesOfCustomer(ctx, it.customerId, mostOtherCases + 1)
  return {
    ...caseRowView(it), customer, wentWrong: it.wentWrong, expects: it.expects, wouldPutRight: it.wouldPutRight,
    messages, promises, offers, history: await historyView(ctx, happened),
    rating: await ratingOf(ctx, it.id),
    linked: linked.map(({ id, number, subject, why }) => ({ id, number: numberText(number), subject, why })),
    customersCases: others.filter(({ id }) => id !== it.id).map(({ id, number, subject, state }) => ({ id, number: numberText(number), subject, state })),
    record: await recordOfCustomer(ctx, it.customerId),
    draft: await draftView(ctx, it.id), present: await presentOn(ctx, it.id),
    may: permissions(ctx, it),
  }
}

/** Whether an entry names another case that the reader may not know of. */
const namesHidden = ({ name, facts }: Happened, linked: readonly { id: string }[]): boolean =>
  name === 'case.linked' && 'otherId' in facts && !linked.some(({ id }) => id === facts.otherId)

/** The row of a case as it is now: what the API answers after a change. */
export const caseRow = async (ctx: Context, caseId: string): Promise<CaseRow> => caseRowView(await findListed(ctx, caseId))

async function messagesWithDelivery(ctx: Context, caseId: string): Promise<Message[]> {
  const [messages, deliveries] = [await messagesOf(ctx, caseId), await deliveriesOf(ctx, caseId)]
  return messages.map((message) => ({ ...message, delivery: deliveries.get(message.id) ?? null }))
}

async function historyView(ctx: Context, happened: readonly Happened[]): Promise<History[]> {
  const names = await namesOf(ctx, happened.flatMap(({ actorId }) => actorId ?? []))
  return happened.map(({ id, at, name, actorKind, actorId, facts }) => ({
    id, at, name, by: { kind: actorKind, name: names.get(actorId ?? '') ?? null }, facts: { ...facts },
  }))
}

async function draftView(ctx: Context, caseId: string) {
  const draft = await readDraft(ctx, caseId)
  return draft && { text: draft.text, as: draft.form, savedAt: draft.savedAt }
}

/** Which buttons exist; the verbs decide again. */
function permissions(ctx: Context, it: CaseListed): Record<string, boolean> {
  const works = mayWork(ctx.actor) === null
  const open = it.state === 'open' || it.state === 'answered'
  const me = 'id' in ctx.actor ? ctx.actor.id : null
  const assigns = mayAssign(ctx.actor, it) === null
  return {
    claim: mayClaim(ctx.actor) === null && it.ownerId === null && open, unclaim: it.ownerId !== null && (it.ownerId === me || assigns),
    answer: works && open, note: works, assign: assigns, setAside: maySetAside(ctx.actor) === null && open,
    takeBack: maySetAside(ctx.actor) === null && it.state === 'set_aside',
    movePromise: works && it.danger !== null, pausePromise: works && (it.danger === 'agreed' || it.danger === 'at_risk' || it.danger === 'waiting'),
    releasePromise: works && it.danger !== null, recordCall: works && it.danger !== null,
  }
}
