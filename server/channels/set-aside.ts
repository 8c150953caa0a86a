import type { SetAsideMail } from '#contract/channels.ts'
import type { Kind } from '#contract/cases.ts'
import type { List } from '#contract/wire.ts'
import type { Actor, Context } from '#platform/context.ts'
import { readFile } from '#platform/files/file.ts'
import type { House } from '#platform/kept.ts'
import { found, refuse } from '#platform/refusal.ts'
import { incomingMessage } from './email/incoming.ts'
import type { MailReader } from './email/reading/index.ts'
import * as store from './email/received-store.ts'
import { isMailable } from './email/rules/verdict.ts'
import { takeIn } from './intake.ts'

/** What could not become a case by itself, newest first, in the mailboxes of the lead's own teams; a manager sees all. */
export async function listSetAside(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<List<SetAsideMail>> {
  const rows = await store.setAsideMails(ctx.db, teamsOf(ctx.actor), readCursor(cursor), limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = rows.length > limit && last ? Buffer.from(`${last.atText} ${last.id}`).toString('base64url') : null
  return { items: items.map(view), nextCursor }
}

/** The raw source of a mail that was set aside. */
export async function setAsideSource(ctx: Context, id: string): Promise<Buffer> {
  const { rawSha256 } = found(await store.setAsideMail(ctx.db, teamsOf(ctx.actor), id))
  return found(await readFile(ctx.db, rawSha256))
}

/**
 * Makes a case of it by hand; nobody is mailed. What no reader could read becomes a case of its first lines, with the raw source beside it.
 * Refuses where nobody is named as sender, and a second time.
 */
export async function caseOfSetAside(
  ctx: Context,
  house: House,
  reader: MailReader,
  { id, kind }: { id: string; kind: Kind },
): Promise<string> {
  const row = found(await store.lockSetAside(ctx.db, teamsOf(ctx.actor), id))
  if (row.caseId) refuse('channels.already_a_case')
  const reading = await reader.read(found(await readFile(ctx.db, row.rawSha256)))
  const address = (reading.ok ? reading.mail.from?.address : null) || row.fromAddress || row.mailFrom
  if (!isMailable(address)) refuse('channels.no_sender')
  const marks = ['set_aside', row.setAsideBecause ?? '']
  const unread = {
    channel: 'email' as const,
    text: row.subject || address,
    shownText: row.subject || address,
    subject: row.subject,
    from: { name: '', address },
    marks,
    rawSha256: row.rawSha256,
    messageId: null,
  }
  const message = reading.ok ? incomingMessage({ ...row, marks }, reading.mail, false) : unread
  const name = reading.ok ? reading.mail.from?.name : undefined
  const place = { teamId: row.teamId, teamName: row.teamName, mailboxId: row.mailboxId, address: row.address }
  const { it } = await takeIn(ctx, {
    house,
    place,
    customer: { email: address, name },
    kind,
    channel: 'email',
    subject: row.subject || undefined,
    message,
    acknowledge: false,
  })
  await store.setCase(ctx.db, id, it.id, row.setAsideBecause)
  return it.id
}

/** The teams whose set-aside mail somebody may handle; null is every team's. */
function teamsOf(actor: Actor): readonly string[] | null {
  if (actor.kind === 'system') return null
  if (actor.kind !== 'staff' && actor.kind !== 'key') return []
  return actor.role === 'manager' || actor.role === 'admin' ? null : actor.teamIds
}

function view({ id, setAsideBecause, receivedAt, size, fromAddress, mailFrom, subject, recipients }: store.ReceivedMail): SetAsideMail {
  return { id, reason: setAsideBecause ?? '', receivedAt, size, from: fromAddress || mailFrom, subject, recipients }
}

function readCursor(text: string | undefined): { at: string; id: string } | null {
  if (!text) return null
  const match = /^([\d :+.-]{10,40}) (received_\w{26})$/.exec(Buffer.from(text, 'base64url').toString())
  return match ? { at: match[1] ?? '', id: match[2] ?? '' } : refuse('bad_request')
}
