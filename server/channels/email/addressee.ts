import { caseLink, findListed, numberText, ownerView, type CaseListed } from '#cases'
import { findCustomer, waitsUntil } from '#customers'
import type { Language } from '#contract/wire.ts'
import { system, type Context } from '#platform/context.ts'
import { momentsFor, translator } from '#platform/i18n/index.ts'
import type { House } from '#platform/kept.ts'
import { placeOfCase, type Place } from '../mailbox-store.ts'
import type { CaseFacts } from './letters/facts.ts'
import type { Letter } from './letters/letter.ts'
import { queueMail } from './outgoing.ts'
import { idsOfCase, type OutgoingMail } from './outgoing-store.ts'

/** The customer of a case as somebody to write to, with what every letter to them needs. */
export interface Addressee {
  house: House
  it: CaseListed
  place: Place
  address: string
  name: string
  proven: boolean
  language: Language
  facts: CaseFacts
  /** Until when a letter that can wait is to wait; null: it need not. */
  waitsUntil: Date | null
  restNotice: boolean
}

/** Kept itself asks: what it tells a customer does not depend on who caused it. */
export const asSystem = (ctx: Context): Context => ({ ...ctx, actor: system })

/** Whom to write to about a case; null when nobody can be, or when it was set aside as no case. */
export async function addresseeOf(ctx: Context, house: House, caseId: string): Promise<Addressee | null> {
  const it = await findListed(asSystem(ctx), caseId)
  const customer = await findCustomer(ctx, it.customerId)
  const place = it.state === 'set_aside' || !customer.email ? null : await placeOfCase(ctx.db, it.id, it.teamId)
  if (!place || !customer.email) return null
  const language = customer.language ?? it.language
  const proven = customer.provenAt !== null
  const facts = caseFacts(ctx, house, it, { language, zone: customer.zone, owner: ownerView(it).name, topic: proven ? it.subject : null })
  const quiet = { waitsUntil: waitsUntil(customer, house.shop.zone, ctx.now), restNotice: customer.restNotice }
  return { house, it, place, address: customer.email, name: customer.name, proven, language, facts, ...quiet }
}

/** What every letter about a case says, in the reader's language and zone. */
export function caseFacts(
  ctx: Pick<Context, 'now'>,
  house: House,
  it: Pick<CaseListed, 'id' | 'number' | 'linkVersion' | 'emergency'>,
  reader: { language: Language; zone: string | null; owner: string; topic: string | null },
): CaseFacts {
  const { language, zone, owner, topic } = reader
  return {
    t: translator(language),
    moments: momentsFor({ language, zone: zone ?? house.shop.zone, now: ctx.now }),
    shop: house.shop.name,
    number: numberText(it.number),
    owner,
    page: caseLink(house, it, ctx.now),
    charter: `${house.baseUrl}/charter`,
    topic: topic || null,
    emergency: it.emergency,
  }
}

export interface Sending {
  kind: string
  /** A person's words carry no mark of a machine. */
  byPerson?: boolean
  caseMessageId?: string
  calendar?: string | null
  notBefore?: Date | null
}

/** Queues a letter to an addressee, in the thread of the case's mails. */
export async function writeTo(ctx: Context, to: Addressee, letter: Letter, sending: Sending): Promise<OutgoingMail | null> {
  return queueMail(ctx, {
    house: to.house,
    place: to.place,
    it: to.it,
    kind: sending.kind,
    to: { name: to.name, address: to.address },
    language: to.language,
    letter,
    autoSubmitted: sending.byPerson ? null : 'auto-generated',
    proven: to.proven,
    caseMessageId: sending.caseMessageId ?? null,
    thread: await threadOfCase(ctx, to.it.id),
    calendar: sending.calendar ?? null,
    notBefore: sending.notBefore ?? null,
  })
}

/** The ids a mail of this case refers to; the last one of theirs stands last, because it is what is answered. */
async function threadOfCase(ctx: Context, caseId: string): Promise<string[]> {
  const ids = await idsOfCase(ctx.db, caseId)
  const parent = ids.findLast(({ isTheirs }) => isTheirs)?.messageId ?? ids.at(-1)?.messageId
  return parent ? [...ids.map(({ messageId }) => messageId).filter((id) => id !== parent), parent] : []
}
