import type { CasePage, Extra, MoveAsk, OfferProblem, PromiseView } from '#contract/portal.ts'
import type { KeptPromise } from '#contract/promises.ts'
import { isAnswer } from '#contract/tracks.ts'
import type { Case } from '#cases'
import { moveRequestOf, promiseExtra, quoteBeside } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { formFor } from './page.ts'
import { besideOf, runs } from './promise-page.ts'

const waysToAsk = ['update', 'resolution'] as const
const places = { update: 'updates', resolution: 'resolutions' } as const

/** What is promised beside the answer, each with who has it and by when it comes where it is late. */
export async function besidePage(ctx: Context, it: Case, promises: readonly KeptPromise[], owner: string): Promise<PromiseView[]> {
  const lates = new Map<string, PromiseView['late']>()
  for (const { id, form, state } of promises) {
    if (state !== 'late' || isAnswer(form) || form === 'arrival') continue
    const next = await quoteBeside(ctx, it.id, form)
    if (next) lates.set(id, { owner, nextBy: new Date(next.dueAtMs) })
  }
  return besideOf(promises, ctx.now, ({ id }) => lates.get(id) ?? null)
}

/** What else can be asked for while the case is open: of each form of which none runs, what could be promised now. Changes nothing. */
export async function extrasPage(
  kept: Kept,
  ctx: Context,
  { it, base, promises, problem = null }: { it: Case; base: string; promises: readonly KeptPromise[]; problem?: OfferProblem },
): Promise<CasePage['extras']> {
  const items: Extra[] = []
  for (const way of it.state === 'open' ? waysToAsk : []) {
    if (promises.some((promise) => promise.form === way && runs(promise))) continue
    const draft = await quoteBeside(ctx, it.id, way)
    if (!draft) continue
    const dueAt = new Date(draft.dueAtMs)
    items.push({ way, dueAt, form: formFor(kept, `${base}/${places[way]}`, { hidden: { by: dueAt.toISOString() } }) })
  }
  return { items, problem: problem === 'taken' && !items.length ? 'none' : problem }
}

/** Promises what was quoted, at the time that stood on the page or not at all: `promises.offer_taken` where only a later one is left. */
export async function takeExtra(ctx: Context, input: { caseId: string; form: Extra['way']; by: string | undefined }): Promise<void> {
  const at = new Date(input.by ?? '')
  if (Number.isNaN(at.getTime()) || at <= ctx.now) refuse('promises.offer_expired')
  const { agreedAt, dueAt } = await promiseExtra(ctx, { caseId: input.caseId, form: input.form, at })
  // Asked for twice, the first promise stands, whatever it says.
  if (agreedAt.getTime() === ctx.now.getTime() && dueAt > at) refuse('promises.offer_taken')
}

/** What a refusal of an extra means for the page; null for one that is about something else. */
export function extraProblem(error: unknown): 'taken' | 'expired' | 'none' | null {
  if (!(error instanceof Refusal)) return null
  if (error.code === 'promises.offer_taken') return 'taken'
  if (error.code === 'promises.offer_expired') return 'expired'
  return error.code === 'promises.not_feasible' ? 'none' : null
}

/** The move that we ask for and the customer has not decided on. */
export async function movePage(
  kept: Kept,
  ctx: Context,
  { it, base, promises }: { it: Case; base: string; promises: readonly KeptPromise[] },
): Promise<MoveAsk | null> {
  const asked = it.state === 'open' || it.state === 'answered' ? await moveRequestOf(ctx, it.id) : null
  const now = asked && promises.find(({ id }) => id === asked.promiseId)
  if (!asked || !now) return null
  const { offer, reason, id } = asked
  return {
    now: { way: now.form, startsAt: now.startsAt, dueAt: now.dueAt },
    to: { way: offer.form, startsAt: offer.startsAt, dueAt: offer.dueAt },
    reason,
    agree: formFor(kept, `${base}/move/agreement`, { hidden: { move: id } }),
    changeHref: `${base}/change`,
    keep: formFor(kept, `${base}/move/refusal`, { hidden: { move: id } }),
  }
}
