import type { Explanation } from '#contract/promises.ts'
import { findCase } from '#cases'
import { findCustomer } from '#customers'
import { listTeams } from '#people'
import type { Context } from '#platform/context.ts'
import { momentsFor } from '#platform/i18n/index.ts'
import { found, refuse } from '#platform/refusal.ts'
import { citedBy } from './agreement.ts'
import { zoneOf } from './offering.ts'
import * as offers from './offer-store.ts'
import type { QuoteInputs } from './rules/quote.ts'
import * as store from './store.ts'

/** What an offer or a promise was made from, as it rests with it; older ones rest with less. */
type Inputs = Partial<QuoteInputs> & { setBy?: Explanation['setBy']; free?: number }

interface Explained {
  caseId: string | null
  dueAt: Date
  startsAt: Date | null
  level: number
  probability: number | null
  class: string | null
  inputs: object | null
  charterVersion?: number | null
}

/** Why an offer was made as it was. */
export async function explainOffer(ctx: Context, id: string): Promise<Explanation> {
  return explain(ctx, found(await offers.offerById(ctx.db, id)))
}

/** Why a promise was given as it was. */
export async function explainPromise(ctx: Context, id: string): Promise<Explanation> {
  return explain(ctx, found(await store.promiseById(ctx.db, id)))
}

async function explain(ctx: Context, it: Explained): Promise<Explanation> {
  if (!it.caseId) refuse('not_found')
  const { customerId } = await findCase(ctx, it.caseId)
  const zone = await zoneOf(ctx, await findCustomer(ctx, customerId))
  const inputs: Inputs = it.inputs ?? {}
  const { cases = 0, usuallyByMs = null, setBy = 'quote' } = inputs
  const name = it.class && (await classWords(ctx, it.class))
  return {
    sentence: sentenceOf(ctx, it, inputs, name, zone),
    basis: cases > 0 ? 'history' : 'level',
    setBy,
    class: name,
    cases,
    probability: it.probability,
    level: it.level,
    usuallyBy: usuallyByMs === null ? null : new Date(usuallyByMs),
    charterVersion: it.charterVersion ?? null,
  }
}

/** The sentence: what the record says, what set the time, and when half of such cases are done. */
function sentenceOf(ctx: Context, it: Explained, inputs: Inputs, name: string | null, zone: string): string {
  const moments = momentsFor({ language: ctx.t.language, zone, now: ctx.now })
  const { cases = 0, levelMinutes = 0, operatingHours, target = it.level, setBy = 'quote', usuallyByMs, free = 0 } = inputs
  const percent = (share: number) => Math.round(share * 100)
  const time = moments.clock(it.startsAt ?? it.dueAt)
  const span = moments.duration((operatingHours ?? levelMinutes / 60) * 3_600_000)
  const rests = cases
    ? ctx.t('why.history', { cases, class: name ?? '', level: percent(target), span })
    : ctx.t('why.level', { span: moments.duration(levelMinutes * 60_000) })
  const set = ctx.t(`why.set.${setBy}`, {
    time,
    free,
    chance: it.probability === null ? '' : percent(it.probability),
    known: it.probability === null ? 'no' : 'yes',
  })
  const usually = usuallyByMs && cases ? ctx.t('why.usually', { time: moments.clock(new Date(usuallyByMs)) }) : ''
  const within = citedBy(it) && setBy !== 'agreement' ? ctx.t('why.within') : ''
  const restsOnRecord = setBy !== 'slot' && setBy !== 'decision' && setBy !== 'agreement'
  return [restsOnRecord ? rests : '', set, within, setBy === 'slot' ? '' : usually].filter(Boolean).join(' ')
}

/** "Front, request, e-mail, Lithuanian": a class in the reader's words. */
async function classWords(ctx: Context, name: string): Promise<string> {
  if (name === 'all') return ctx.t('why.class.all')
  const [teamId, kind, channel, language] = name.split('/')
  const team = (await listTeams(ctx)).find(({ id }) => id === teamId)?.name ?? '–'
  const names = new Intl.DisplayNames([ctx.t.language], { type: 'language' })
  const words = [team, kind && ctx.t(`kind.${kind}`), channel && ctx.t(`channel.${channel}`), language && names.of(language)]
  return words.filter(Boolean).join(', ')
}
