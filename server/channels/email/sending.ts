import { reopenBounced } from '#cases'
import { system, type Context } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change, type Kept } from '#platform/kept.ts'
import * as store from './outgoing-store.ts'
import { retryAt } from './rules/caps.ts'
import { isPermanent, openTransport, type Transport } from './transport.ts'

const leaseMs = 60_000
const atOnce = 4
const withoutServer = 100

/**
 * Sends what is due. Taking a mail and marking it are short transactions; speaking is outside both, so that a crash in between sends the mail
 * again under the same Message-ID, and nothing else can. Without MAIL_URL mail is sent by being seen in the demo mailbox.
 */
export const sendSweep: Sweep = {
  name: 'mail',
  wakes: ['mail.queued'],
  work: (kept) => (kept.mailUrl ? sendDue(kept, transportOf(kept, kept.mailUrl)) : showDue(kept)),
  nextAt: async (kept) => {
    closeIdle(kept)
    return (await store.nextDueAt(kept.database))?.at ?? null
  },
}

/** Sends up to four mails at once over a transport; how many it took. */
export async function sendDue(kept: Kept, transport: Transport): Promise<number> {
  const now = kept.clock.now()
  const mails = await kept.database.transaction((db) => store.claimDue(db, now, new Date(now.getTime() + leaseMs), atOnce))
  await Promise.all(mails.map((mail) => sendOne(kept, transport, mail)))
  return mails.length
}

async function sendOne(kept: Kept, transport: Transport, mail: store.OutgoingMail): Promise<void> {
  const error = await transport.send(mail).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  await change(kept, system, 'en', (ctx) => (error === null ? sent(ctx, mail) : unsent(ctx, mail, error)))
}

async function sent(ctx: Context, mail: store.OutgoingMail): Promise<void> {
  if (await store.markSent(ctx.db, mail.id, ctx.now)) await ctx.tell('mail.sent', { caseId: mail.caseId, mailId: mail.id, kind: mail.kind })
}

async function unsent(ctx: Context, mail: store.OutgoingMail, error: unknown): Promise<void> {
  const because = reasonOf(error)
  const nextAt = isPermanent(error) ? null : retryAt(mail.attempts, mail.createdAt, ctx.now)
  if (nextAt) return void (await store.postpone(ctx.db, mail.id, nextAt, because))
  if (!(await store.markFailed(ctx.db, mail.id, because))) return
  await ctx.tell('mail.failed', { caseId: mail.caseId, mailId: mail.id, kind: mail.kind, because })
  if (mail.caseId) await reopenBounced({ ...ctx, actor: system }, mail.caseId)
}

/** The other server's words on one line, bounded: they are foreign text that the desk will see. */
function reasonOf(error: unknown): string {
  const { response, message, code } = error as { response?: string; message?: string; code?: string }
  return (response ?? `${code ?? ''} ${message ?? ''}`)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

const showDue = (kept: Kept): Promise<number> =>
  change(kept, system, 'en', async (ctx) => {
    const mails = await store.takeDue(ctx.db, ctx.now, withoutServer)
    for (const mail of mails) await ctx.tell('mail.sent', { caseId: mail.caseId, mailId: mail.id, kind: mail.kind })
    return mails.length
  })

const transports = new WeakMap<Kept, Transport>()

function transportOf(kept: Kept, mailUrl: string): Transport {
  const open = transports.get(kept) ?? openTransport(mailUrl)
  transports.set(kept, open)
  return open
}

/** With nothing due the connections are given back; the next mail opens its own. */
function closeIdle(kept: Kept): void {
  transports.get(kept)?.close()
  transports.delete(kept)
}
