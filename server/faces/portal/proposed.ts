import type { Proposed } from '#contract/portal.ts'
import type { Feasibility, KeptPromise } from '#contract/promises.ts'
import type { Case } from '#cases'
import { feasibilityOf, type offersOf } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Happened } from '#platform/events/journal.ts'
import { momentsFor } from '#platform/i18n/index.ts'
import { namesOf } from '#people'
import { answerOf } from './promise-page.ts'
import { formFor } from './page.ts'
import type { Kept } from '#platform/kept.ts'

type Offers = Awaited<ReturnType<typeof offersOf>>
export type WayToAnswer = 'written' | 'call'

const mostSentences = 2
/** What a customer is told otherwise than the desk: no figures of our load, no skills of our people. */
const wordedForCustomers = new Set(['full', 'breaks_later', 'taken', 'nobody'])

/** A proposal that waits (nothing was agreed since), why it cannot be, and which offers were made as what comes nearest to it: none, or those. */
export async function proposedOn(
  ctx: Context,
  it: Case,
  of: { kept: Kept; base: string; promises: readonly KeptPromise[]; history: readonly Happened[]; offers: Offers; zone: string },
): Promise<{ proposed: Proposed | null; nearest: Offers }> {
  const { kept, base, promises, history, offers, zone } = of
  const last = history.findLast((event): event is Happened<'promise.proposed'> => event.name === 'promise.proposed')
  const answer = answerOf(promises)
  const agreedSince = answer && !answer.isDefault && last && answer.agreedAt > last.at
  if (!last || last.facts.feasible || it.state !== 'open' || agreedSince) return { proposed: null, nearest: [] }
  const countered = history.find(
    (event): event is Happened<'promise.offered'> => event.name === 'promise.offered' && event.xid === last.xid && event.id > last.id,
  )
  const nearest = offers.filter(({ id }) => countered?.facts.offerIds.includes(id))
  const { words, personId = null, place = null } = last.facts
  const at = last.facts.at === null ? null : new Date(last.facts.at)
  const form = last.facts.form === 'call' ? 'call' : 'written'
  const name = personId && ((await namesOf(ctx, [personId])).get(personId) ?? null)
  const obstacles = at && at > ctx.now ? await obstaclesTo(ctx, { caseId: it.id, form, at }) : []
  const isVisit = place !== null && history.some((event) => event.name === 'promise.escalated' && event.xid === last.xid)
  const isWithLead = history.some((event) => event.name === 'promise.escalated' && event.id > last.id)
  const proposed: Proposed = {
    words: words ?? proposedWords(ctx, at, null, zone),
    understood: words && (at || place) ? understoodWords(ctx, { form: isVisit ? 'visit' : form, at, name, place }, zone) : null,
    obstacles: !obstacles.length && name && !isWithLead ? [ctx.t('obstacle.person')] : obstacles,
    askLead: isWithLead ? null : formFor(kept, `${base}/proposal/lead`),
  }
  return { proposed, nearest }
}

/** How words about a time were understood, as a sentence: the form, the time, the person and the place. */
export function understoodWords(
  ctx: Context,
  { form, at, name, place }: { form: WayToAnswer | 'visit'; at: Date | null; name: string | null; place: string | null },
  zone: string,
): string {
  const time = at ? momentsFor({ language: ctx.t.language, zone, now: ctx.now }).clock(at) : ''
  const yes = (value: string | null) => (value ? 'yes' : 'no')
  return ctx.t('understood', {
    way: form,
    timed: yes(time),
    time,
    named: yes(name),
    name: name ?? '',
    placed: yes(place),
    place: place ?? '',
  })
}

/** Why a time cannot be promised, in two sentences at most that a customer can read. */
export async function obstaclesTo(ctx: Context, wish: { caseId: string; form: WayToAnswer; at: Date }): Promise<string[]> {
  const { obstacles } = await feasibilityOf(ctx, wish)
  return obstacles.slice(0, mostSentences).map((obstacle) => sentenceOf(ctx, obstacle))
}

/** Whether a call can be proposed on a case: calls are offered and the number is known. */
export async function mayProposeCall(ctx: Context, caseId: string, phone: string | null): Promise<boolean> {
  if (!phone) return false
  const { obstacles } = await feasibilityOf(ctx, { caseId, form: 'call', at: new Date(ctx.now.getTime() + 1) })
  return obstacles.every(({ code }) => code !== 'not_on_menu' && code !== 'no_number')
}

/** A time of their own in words: the day and time, and what they wrote to it. */
export function proposedWords(ctx: Context, at: Date | null, words: string | null, zone: string): string {
  const time = at ? momentsFor({ language: ctx.t.language, zone, now: ctx.now }).clock(at) : ''
  return [time, words].filter(Boolean).join(' – ')
}

const sentenceOf = (ctx: Context, { code, sentence }: Feasibility['obstacles'][number]): string =>
  wordedForCustomers.has(code) ? ctx.t(`obstacle.plain.${code}`) : sentence
