import { reopenBounced } from '#cases'
import { markBouncing } from '#customers'
import type { Context } from '#platform/context.ts'
import { asSystem } from './addressee.ts'
import type { Arriving, Outcome } from './arrival.ts'
import { caseOfTokens } from './continuation.ts'
import * as outgoing from './outgoing-store.ts'
import type { ReadMail } from './reading/index.ts'
import { setCase } from './received-store.ts'
import { isOurs } from './rules/thread-key.ts'

const reopensForMs = 24 * 3_600_000

/**
 * Ties a bounce to the mail of ours it is about: by a Message-ID we signed, else by the reply address it came back to. A hard one marks the
 * address and, within a day of sending, makes the case work again; a soft one is noted. Null when it is about nothing of ours.
 */
export async function hearBounce(ctx: Context, arriving: Arriving, mail: ReadMail): Promise<Outcome | null> {
  const { bounce } = mail
  const about = bounce && (await mailOf(ctx, arriving, mail))
  if (!bounce || !about) return null
  const because = `${bounce.status ?? ''} ${bounce.diagnostic ?? ''}`
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
  await setCase(ctx.db, arriving.id, about.caseId, about.caseId ? null : 'bounce')
  const isNews = about.state !== 'bounced'
  if (bounce.hard && isNews) await outgoing.markBounced(ctx.db, about.id, ctx.now, because)
  else if (isNews) await outgoing.noteDelay(ctx.db, about.id, because)
  if (!about.caseId) return { became: 'aside', because: 'bounce' }
  await ctx.tell('mail.bounced', { caseId: about.caseId, mailId: about.id, hard: bounce.hard, status: bounce.status })
  if (bounce.hard && isNews) await workAgain(ctx, about, about.caseId)
  return { became: 'bounce', caseId: about.caseId }
}

async function workAgain(ctx: Context, about: outgoing.OutgoingMail, caseId: string): Promise<void> {
  await markBouncing(ctx, about.toAddress, ctx.now)
  const sentAt = about.sentAt ?? about.createdAt
  if (ctx.now.getTime() - sentAt.getTime() <= reopensForMs) await reopenBounced(asSystem(ctx), caseId)
}

async function mailOf(ctx: Context, { house, envelope }: Arriving, mail: ReadMail): Promise<outgoing.OutgoingMail | null> {
  const named = [mail.bounce?.originalMessageId, ...(mail.bounce?.references ?? []), mail.inReplyTo, ...mail.references.toReversed()]
  for (const messageId of new Set(named)) {
    const about = messageId && isOurs(house.secretKey, messageId) ? await outgoing.mailByMessageId(ctx.db, bracketed(messageId)) : null
    if (about) return about
  }
  const caseId = await caseOfTokens(ctx, house.secretKey, envelope.recipients)
  return caseId ? outgoing.newestMailTo(ctx.db, caseId, mail.bounce?.recipient ?? null) : null
}

const bracketed = (messageId: string): string => (messageId.startsWith('<') ? messageId : `<${messageId}>`)
