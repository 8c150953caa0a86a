import type { Form, OfferChoice, OfferProblem, OfferView, PromiseView } from '#contract/portal.ts'
import { chosenInstant } from '#channels'
import { isTooFar, understand, viewOffers, type OfferRow } from '#promises'
import type { Context } from '#platform/context.ts'
import { commonZones, isZone } from '#platform/i18n/index.ts'
import type { Kept } from '#platform/kept.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { formFor } from './page.ts'

export type OfferField = 'offer' | 'proposalWay' | 'proposalDate' | 'proposalTime' | 'proposalWords' | 'reason'
export type OfferGiven = Partial<Pick<Form<OfferField>, 'values' | 'errors' | 'summary'>>

type Offer = Awaited<ReturnType<typeof viewOffers>>[number]

export interface ChoiceParts {
  offers: readonly Offer[]
  /** Where the choice is sent. */
  action: string
  zoneAction: string
  zone: string
  given?: OfferGiven
  problem?: OfferProblem
  hold?: OfferChoice['hold']
  fallback?: { dueAt: Date } | null
  mayProposeCall?: boolean
  nearest?: boolean
}

/** Calls are many and alike: the soonest in sight, the others one press away. */
const inSight = { written: 3, call: 1, update: 1, resolution: 1, escalation: 1, arrival: 1 } as const

/** Offers as a form: the soonest of each kind in sight, further times of a kind behind "Other times". */
export function offerChoice(kept: Kept, parts: ChoiceParts): OfferChoice {
  const views = parts.offers.map(offerOf)
  const first = views.filter((offer, index) => views.slice(0, index).filter(({ way }) => way === offer.way).length < inSight[offer.way])
  return {
    offers: first,
    moreOffers: views.filter((offer) => !first.includes(offer)),
    mayPropose: true,
    mayProposeCall: parts.mayProposeCall ?? false,
    nearest: parts.nearest ?? false,
    mayAskLead: Boolean(parts.given?.errors?.proposalWords),
    form: formFor<OfferField>(kept, parts.action, parts.given),
    problem: parts.problem ?? null,
    hold: parts.hold ?? null,
    zone: { form: formFor<'zone'>(kept, parts.zoneAction), choices: [...new Set([parts.zone, ...commonZones])] },
    fallback: parts.fallback ?? null,
  }
}

/** How long a visitor's offers are held, and whether that can be extended. */
export function holdOf(rows: readonly OfferRow[], now: Date, extendAction: string): OfferChoice['hold'] {
  const held = rows.filter(({ heldUntil }) => heldUntil && heldUntil > now)
  const [until] = held.flatMap(({ heldUntil }) => heldUntil ?? []).sort((a, b) => a.getTime() - b.getTime())
  return until ? { until, extendAction: held.some(({ extensions }) => extensions < mostExtensions) ? extendAction : null } : null
}

const mostExtensions = 10

/** What a choice form says: an offer, a time of their own, or what is missing of it. */
export type Chosen =
  | { offerId: string }
  | { date: string; time: string; words: string; at: Date | null; way: 'written' | 'call' | null }
  | { errors: OfferGiven['errors'] & object }

/**
 * Reads a choice: an offer, a picked time, or words that name one; either suffices, and what is picked counts first. `asksWay` says that the page
 * asked whether to write or to call. Whether an offer can still be chosen the verb decides.
 */
export async function readChoice(
  ctx: Context,
  text: Record<string, string>,
  { zone, teamId, asksWay = false }: { zone: string; teamId: string; asksWay?: boolean },
): Promise<Chosen> {
  const { t, now } = ctx
  const { offer = '', proposalWay, proposalDate: date = '', proposalTime: time = '' } = text
  const words = (text['proposalWords'] ?? '').trim().slice(0, 1_000)
  if (!offer && !date && !time && !words) return { errors: { offer: t('refusals.offer_missing') } }
  if (text['lead'] === 'yes' && words) return { date: '', time: '', words, at: null, way: null }
  if (offer && offer !== 'propose') return { offerId: offer.slice(0, 64) }
  const picked = date && time ? chosenInstant({ date, time }, zone) : null
  if (!picked && (date || time || !words)) return { errors: { proposalDate: t('refusals.proposal_missing') } }
  const way = proposalWay === 'call' || proposalWay === 'written' ? proposalWay : null
  const meant = await understand(ctx, { form: way ?? undefined, at: picked ?? undefined, words, language: t.language, zone, teamId })
  if (meant.needsVisit) return { ...wallOf(meant.at, zone), words, at: meant.at, way: null }
  if (!meant.at) return { errors: { proposalWords: t('refusals.not_understood') } }
  const isAhead = meant.at > now && !isTooFar(meant.at.getTime(), now.getTime())
  if (!isAhead) return { errors: { [picked ? 'proposalDate' : 'proposalWords']: t('refusal.promises.bad_time') } }
  if (asksWay && !way && !meant.saysForm) return { errors: { proposalWay: t('proposal.way_missing') } }
  return { ...wallOf(meant.at, zone), words, at: meant.at, way: meant.form }
}

/** An instant as the day and time the picker would say; empty for none. */
function wallOf(at: Date | null, zone: string): { date: string; time: string } {
  if (!at) return { date: '', time: '' }
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return { date: wall.toPlainDate().toString(), time: wall.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** The values of a choice form as they were typed; a time typed without its button means that button. */
export function offerValues(text: Record<string, string>): OfferGiven['values'] & object {
  const { offer, proposalWay, proposalDate, proposalTime, proposalWords, reason } = text
  const chosen = offer || (proposalDate || proposalTime || proposalWords?.trim() ? 'propose' : undefined)
  return { offer: chosen, proposalWay, proposalDate, proposalTime, proposalWords, reason }
}

/** What a refusal means for the list of offers; null for one that is about something else. */
export const problemOf = (code: RefusalCode): 'taken' | 'expired' | null =>
  code === 'promises.offer_taken' || code === 'promises.not_feasible'
    ? 'taken'
    : code === 'promises.offer_expired' || code === 'not_found'
      ? 'expired'
      : null

/** Offers of a visit or a case as their reader sees them. */
export const offersFor = (ctx: Context, rows: readonly OfferRow[], zone: string): Promise<Offer[]> => viewOffers(ctx, rows, zone)

/** A zone id somebody chose, or null. */
export const zoneFrom = (text: Record<string, string>): string | null => {
  const { zone = '' } = text
  return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/.test(zone) && isZone(zone) ? zone : null
}

function offerOf({ id, form, startsAt, dueAt, record, asAgreed }: Offer): OfferView {
  return { id, way: form, startsAt, dueAt, record, asAgreed }
}

/** Offers without the time one has already: that is no change. */
export const otherOffers = (offers: readonly Offer[], promise: Pick<PromiseView, 'way' | 'startsAt' | 'dueAt'> | null): Offer[] =>
  offers.filter(
    ({ form, startsAt, dueAt }) => form !== promise?.way || (startsAt ?? dueAt).getTime() !== (promise.startsAt ?? promise.dueAt).getTime(),
  )
