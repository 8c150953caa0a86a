import { openCase, type Case, type IncomingMessage } from '#cases'
import { meetCustomer, type CustomerRow, type Known } from '#customers'
import type { Channel, Kind, OpenCase } from '#contract/cases.ts'
import type { Language } from '#contract/wire.ts'
import { staffPresent } from '#people'
import { agreedOn, agreementUnder, expectAtOpening, offerFor, standingOf, startDefault, type Expected } from '#promises'
import type { Context } from '#platform/context.ts'
import { detectLanguage, isLanguage } from '#platform/i18n/index.ts'
import type { House } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { caseFacts } from './email/addressee.ts'
import { acknowledgement } from './email/letters/promise-letters.ts'
import { queueMail } from './email/outgoing.ts'
import { firstPlace, placeOfTeam, type Place } from './mailbox-store.ts'

export interface TakeIn {
  house: House
  /** Where it came in; or only the team, whose mailbox then answers. */
  place?: Place | undefined
  teamId?: string | undefined
  customer: Known
  kind: Kind
  channel: Channel
  subject?: string | undefined
  productId?: string | undefined
  projectId?: string | undefined
  wentWrong?: string | undefined
  expects?: string | undefined
  wouldPutRight?: string | undefined
  /** By when and how an answer is expected, and what was offered when they said so, where that was before there was a case. */
  expected?: Expected | undefined
  shown?: readonly { form: string; dueAt: Date }[] | undefined
  message: IncomingMessage
  /** The page's language, where there is a page. */
  language?: Language | undefined
  acknowledge: boolean
  /** The mail the receipt answers. */
  answersTo?: string | null | undefined
  /** Whether this one message is known to be from its sender (a DMARC-aligned pass). */
  provenMessage?: boolean | undefined
}

export interface TakenIn {
  it: Case
  place: Place
  customer: CustomerRow
  /** Who owns it from the start, because an agreement names them and they are there. */
  owner: { id: string; name: string } | null
  offers: Awaited<ReturnType<typeof offerFor>>
  promise: Awaited<ReturnType<typeof startDefault>>
}

/**
 * The one way in, for mail, form and API: meets the customer, opens the case, begins the default promise, makes offers and queues the
 * acknowledgement, all in the caller's transaction; what was agreed with them says the rest: language, named person, time. The hottest path of the product: every statement here is counted by a test.
 */
export async function takeIn(ctx: Context, input: TakeIn): Promise<TakenIn> {
  const place = input.place ?? (await placeFor(ctx, input.teamId))
  const customer = await meetCustomer(ctx, input.customer)
  const spoken =
    input.message.language === undefined ? (detectLanguage(input.message.shownText.slice(0, enoughToTell)) ?? null) : input.message.language
  const projectId = projectOf(customer, input.projectId)
  const { organisationId } = customer
  const standing = await standingOf(ctx, { customerId: customer.id, organisationId, projectId, productId: input.productId })
  const agreed = agreedOn(standing, 'language')
  const language = customer.language ?? input.language ?? agreed ?? known(spoken) ?? input.house.shop.language
  const namedId = agreedOn(standing, 'namedPersonId')
  const owner = namedId === null ? null : await staffPresent(ctx, namedId)
  const { kind, channel, subject, wentWrong, expects, wouldPutRight, message } = input
  const it = await openCase(ctx, {
    customerId: customer.id,
    teamId: place.teamId,
    kind,
    channel,
    language,
    subject,
    organisationId,
    projectId,
    productId: input.productId,
    wentWrong,
    expects,
    wouldPutRight,
    ownerId: owner?.id,
    message: { ...message, language: spoken },
  })
  const promise = await startDefault(ctx, it)
  const zone = customer.zone ?? input.house.shop.zone
  const offers = await offerFor(ctx, {
    caseId: it.id,
    teamId: it.teamId,
    zone,
    subject: it,
    customer: { phone: customer.phone, language: customer.language ?? language },
  })
  await expectAtOpening(ctx, it, input.expected ?? nothingExpected, input.shown ?? offers)
  if (input.acknowledge && promise) await acknowledge(ctx, input, { it, place, customer, owner, offers, promise })
  return { it, place, customer, owner, offers, promise }
}

const nothingExpected: Expected = { by: null, words: null, form: null }

/** The project a new case is for: the named one of the customer's, else their only one. */
function projectOf({ projectIds }: CustomerRow, projectId: string | undefined): string | undefined {
  if (projectId && !projectIds.includes(projectId)) refuse('customers.unknown_project')
  return projectId ?? (projectIds.length === 1 ? projectIds[0] : undefined)
}

/** Telling languages apart is the dearest step of an intake; beyond this length it only gets dearer. */
const enoughToTell = 400

const known = (language: string | null): Language | undefined => (isLanguage(language) ? language : undefined)

/** Queues the receipt of a case that was taken in: number, owner, promise, offers and link. Nobody without an address or a promise gets one. */
export async function acknowledge(ctx: Context, input: TakeIn, taken: TakenIn): Promise<void> {
  const { it, place, customer, owner, offers, promise } = taken
  const address = input.customer.email
  if (!address || !promise) return
  const proven = customer.provenAt !== null && address.toLowerCase() === customer.email
  // An address that was proven once does not prove who wrote this: anybody can type it into the form or a From.
  const isKnown = input.provenMessage === true || (proven && ctx.actor.kind !== 'system' && ctx.actor.kind !== 'visitor')
  const { language } = it
  const facts = caseFacts(ctx, input.house, it, {
    language,
    zone: customer.zone,
    owner: owner?.name ?? place.teamName,
    topic: isKnown ? it.subject : null,
  })
  await queueMail(ctx, {
    house: input.house,
    place,
    it,
    kind: 'acknowledgement',
    to: { name: customer.name, address },
    language,
    proven,
    letter: acknowledgement({
      ...facts,
      promise: { ...promise, agreement: await agreementUnder(ctx, promise) },
      offers,
      quoted: isKnown ? input.message.shownText.slice(0, 2_000) : null,
    }),
    autoSubmitted: input.channel === 'email' ? 'auto-replied' : 'auto-generated',
    thread: input.answersTo ? [input.answersTo] : [],
  })
}

/** A team's place, or the desk's first one. */
async function placeFor(ctx: Context, teamId: string | undefined): Promise<Place> {
  const place = teamId ? await placeOfTeam(ctx.db, teamId) : await firstPlace(ctx.db)
  return place ?? refuse(teamId ? 'people.unknown_team' : 'channels.no_team')
}

/** Opens a case for somebody who uses the API or writes down what they heard: in the named team, else the desk's first one they work in. */
export async function openByApi(ctx: Context, house: House, input: OpenCase): Promise<TakenIn> {
  const { customer, text, teamId, expectedBy, expectedForm, ...said } = input
  const expected = { by: expectedBy ? new Date(expectedBy) : null, words: null, form: expectedForm ?? null }
  const from = { name: customer.name ?? '', address: customer.email?.toLowerCase() ?? '' }
  const message = { channel: input.channel, text, shownText: text, from }
  return takeIn(ctx, { ...said, expected, house, customer, place: await ownPlace(ctx, teamId), message, acknowledge: true })
}

async function ownPlace(ctx: Context, teamId: string | undefined): Promise<Place> {
  const place = await placeFor(ctx, teamId)
  const bound =
    (ctx.actor.kind === 'staff' || ctx.actor.kind === 'key') && (ctx.actor.role === 'agent' || ctx.actor.role === 'lead')
      ? ctx.actor.teamIds
      : []
  return teamId || bound.length === 0 || bound.includes(place.teamId) ? place : placeFor(ctx, bound[0])
}
