import type { FastifyReply } from 'fastify'
import type { OfferProblem } from '#contract/portal.ts'
import { acceptOffer, agreeToMove, freshOffers, movePromise, offersOf, promisesOf, propose, runningPromise } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { Refusal } from '#platform/refusal.ts'
import { changeAs, lookAs, type CaseRequest, type Opened } from './case-door.ts'
import { casePage, type CaseGiven } from './case-page.ts'
import { changePage } from './case-pages.ts'
import { offerValues, otherOffers, problemOf, readChoice, type Chosen } from './offer-choice.ts'
import { sendPage } from './page.ts'
import { promiseOf } from './promise-page.ts'
import { mayProposeCall } from './proposed.ts'

type On = 'case' | 'change'

/** A choice on the case's own page or on P7: an offer, a time of their own, or a fresh list. A list that is gone comes back fresh, with what was chosen and typed. */
export async function chooseOnCase(
  kept: Kept,
  opened: Opened,
  text: Record<string, string>,
  request: CaseRequest,
  reply: FastifyReply,
  on: On,
): Promise<unknown> {
  const { it, zone, base } = opened
  const choosable = () => lookAs(kept, opened, (ctx) => choosableOn(ctx, opened, on))
  const offers = await choosable()
  if (!offers.length && !text['offer'] && !text['proposalDate'] && !text['proposalWords']?.trim()) {
    await changeAs(kept, opened, (ctx) => freshOffers(ctx, it.id))
    return (await choosable()).length
      ? reply.redirect(on === 'change' ? `${base}/change` : base, 303)
      : show(kept, opened, request, reply, on, { fresh: true }, 200)
  }
  const values = offerValues(text)
  const chosen = await lookAs(kept, opened, async (ctx) => {
    const asksWay = await mayProposeCall(ctx, it.id, opened.customer.phone)
    return readChoice(ctx, text, { zone, teamId: it.teamId, asksWay })
  })
  if ('errors' in chosen) return show(kept, opened, request, reply, on, { choice: { values, errors: chosen.errors } }, 422)
  try {
    const done = await changeAs(kept, opened, (ctx) => carryOut(ctx, opened, chosen, text['reason'], on))
    // What comes nearest to a time of theirs is chosen where they proposed it.
    return reply.redirect(`${base}${done === 'proposed' && on === 'change' ? '/change' : ''}?done=${done}`, 303)
  } catch (error) {
    const problem = error instanceof Refusal ? problemOf(error.code) : null
    if (!problem) return refused(kept, opened, request, reply, error)
    await changeAs(kept, opened, (ctx) => freshOffers(ctx, it.id))
    return show(kept, opened, request, reply, on, { choice: { values }, problem, fresh: true }, 409)
  }
}

/** The customer agrees to the move we ask for. A time that is gone after all leads to the choice of another; the old one stands. */
export async function agreeOnCase(kept: Kept, opened: Opened, move: string, request: CaseRequest, reply: FastifyReply): Promise<unknown> {
  try {
    await changeAs(kept, opened, (ctx) => agreeToMove(ctx, move))
    return reply.redirect(`${opened.base}?done=agreed`, 303)
  } catch (error) {
    const problem = error instanceof Refusal && error.code !== 'not_found' ? problemOf(error.code) : null
    if (!problem) return refused(kept, opened, request, reply, error)
    await changeAs(kept, opened, (ctx) => freshOffers(ctx, opened.it.id))
    return show(kept, opened, request, reply, 'change', { problem, fresh: true }, 409)
  }
}

/** What can be chosen: on P7 the time one has already is no choice. */
async function choosableOn(ctx: Context, { it, zone }: Opened, on: On) {
  const offers = await offersOf(ctx, it.id, zone)
  return on === 'case' ? offers : otherOffers(offers, promiseOf(await promisesOf(ctx, it.id, zone)))
}

async function carryOut(
  ctx: Context,
  { it }: Opened,
  chosen: Exclude<Chosen, { errors: unknown }>,
  reason: string | undefined,
  on: On,
): Promise<'chosen' | 'moved' | 'proposed' | 'escalated'> {
  if (!('offerId' in chosen)) {
    const { way, at, words } = chosen
    const { promise, lead } = await propose(ctx, {
      caseId: it.id,
      form: way ?? undefined,
      at: at ?? undefined,
      words: words || undefined,
      toLead: at === null,
    })
    return promise ? 'chosen' : lead ? 'escalated' : 'proposed'
  }
  const running = await runningPromise(ctx, it.id)
  if (on === 'case' || !running) {
    await acceptOffer(ctx, { offerId: chosen.offerId })
    return 'chosen'
  }
  if (running.offerId === chosen.offerId) return 'moved'
  await movePromise(ctx, {
    promiseId: running.id,
    offerId: chosen.offerId,
    reason: reason?.trim().slice(0, 500) || undefined,
    onCustomersWord: false,
  })
  return 'moved'
}

async function show(
  kept: Kept,
  opened: Opened,
  request: CaseRequest,
  reply: FastifyReply,
  on: On,
  given: CaseGiven & { problem?: OfferProblem },
  status: number,
): Promise<unknown> {
  const path = on === 'change' ? `${opened.base}/change` : opened.base
  const page = await lookAs(
    kept,
    opened,
    async (ctx) => (on === 'change' ? await changePage(kept, ctx, opened, given) : null) ?? casePage(kept, ctx, opened, given),
  )
  return sendPage(kept, request, reply, page, { ...opened, path, status })
}

/** A deed that came too late or twice leads to the case as it is now, with the reason in words; anything else goes on as it is. */
export async function problemAsPage(
  kept: Kept,
  opened: Opened,
  request: CaseRequest,
  reply: FastifyReply,
  deed: () => Promise<unknown>,
): Promise<unknown> {
  try {
    return await deed()
  } catch (error) {
    return refused(kept, opened, request, reply, error)
  }
}

async function refused(kept: Kept, opened: Opened, request: CaseRequest, reply: FastifyReply, error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal)) throw error
  const page = await lookAs(kept, opened, async (ctx) => {
    const words = ctx.t(`refusal.${error.code}`)
    const now = await casePage(kept, ctx, opened)
    if (now.message) return { ...now, message: { ...now.message, form: { ...now.message.form, summary: words } } }
    return now.reopen ? { ...now, reopen: { ...now.reopen, summary: words } } : now
  })
  return sendPage(kept, request, reply, page, { ...opened, path: opened.base, status: 409 })
}
