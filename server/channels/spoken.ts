import { receiveMessage, type Case } from '#cases'
import { findCustomer } from '#customers'
import type { Channel } from '#contract/cases.ts'
import type { Context } from '#platform/context.ts'

/** Brings in words the customer said elsewhere: by the API, on the phone, at the counter. The caller has found the case. */
export async function receiveByApi(ctx: Context, it: Pick<Case, 'id' | 'customerId'>, text: string, channel: Channel = 'api') {
  const customer = await findCustomer(ctx, it.customerId)
  const from = { name: customer.name, address: customer.email ?? '' }
  return receiveMessage(ctx, { caseId: it.id, customerId: customer.id, stranger: false, message: { channel, text, shownText: text, from } })
}
