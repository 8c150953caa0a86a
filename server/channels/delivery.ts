import type { DemoMail } from '#contract/channels.ts'
import type { Message } from '#contract/cases.ts'
import { numberText } from '#cases'
import type { Context } from '#platform/context.ts'
import * as store from './email/outgoing-store.ts'
import { headersOf } from './email/transport.ts'

const shown: Record<store.OutgoingMail['state'], NonNullable<Message['delivery']>['state']> = {
  queued: 'queued',
  sent: 'sent',
  failed: 'failed',
  withheld: 'withheld',
  bounced: 'failed',
  digested: 'sent',
}

/** What became of the mails of a case's messages, by message id. The caller has found the case. */
export async function deliveriesOf(ctx: Context, caseId: string): Promise<ReadonlyMap<string, NonNullable<Message['delivery']>>> {
  const rows = await store.deliveries(ctx.db, caseId)
  return new Map(
    rows.map(({ caseMessageId, state, because, toAddress }) => [caseMessageId, { state: shown[state], detail: because, to: toAddress }]),
  )
}

/** The newest mails of a demo, whole: what its mailbox page shows. */
export async function demoMails(ctx: Context, limit: number): Promise<DemoMail[]> {
  const rows = await store.newestMails(ctx.db, Math.min(limit, 500))
  return rows.map((row) => demoMail(row, row.number === null ? null : numberText(row.number)))
}

function demoMail(row: store.OutgoingMail, caseNumber: string | null): DemoMail {
  const { id, messageId, subject, text, html, calendar } = row
  return {
    id,
    messageId,
    to: [named(row.toName, row.toAddress)],
    from: named(row.fromName, row.fromAddress),
    subject,
    text,
    html,
    links: [...new Set(text.match(/^https?:\/\/\S+$/gm) ?? [])],
    sentAt: row.sentAt ?? row.createdAt,
    caseNumber,
    headers: {
      ...headersOf(row),
      'Message-ID': messageId,
      'Reply-To': row.replyTo,
      ...(row.inReplyTo && { 'In-Reply-To': row.inReplyTo, References: row.refs.join(' ') }),
    },
    attachments: calendar ? [{ name: 'call.ics', type: 'text/calendar', text: calendar }] : [],
  }
}

const named = (name: string, address: string): string => (name ? `${name} <${address}>` : address)

/** How many seconds the oldest mail has been waiting to go out. */
export const oldestQueuedSeconds = async (ctx: Context): Promise<number> => (await store.oldestQueued(ctx.db, ctx.now)).seconds
