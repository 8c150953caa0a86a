import { callFile, listMailboxes } from '#channels'
import { promisesOf } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { runs } from './promise-page.ts'

/** The running call of a case as a calendar file; refuses where no call is promised. */
export async function callFileOf(
  kept: Kept,
  ctx: Context,
  caseId: string,
  { attendee, page }: { attendee: string; page: string },
): Promise<string> {
  const promises = await promisesOf(ctx, caseId)
  const call = promises.find((promise) => promise.form === 'call' && runs(promise))
  const [mailbox] = await listMailboxes(ctx)
  if (!call?.startsAt) refuse('not_found')
  const shop = kept.house.shop.name
  return callFile({
    caseId,
    shop,
    summary: ctx.t('calendar.call', { shop }),
    startsAt: call.startsAt,
    endsAt: call.dueAt,
    page,
    attendee,
    sequence: promises.filter(({ form }) => form === 'call').length - 1,
    organiser: mailbox?.address ?? `desk@${new URL(kept.house.baseUrl).hostname}`,
    now: ctx.now,
    method: 'PUBLISH',
  })
}
