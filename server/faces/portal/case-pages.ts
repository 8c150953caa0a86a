import type { ChangePage, ClosePage, EscalatePage, Form, RatePage } from '#contract/portal.ts'
import { findListed, ownerView } from '#cases'
import { listStaff } from '#people'
import { offersOf, promisesOf, quoteEscalation } from '#promises'
import type { Context } from '#platform/context.ts'
import { readCase } from '#platform/events/journal.ts'
import type { Kept } from '#platform/kept.ts'
import type { Opened } from './case-door.ts'
import { choiceOf, headOf, listed, type CaseGiven } from './case-page.ts'
import { otherOffers } from './offer-choice.ts'
import { formFor } from './page.ts'
import { answerOf, besideOf, promiseOf, runs } from './promise-page.ts'
import { mayProposeCall, proposedOn } from './proposed.ts'

type Given<Field extends string> = Partial<Pick<Form<Field>, 'values' | 'errors'>>

/** P7, or null when no promise runs. */
export async function changePage(kept: Kept, ctx: Context, opened: Opened, given: CaseGiven = {}): Promise<ChangePage | null> {
  const { base, zone, it, customer } = opened
  const promises = await promisesOf(ctx, it.id, zone)
  const promise = promiseOf(promises)
  if (!promise || !runs(answerOf(promises))) return null
  const offers = otherOffers(await offersOf(ctx, it.id, zone), promise)
  const { proposed, nearest } = await proposedOn(ctx, it, { kept, base, promises, history: await readCase(ctx.db, it.id), offers, zone })
  const parts = {
    base,
    zone,
    ...listed(offers, nearest),
    action: `${base}/change`,
    mayProposeCall: await mayProposeCall(ctx, it.id, customer.phone),
  }
  return { page: 'change', case: headOf(it, base), promise, proposed, choice: choiceOf(kept, parts, given) }
}

/** P8: who reads it, and by when a lead would answer, or answers already. */
export async function escalatePage(
  kept: Kept,
  ctx: Context,
  { base, it, zone }: Opened,
  given: Given<'reason' | 'words'> = {},
): Promise<EscalatePage> {
  const owner = ownerView(await findListed(ctx, it.id))
  const leads = (await listStaff(ctx)).filter(({ role, teamIds }) => role === 'lead' || (role !== 'agent' && teamIds.includes(it.teamId)))
  const lead = leads.find(({ teamIds }) => teamIds.includes(it.teamId)) ?? leads[0]
  const promises = await promisesOf(ctx, it.id, zone)
  const running =
    besideOf(
      promises.filter((promise) => promise.form === 'escalation' && runs(promise)),
      ctx.now,
    )[0] ?? null
  const dueAt = running ? null : await quoteEscalation(ctx, it.id)
  return {
    page: 'escalate',
    case: headOf(it, base),
    reader: lead?.name ?? owner.name,
    promise: dueAt && { way: 'escalation', dueAt },
    running,
    phone: null,
    form: formFor<'reason' | 'words'>(kept, `${base}/escalation`, given),
  }
}

/** P10, first. */
export const closePage = (kept: Kept, { base, it }: Opened, given: Given<'outcome'> = {}): ClosePage => ({
  page: 'close',
  case: headOf(it, base),
  form: formFor<'outcome'>(kept, `${base}/end`, given),
})

export type RateField = 'score' | 'words' | 'askedFor' | 'matter' | 'pace'

/** P10, then. */
export const ratePage = (kept: Kept, { base, it }: Opened, given: Given<RateField> = {}): RatePage => ({
  page: 'rate',
  case: headOf(it, base),
  askedFor: it.wouldPutRight ?? it.expects,
  asksImportance: it.productId !== null,
  form: formFor<RateField>(kept, `${base}/rating`, given),
})
