import type { Mailbox } from '#contract/channels.ts'
import { listTeams } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import * as store from './mailbox-store.ts'

export type { Place } from './mailbox-store.ts'

/** Adds an address the desk takes mail at, with other spellings of it, for a team; returns its id. */
export async function addMailbox(ctx: Context, input: { address: string; aliases: readonly string[]; teamId: string }): Promise<string> {
  const id = newId('mailbox', ctx)
  const [address, aliases] = [input.address.trim().toLowerCase(), input.aliases.map((alias) => alias.trim().toLowerCase())]
  const all = [...new Set([address, ...aliases])]
  if (!(await listTeams(ctx)).some((team) => team.id === input.teamId)) refuse('people.unknown_team')
  if (!(await store.insertMailbox(ctx.db, { id, address, teamId: input.teamId }))) refuse('channels.mailbox_taken')
  if ((await store.insertAddresses(ctx.db, id, all)) < all.length) refuse('channels.mailbox_taken')
  await ctx.tell('channels.mailbox_added', { mailboxId: id, address, teamId: input.teamId })
  return id
}

export const listMailboxes = (ctx: Context): Promise<Mailbox[]> => store.allMailboxes(ctx.db)

/** The mailbox behind an envelope recipient, whatever stands behind a plus; null when it is none of ours. */
export const findMailbox = (ctx: Pick<Context, 'db'>, recipient: string): Promise<store.Place | null> =>
  store.placeByAddress(ctx.db, bareAddress(recipient))

/** An address in lower case without its plus part. */
export function bareAddress(address: string): string {
  const lower = address.trim().toLowerCase()
  const [plus, at] = [lower.indexOf('+'), lower.lastIndexOf('@')]
  return plus > 0 && plus < at ? lower.slice(0, plus) + lower.slice(at) : lower
}
