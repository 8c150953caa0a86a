import type { Proposed } from '#contract/portal.ts'
import type { Feasibility, KeptPromise } from '#contract/promises.ts'
import type { Case } from '#cases'
import { feasibilityOf, type offersOf } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Happened } from '#platform/events/journal.ts'
import { momentsFor } from '#platform/i18n/index.ts'
import { answerOf } from './promise-page.ts'

type Offers = Awaited<ReturnType<typeof offersOf>>
export type WayToAnswer = 'written' | 'call'

const mostSentences = 2
/** What a customer is told otherwise than the desk: no figures of our load, no skills of our people. */
const wordedForCustomers = new Set(['full', 'breaks_later', 'taken', 'nobody'])

/** A proposal that waits (nothing was agreed since), why it cannot be, and whether these offers were made as what comes nearest to it. */
export async function proposedOn(
  ctx: Context,
  it: Case,
  of: { promises: readonly KeptPromise[]; history: readonly Happened[]; offers: Offers; zone: string },
): Promise<{ proposed: Proposed | null; nearest: boolean }> {
  const { promises, history, offers, zone } = of
  const last = history.findLast((event): event is Happened<'promise.proposed'> => event.name === 'promise.proposed')
  const answer = answerOf(promises)
  const agreedSince = answer && !answer.isDefault && last && answer.agreedAt > last.at
  if (!last || last.facts.feasible || it.state !== 'open' || agreedSince) return { proposed: null, nearest: false }
  const countered = history.find(
    (event): event is Happened<'promise.offered'> => event.name === 'promise.offered' && event.xid === last.xid && event.id > last.id,
  )
  const nearest = offers.filter(({ id }) => countered?.facts.offerIds.includes(id))
  const at = new Date(last.facts.at)
  const form = last.facts.form === 'call' ? 'call' : 'written'
  const obstacles = await obstaclesTo(ctx, { caseId: it.id, form, at })
  return { proposed: { words: proposedWords(ctx, at, last.facts.words, zone), obstacles }, nearest: nearest.length > 0 }
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
