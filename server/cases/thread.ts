import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import * as messages from './message-store.ts'
import { caseOfToken, caseToken, readToken } from './rules/case-link.ts'
import * as store from './store.ts'

/** Which cases hold messages with these Message-IDs: how a reply finds its case. Never by subject, never by number. */
export async function casesByMessageIds(ctx: Context, messageIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!messageIds.length) return new Map()
  return new Map((await messages.casesOfIds(ctx.db, messageIds)).map(({ messageId, caseId }) => [messageId, caseId]))
}

/** Remembers under which Message-ID a message went out. */
export const nameMessage = (ctx: Context, id: string, messageId: string) => messages.setMessageId(ctx.db, id, messageId)

/** Ties two cases that belong together. */
export async function linkCases(ctx: Context, input: { oneId: string; otherId: string; why: 'same_mail' }): Promise<void> {
  if (await store.linkCases(ctx.db, input.oneId, input.otherId, input.why))
    await ctx.tell('case.linked', { caseId: input.oneId, otherId: input.otherId, why: input.why })
}

/** Pushes the truth about the nearest promise down into the case, so that lists need no join. */
export const setClock = (ctx: Context, caseId: string, clock: store.Clock) => store.setClock(ctx.db, caseId, clock)

/** Notes that the desk has looked. */
export const markRead = (ctx: Context, caseId: string) => store.setRead(ctx.db, caseId)

/** The address of a case's page for its customer. */
export const caseLink = (house: { baseUrl: string; secretKey: Buffer }, it: Pick<store.Case, 'id' | 'linkVersion'>, now: Date): string =>
  `${house.baseUrl}/c/${caseToken(house.secretKey, { caseId: it.id, linkVersion: it.linkVersion }, now.getTime())}`

/** The case a link opens, and whether it still does; wrong links name no case. */
export async function openLink(
  ctx: Context,
  secretKey: Buffer,
  token: string,
): Promise<{ verdict: 'open' | 'expired'; it: store.Case } | { verdict: 'wrong' }> {
  const caseId = caseOfToken(token)
  const it = caseId ? await store.caseById(ctx.db, caseId) : null
  const verdict = it ? readToken(secretKey, token, it.linkVersion, ctx.now.getTime()) : 'wrong'
  return verdict === 'wrong' ? { verdict } : { verdict, it: found(it) }
}
