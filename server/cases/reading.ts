import type { Message } from '#contract/cases.ts'
import type { List } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { visibleCases } from './finding.ts'
import * as listing from './listing-store.ts'
import * as messages from './message-store.ts'
import * as store from './store.ts'
import { messageView } from './views.ts'

const mostMessages = 200

/** The newest two hundred messages of a case, oldest first, with their attachments. The caller has found the case. */
export async function messagesOf(ctx: Context, caseId: string): Promise<Message[]> {
  return (await messages.messagesOf(ctx.db, caseId, mostMessages)).map(messageView)
}

/** One message as it is shown. */
export async function readMessage(ctx: Context, { id }: { id: string }): Promise<Message> {
  return messageView(await messages.shownMessage(ctx.db, id))
}

/** The messages with a Message-ID, of cases the actor may see. */
export async function messagesById(ctx: Context, messageId: string): Promise<Message[]> {
  const rows = await messages.messagesById(ctx.db, messageId, 50)
  const seen = await visibleCases(
    ctx,
    rows.map(({ caseId }) => caseId),
  )
  return rows.filter(({ caseId }) => seen.has(caseId)).map(messageView)
}

/** Cases tied to this one that the actor may see. */
export const linkedCases = (ctx: Context, caseId: string) => store.linkedCases(ctx.db, ctx.actor, caseId)

/** The newest cases of a customer that the actor may see. */
export const casesOfCustomer = (ctx: Context, customerId: string, limit: number) =>
  store.casesOfCustomer(ctx.db, ctx.actor, customerId, limit)

/** A part of the cases of an organisation that the actor may see, newest first: running ones, ended ones or both. */
export async function casesOfOrganisation(ctx: Context, wish: listing.OfOrganisation): Promise<List<store.CaseListed>> {
  const rows = await listing.casesOfOrganisation(ctx.db, ctx.actor, { ...wish, limit: wish.limit + 1 })
  const items = rows.slice(0, wish.limit)
  return { items, nextCursor: rows.length > wish.limit ? (items.at(-1)?.id ?? null) : null }
}
