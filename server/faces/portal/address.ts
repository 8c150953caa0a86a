import { casesOfCustomer } from '#cases'
import { countKnock, mailLink } from '#channels'
import { email as emailShape } from '#contract/wire.ts'
import { correctAddress } from '#customers'
import { system, type Context } from '#platform/context.ts'
import { readCase, type Happened } from '#platform/events/journal.ts'
import type { House } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'

/** Whether the last that is known of our mail on a case is that it did not arrive. */
export function comesBack(history: readonly Happened[]): boolean {
  const last = history.findLast(
    ({ name, facts }) => name === 'mail.sent' || name === 'mail.failed' || (name === 'mail.bounced' && 'hard' in facts && facts.hard),
  )
  return last !== undefined && last.name !== 'mail.sent'
}

/**
 * Corrects the address of a case whose mail came back, and mails the link there; answers the fault in words, or null. Refuses where mail did arrive,
 * and where the person has other cases: whoever typed a stranger's address into the form must not take that stranger's place.
 */
export async function correctAddressOf(
  ctx: Context,
  input: { house: House; caseId: string; customerId: string; address: string; place: string },
): Promise<string | null> {
  const { house, caseId, customerId, address, place } = input
  const others = (await casesOfCustomer({ ...ctx, actor: system }, customerId, 2)).filter(({ id }) => id !== caseId)
  if (others.length || !comesBack(await readCase(ctx.db, caseId))) refuse('not_found')
  if (!emailShape.safeParse(address).success) return ctx.t(address ? 'refusals.email_form' : 'refusals.email_missing')
  const wait = await countKnock(ctx, { house, what: 'link', place })
  if (wait) refuse('too_many_requests', { retryAfter: wait })
  if (!(await correctAddress(ctx, customerId, address))) return ctx.t('refusals.email_form')
  await mailLink(ctx, { house, caseId })
  return null
}
