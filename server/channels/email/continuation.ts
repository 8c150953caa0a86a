import { findCase, findListed, receiveMessage, type Case, type IncomingMessage } from '#cases'
import { customerByAddress } from '#customers'
import type { Context } from '#platform/context.ts'
import { Refusal } from '#platform/refusal.ts'
import { asSystem } from './addressee.ts'
import type { Arriving, Outcome } from './arrival.ts'
import type { ReadMail } from './reading/index.ts'
import * as store from './received-store.ts'
import { namedIds, threadOf } from './rules/thread.ts'
import { isReplyTo, replyToken } from './rules/thread-key.ts'

/** The case a mail continues, if any still exists under that key. */
export async function caseOfMail(ctx: Context, arriving: Arriving, mail: ReadMail): Promise<Case | null> {
  const { house, place, envelope } = arriving
  const ids = namedIds(mail)
  const held = ids.length ? await store.heldCases(ctx.db, place.mailboxId, ids) : []
  const tokenCaseId = await caseOfTokens(ctx, house.secretKey, envelope.recipients)
  const caseId = threadOf(house.secretKey, { ...mail, tokenCaseId, held: new Map(held.map((one) => [one.messageId, one.caseId])) })
  return caseId ? orNull(findCase(asSystem(ctx), caseId)) : null
}

/** Adds a mail to its case. Of somebody else than its customer it is kept and marked, and changes nothing: they get no history and no answer. */
export async function continueCase(ctx: Context, arriving: Arriving, it: Case, mail: ReadMail, message: IncomingMessage): Promise<Outcome> {
  const known = await store.isInCase(ctx.db, it.id, arriving.messageId, arriving.contentHash)
  await store.setCase(ctx.db, arriving.id, it.id, null)
  if (known) return { became: 'same' }
  const sender = await customerByAddress(ctx, mail.from?.address ?? '')
  const stranger = sender?.id !== it.customerId
  // A machine's words neither reopen nor resume anything, whoever's machine it is.
  const isMachine = message.marks?.includes('machine') === true
  const quiet = isMachine && !stranger
  await receiveMessage(ctx, { caseId: it.id, customerId: sender?.id ?? null, stranger: stranger || quiet, message })
  return { became: 'message', caseId: it.id }
}

/** The case whose reply address the mail was sent to, its MAC verified. */
export async function caseOfTokens(ctx: Context, key: Buffer, recipients: readonly string[]): Promise<string | null> {
  for (const recipient of recipients.slice(0, 100)) {
    const token = replyToken(recipient)
    const it = token && (await orNull(findListed(asSystem(ctx), `K-${token.number}`)))
    if (it && isReplyTo(key, token.mac, it)) return it.id
  }
  return null
}

async function orNull<Value>(finding: Promise<Value>): Promise<Value | null> {
  try {
    return await finding
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
