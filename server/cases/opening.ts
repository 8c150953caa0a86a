import type { Channel, Kind } from '#contract/cases.ts'
import type { Language } from '#contract/wire.ts'
import { introduce } from '#customers'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { gravestOf, raiseFor, triggersIn } from './emergency.ts'
import { addMessage, type IncomingMessage } from './message.ts'
import { weightOf } from './about.ts'
import { snippetOf, subjectOf } from './rules/words.ts'
import * as store from './store.ts'

export interface OpenCase {
  customerId: string
  teamId: string
  kind: Kind
  channel: Channel
  language: Language
  subject?: string | undefined
  organisationId?: string | null | undefined
  projectId?: string | null | undefined
  productId?: string | null | undefined
  wentWrong?: string | undefined
  expects?: string | undefined
  wouldPutRight?: string | undefined
  /** Whose it is from the start, because that was agreed. */
  ownerId?: string | undefined
  message: IncomingMessage
}

/** Opens a case with its first message. Its team's queue owns it until a person claims it, unless somebody owns it from the start. */
export async function openCase(ctx: Context, input: OpenCase): Promise<store.Case> {
  const { customerId, teamId, kind, channel, language, message } = input
  const fresh: store.NewCase = {
    id: newId('case', ctx),
    kind,
    channel,
    language,
    customerId,
    teamId,
    openedAt: ctx.now,
    ownerId: input.ownerId ?? null,
    subject: subjectOf(input.subject, message.shownText),
    snippet: snippetOf(message.shownText),
    organisationId: input.organisationId ?? null,
    projectId: input.projectId ?? null,
    productId: input.productId ?? null,
    weight: await weightOf(ctx, input.productId),
    wentWrong: input.wentWrong || null,
    expects: input.expects || null,
    wouldPutRight: input.wouldPutRight || null,
  }
  const { number } = await store.insertCase(ctx.db, fresh)
  if (fresh.organisationId) await introduce(ctx, fresh.organisationId, teamId)
  const first = await addMessage(ctx, fresh.id, { ...message, direction: 'in', customerId })
  await ctx.tell('case.opened', { caseId: fresh.id, number, kind, channel, language, customerId, teamId })
  if (fresh.ownerId) await ctx.tell('case.claimed', { caseId: fresh.id, staffId: fresh.ownerId })
  const { subject, wentWrong, expects, wouldPutRight } = input
  const beside = [subject, message.subject, wentWrong, expects, wouldPutRight]
  const triggers = triggersIn({ messageId: first.id, shown: message.shownText, beside })
  await raiseFor(ctx, { id: fresh.id, emergency: null }, triggers)
  return { ...untouched, ...fresh, number, emergency: gravestOf(triggers), updatedAt: ctx.now }
}

/** How every case begins. */
const untouched = {
  state: 'open' as const,
  answeredAt: null,
  silentStep: 0,
  dueAt: null,
  danger: null,
  dueForm: null,
  emergency: null,
  waiting: false,
  unread: true,
  linkVersion: 1,
  version: 1,
  guestIds: [],
}
