import type { ChangePage, ClosePage, EscalatePage, Form, RatePage } from '#contract/portal.ts'
import { findListed, ownerView } from '#cases'
import { listStaff } from '#people'
import { offersOf, promisesOf, quoteEscalation } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import type { Opened } from './case-door.ts'
import { choiceOf, headOf, type CaseGiven } from './case-page.ts'
import { formFor } from './page.ts'
import { promiseOf, runs } from './promise-page.ts'

type Given<Field extends string> = Partial<Pick<Form<Field>, 'values' | 'errors'>>

/** P7, or null when no promise runs. */
export async function changePage(kept: Kept, ctx: Context, { base, zone, it }: Opened, given: CaseGiven = {}): Promise<ChangePage | null> {
  const promises = await promisesOf(ctx, it.id, zone)
  const promise = promiseOf(promises)
  if (!promise || !runs(promises[0])) return null
  const all = await offersOf(ctx, it.id, zone)
  // The time one has already is no change.
  const offers = all.filter(
    ({ form, startsAt, dueAt }) => form !== promise.way || (startsAt ?? dueAt).getTime() !== (promise.startsAt ?? promise.dueAt).getTime(),
  )
  return {
    page: 'change',
    case: headOf(it, base),
    promise,
    choice: choiceOf(kept, { base, zone, offers, action: `${base}/change` }, given),
  }
}

/** P8: who reads it, and by when a lead would answer. */
export async function escalatePage(
  kept: Kept,
  ctx: Context,
  { base, it }: Opened,
  given: Given<'reason' | 'words'> = {},
): Promise<EscalatePage> {
  const owner = ownerView(await findListed(ctx, it.id))
  const lead = (await listStaff(ctx)).find(({ role, teamIds }) => role === 'lead' && teamIds.includes(it.teamId))
  const dueAt = await quoteEscalation(ctx, it.id)
  return {
    page: 'escalate',
    case: headOf(it, base),
    reader: lead?.name ?? owner.name,
    promise: dueAt && { way: 'written', dueAt },
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

/** P10, then. */
export const ratePage = (kept: Kept, { base, it }: Opened, given: Given<'score' | 'words'> = {}): RatePage => ({
  page: 'rate',
  case: headOf(it, base),
  form: formFor<'score' | 'words'>(kept, `${base}/rating`, given),
})
