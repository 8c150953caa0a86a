import { findCase, lockCase } from '#cases'
import type { PromiseForm } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { ensurePhone } from './acceptance.ts'
import { lockedLoad, lockTeam } from './load.ts'
import { tableFor, wishOf, writeOffers } from './offering.ts'
import { letGo, type OfferRow } from './offer-store.ts'
import { menuOf } from './option.ts'
import { mayChoose } from './rules/may.ts'
import { drafts } from './rules/menu.ts'
import { granted, nearest } from './rules/proposal.ts'
import type { PromiseRow } from './store.ts'
import { take } from './taking.ts'

const farthestMs = 180 * 86_400_000

export interface Propose {
  caseId: string
  form: PromiseForm
  /** An answer by then, or a call that begins then. */
  at: Date
  words?: string | undefined
}

/** Hears a time the customer would rather have: promised at once where the team can keep it, else countered with the nearest it can. */
export async function propose(
  ctx: Context,
  { caseId, form, at, words }: Propose,
): Promise<{ promise: PromiseRow | null; offers: OfferRow[] }> {
  if (at <= ctx.now || at.getTime() > ctx.now.getTime() + farthestMs) refuse('promises.bad_time')
  const { teamId } = await findCase(ctx, caseId)
  await lockTeam(ctx, teamId)
  const it = await lockCase(ctx, caseId)
  allow(mayChoose(ctx.actor))
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  if (form === 'call') await ensurePhone(ctx, it.customerId, undefined)
  const [menu, wish] = [await menuOf(ctx, teamId), await wishOf(ctx, it)]
  const table = await tableFor(ctx, menu, await lockedLoad(ctx, teamId, menu.calendar, it.id), wish)
  const draft = granted(table, { form, atMs: at.getTime() })
  await ctx.tell('promise.proposed', { caseId, at: at.toISOString(), feasible: draft !== null, words: words?.trim() || null })
  if (!draft) return { promise: null, offers: await writeOffers(ctx, wish, nearest(table, { form, atMs: at.getTime() }, drafts(table))) }
  const { optionId, level } = draft
  const startsAt = draft.startsAtMs === null ? null : new Date(draft.startsAtMs)
  const said = {
    offerId: null,
    optionId,
    teamId,
    form,
    level,
    probability: null,
    class: null,
    startsAt,
    dueAt: new Date(draft.dueAtMs),
    language: wish.customer.language,
  }
  const promise = await take(ctx, it, said, { by: 'customer', reason: null })
  await letGo(ctx.db, { caseId })
  return { promise, offers: [] }
}
