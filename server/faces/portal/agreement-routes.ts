import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Agreement } from '#contract/agreements.ts'
import type { PortalPage } from '#contract/portal.ts'
import { counterAgreement, declineAgreement, endAgreement, findAgreement, listAgreements, signAgreement } from '#promises'
import type { Context } from '#platform/context.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { found, Refusal } from '#platform/refusal.ts'
import { agreementPage, agreementsPage, changePage, foremost, type AgreementGiven } from './agreement-pages.ts'
import { readTerms } from './agreement-terms.ts'
import { readFields } from './fields.ts'
import { throughSession, type SignedIn } from './my-door.ts'
import { sendPage } from './page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }
const base = '/my/agreements'
const mostAgreements = 100
const dones = ['signed', 'proposed', 'declined', 'ended'] as const

type OneRequest = FastifyRequest<{ Params: { id: string }; Querystring: { done?: unknown } }>

/** P20: agreements, for whoever typed the code that was mailed to them. A look changes nothing; a signature is a POST of a person. */
export function agreementPages(app: FastifyInstance, kept: Kept): void {
  app.get(base, open, (request, reply) => throughSession(kept, request, reply, (reader) => listPage(kept, request, reply, reader)))
  const one = (
    path: string,
    method: 'GET' | 'POST',
    answer: (request: OneRequest, reply: FastifyReply, reader: SignedIn) => Promise<unknown>,
  ) =>
    app.route<{ Params: { id: string }; Querystring: { done?: unknown } }>({
      method,
      url: `${base}/:id${path}`,
      ...open,
      handler: (request, reply) => throughSession(kept, request, reply, (reader) => answer(request, reply, reader)),
    })
  one('', 'GET', (request, reply, reader) =>
    onePage(kept, request, reply, reader, { done: dones.find((done) => done === request.query.done) ?? null }),
  )
  one('/change', 'GET', async (request, reply, reader) => {
    const it = await lookAs(kept, reader, (ctx) => findAgreement(ctx, request.params.id))
    return send(kept, request, reply, reader, found(it.may.propose ? changePage(kept, it) : null))
  })
  one('/change', 'POST', (request, reply, reader) => propose(kept, request, reply, reader))
  one('/signature', 'POST', (request, reply, reader) =>
    say(kept, request, reply, reader, 'signed', (ctx, version) => signAgreement(ctx, request.params.id, version)),
  )
  one('/rejection', 'POST', (request, reply, reader) =>
    say(kept, request, reply, reader, 'declined', (ctx, version, reason) => declineAgreement(ctx, request.params.id, { version, reason })),
  )
  one('/end', 'POST', (request, reply, reader) => end(kept, request, reply, reader))
}

const lookAs = <Result>(kept: Kept, { actor, language }: SignedIn, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  look(kept, actor, language, work)

async function listPage(kept: Kept, request: FastifyRequest, reply: FastifyReply, reader: SignedIn): Promise<unknown> {
  const { items } = await lookAs(kept, reader, (ctx) => listAgreements(ctx, { limit: mostAgreements }))
  return send(kept, request, reply, reader, agreementsPage(items))
}

async function onePage(kept: Kept, request: OneRequest, reply: FastifyReply, reader: SignedIn, given: AgreementGiven): Promise<unknown> {
  const it = await lookAs(kept, reader, (ctx) => findAgreement(ctx, request.params.id))
  const status = given.isChanged ? 409 : given.end ? 422 : 200
  return send(kept, request, reply, reader, found(agreementPage(kept, it, given)), { status, path: `${base}/${it.id}` })
}

/** Does what a button says of the version that was read; where somebody spoke meanwhile the page shows how it stands, and nothing is done. */
async function say(
  kept: Kept,
  request: OneRequest,
  reply: FastifyReply,
  reader: SignedIn,
  done: (typeof dones)[number],
  verb: (ctx: Context, version: number, reason: string) => Promise<void>,
): Promise<unknown> {
  const { text } = await readFields(request)
  const [version, reason] = [Number(text['version'] ?? 0), (text['reason'] ?? '').trim().slice(0, 500)]
  try {
    await change(kept, reader.actor, reader.language, (ctx) => verb(ctx, version, reason))
  } catch (error) {
    if (isStale(error)) return onePage(kept, request, reply, reader, { isChanged: true, reason })
    throw error
  }
  return reply.redirect(`${base}/${encodeURIComponent(request.params.id)}?done=${done}`, 303)
}

async function end(kept: Kept, request: OneRequest, reply: FastifyReply, reader: SignedIn): Promise<unknown> {
  const { text } = await readFields(request)
  if (!text['reason']?.trim()) {
    const errors = { reason: await lookAs(kept, reader, async (ctx) => ctx.t('agreement.end.missing')) }
    return onePage(kept, request, reply, reader, { end: { errors } })
  }
  return say(kept, request, reply, reader, 'ended', (ctx, version, reason) => endAgreement(ctx, request.params.id, { version, reason }))
}

/** Other terms as they were typed: sent, or given back with what is missing and nothing lost. */
async function propose(kept: Kept, request: OneRequest, reply: FastifyReply, reader: SignedIn): Promise<unknown> {
  const { text } = await readFields(request)
  const { id } = request.params
  const it = await lookAs(kept, reader, (ctx) => findAgreement(ctx, id))
  const read = await lookAs(kept, reader, async (ctx) => readTerms(ctx.t, text, found(foremost(it)).terms))
  if ('errors' in read) return sendChange(kept, request, reply, reader, it, { values: text, errors: read.errors })
  try {
    const note = (text['note'] ?? '').trim().slice(0, 1000)
    await change(kept, reader.actor, reader.language, (ctx) =>
      counterAgreement(ctx, id, { answers: Number(text['answers'] ?? 0), terms: read.terms, note }),
    )
  } catch (error) {
    if (!isStale(error)) throw error
    // What they typed stands in the form, which now answers what was said meanwhile.
    const summary = await lookAs(kept, reader, async (ctx) => ctx.t('agreement.changed'))
    return sendChange(kept, request, reply, reader, it, { values: text, summary })
  }
  return reply.redirect(`${base}/${id}?done=proposed`, 303)
}

async function sendChange(
  kept: Kept,
  request: OneRequest,
  reply: FastifyReply,
  reader: SignedIn,
  it: Agreement,
  given: Parameters<typeof changePage>[2],
): Promise<unknown> {
  const now = await lookAs(kept, reader, (ctx) => findAgreement(ctx, it.id))
  return send(kept, request, reply, reader, found(changePage(kept, now, given)), { status: 422, path: `${base}/${it.id}/change` })
}

const isStale = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'promises.agreement_changed' || error.code === 'promises.agreement_not_in_force')

const send = (
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  { language, zone }: SignedIn,
  page: PortalPage,
  more: { status?: number; path?: string } = {},
) => sendPage(kept, request, reply, page, { language, zone, ...more })
