import type { FastifyReply, FastifyRequest } from 'fastify'
import { findCase } from '#cases'
import {
  changeVisit,
  countKnock,
  findVisit,
  freshVisitOffers,
  holdLonger,
  lockVisit,
  openVisit,
  openVisitCase,
  type Said,
  type Visit,
} from '#channels'
import { kind as kindShape } from '#contract/cases.ts'
import type { OfferProblem } from '#contract/portal.ts'
import { email as emailShape } from '#contract/wire.ts'
import { system, type Context } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { correctAddressOf } from './address.ts'
import { fileRules, readFields, type Fields } from './fields.ts'
import { offerValues, problemOf, readChoice, zoneFrom, type OfferGiven } from './offer-choice.ts'
import { sendPage } from './page.ts'
import { aboutOf } from './visit-about.ts'
import { choosePage, contactPage, receiptPage, startPage, type ContactField, type Given } from './visit-pages.ts'

/** A request for one visit by its token. */
export type TokenRequest = FastifyRequest<{ Params: { token: string } }>

/** P1 posted: the need begins a visit, or the page comes back with what is missing. */
export async function sayNeed(kept: Kept, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const fields = await readFields(request)
  const language = languageOf(request)
  const wait = await change(kept, request.actor, language, (ctx) =>
    countKnock(ctx, { house: kept.house, what: 'visit', place: request.ip }),
  )
  if (wait) refuse('too_many_requests', { retryAfter: wait })
  const faults = await needFaults(kept, request, fields)
  if (faults)
    return sendPage(kept, request, reply, startPage(kept, '/', await aboutOf(kept, request), { values: fields.text, errors: faults }), {
      status: 422,
      path: '/',
    })
  const token = await change(kept, request.actor, language, (ctx) =>
    openVisit(ctx, {
      house: kept.house,
      key: fields.text['_key'] || kept.random.bytes(12).toString('base64url'),
      said: saidOf(fields),
      files: fields.files,
      language,
      zone: kept.house.shop.zone,
    }),
  )
  return reply.redirect(`/v/${token}/choose`, 303)
}

/** P1 of a visit that exists: the need said anew. */
export async function sayAgain(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const fields = await readFields(request)
  const token = tokenOf(request)
  const faults = await needFaults(kept, request, fields)
  if (faults)
    return sendPage(
      kept,
      request,
      reply,
      startPage(kept, `/v/${token}`, await aboutOf(kept, request), { values: fields.text, errors: faults }),
      {
        status: 422,
        path: `/v/${token}`,
      },
    )
  const { choice: _choice, name: _name, email: _email, phone: _phone, ...said } = saidOf(fields)
  await change(kept, request.actor, languageOf(request), (ctx) => changeVisit(ctx, token, said, { files: fields.files }))
  return reply.redirect(`/v/${token}/choose`, 303)
}

/** P3 posted: an offer or a time of their own goes with the visit to P4. */
export async function choose(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const token = tokenOf(request)
  const visit = await look(kept, request.actor, languageOf(request), (ctx) => findVisit(ctx, token))
  if (visit.caseId) return toReceipt(request, reply)
  const page = await look(kept, request.actor, languageOf(request), (ctx) => choosePage(kept, ctx, token, visit))
  const {
    choice: { offers, moreOffers, problem },
  } = page
  const wantsFresh = problem === 'lapsed' && !text['offer'] && !text['proposalDate'] && !text['proposalWords']?.trim()
  if (wantsFresh) return chooseAgain(kept, request, reply, {}, 'none')
  const chosen = await look(kept, request.actor, languageOf(request), async (ctx) =>
    readChoice(ctx, text, { zone: visit.zone, teamId: visit.teamId, asksWay: page.choice.mayProposeCall }),
  )
  if ('errors' in chosen) return showChoice(kept, request, reply, visit, { values: offerValues(text), errors: chosen.errors }, null)
  if ('offerId' in chosen && ![...offers, ...moreOffers].some(({ id }) => id === chosen.offerId))
    return chooseAgain(kept, request, reply, { values: offerValues(text) }, 'expired')
  const choice =
    'offerId' in chosen
      ? chosen
      : { date: chosen.date, time: chosen.time, words: chosen.words, way: chosen.way, inWords: !text['proposalDate'] }
  await change(kept, request.actor, languageOf(request), (ctx) => changeVisit(ctx, token, { choice }))
  return reply.redirect(`/v/${token}/contact`, 303)
}

/** A fresh list in the place of one that is gone, with what was chosen and typed. */
async function chooseAgain(
  kept: Kept,
  request: TokenRequest,
  reply: FastifyReply,
  given: OfferGiven,
  problem: OfferProblem,
): Promise<unknown> {
  const visit = await change(kept, request.actor, languageOf(request), async (ctx) => {
    const locked = await lockVisit(ctx, tokenOf(request))
    await freshVisitOffers(ctx, locked)
    return locked
  })
  return showChoice(kept, request, reply, visit, given, problem)
}

async function showChoice(
  kept: Kept,
  request: TokenRequest,
  reply: FastifyReply,
  visit: Visit,
  given: OfferGiven,
  problem: OfferProblem,
): Promise<unknown> {
  const token = tokenOf(request)
  const page = await look(kept, request.actor, languageOf(request), (ctx) => choosePage(kept, ctx, token, visit, given, problem))
  return sendPage(kept, request, reply, page, {
    zone: visit.zone,
    path: `/v/${token}/choose`,
    status: given.errors ? 422 : problem ? 409 : 200,
  })
}

/** Holds the offers for ten more minutes, with the choice made so far kept. */
export async function hold(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  try {
    const visit = await change(kept, request.actor, languageOf(request), (ctx) => holdLonger(ctx, tokenOf(request)))
    return visit.caseId ? toReceipt(request, reply) : showChoice(kept, request, reply, visit, { values: offerValues(text) }, null)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'promises.no_hold_left') throw error
    return chooseAgain(kept, request, reply, { values: offerValues(text) }, 'expired')
  }
}

/** Whose clock the times are said in. */
export async function pickZone(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const zone = zoneFrom(text)
  const token = tokenOf(request)
  if (zone) await change(kept, request.actor, languageOf(request), (ctx) => changeVisit(ctx, token, {}, { zone }))
  return reply.redirect(`/v/${token}/choose`, 303)
}

/** P4 posted: the case with its promise, in one transaction; a gone offer leads back to P3 with everything kept. */
export async function giveContact(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const token = tokenOf(request)
  const language = languageOf(request)
  const contact = {
    name: (text['name'] ?? '').trim().slice(0, 200),
    email: (text['email'] ?? '').trim(),
    phone: (text['phone'] ?? '').trim().slice(0, 40),
  }
  const visit = await look(kept, request.actor, language, (ctx) => findVisit(ctx, token))
  if (visit.caseId) return toReceipt(request, reply)
  const page = await look(kept, request.actor, language, (ctx) => contactPage(kept, ctx, token, visit, { values: contact }))
  if (!page) return keepAndChooseAgain(kept, request, reply, contact, 'expired')
  const errors = await look(kept, request.actor, language, async (ctx) => contactFaults(ctx, contact, page.asks.phone === 'required'))
  if (Object.values(errors).some(Boolean))
    return sendPage(
      kept,
      request,
      reply,
      { ...page, form: { ...page.form, errors } },
      { status: 422, zone: visit.zone, path: `/v/${token}/contact` },
    )
  try {
    await change(kept, request.actor, language, async (ctx) => {
      await changeVisit(ctx, token, contact)
      await openVisitCase(ctx, kept.house, token)
    })
  } catch (error) {
    const problem = error instanceof Refusal ? problemOf(error.code) : null
    if (!problem) throw error
    return keepAndChooseAgain(kept, request, reply, contact, problem)
  }
  return toReceipt(request, reply)
}

/** What was chosen is gone: back to P3 with a fresh list, and everything typed is kept. */
async function keepAndChooseAgain(
  kept: Kept,
  request: TokenRequest,
  reply: FastifyReply,
  contact: Partial<Said>,
  problem: OfferProblem,
): Promise<unknown> {
  await change(kept, request.actor, languageOf(request), (ctx) => changeVisit(ctx, tokenOf(request), contact))
  return chooseAgain(kept, request, reply, {}, problem)
}

/** The right address in the place of one whose mail came back. */
export async function correctReceipt(kept: Kept, request: TokenRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const [token, language, address] = [tokenOf(request), languageOf(request), (text['email'] ?? '').trim()]
  const { visit, caseId, customerId } = await look(kept, system, language, async (ctx) => {
    const found = await findVisit(ctx, token)
    const it = await findCase(ctx, found.caseId ?? refuse('not_found'))
    return { visit: found, caseId: it.id, customerId: it.customerId }
  })
  const fault = await change(kept, request.actor, language, (ctx) =>
    correctAddressOf(ctx, { house: kept.house, caseId, customerId, address, place: request.ip }),
  )
  if (!fault) return toReceipt(request, reply)
  const page = await look(kept, system, language, (ctx) =>
    receiptPage(kept, ctx, token, { ...visit, caseId }, { values: { email: address }, errors: { email: fault } }),
  )
  return sendPage(kept, request, reply, page, { zone: visit.zone, path: `/v/${token}/receipt`, status: 422 })
}

function contactFaults(ctx: Context, contact: Pick<Said, 'email' | 'phone'>, needsPhone: boolean): Given<ContactField>['errors'] & object {
  const email = !contact.email
    ? ctx.t('refusals.email_missing')
    : emailShape.safeParse(contact.email).success
      ? undefined
      : ctx.t('refusals.email_form')
  const wrongPhone = contact.phone ? !/^[+\d][\d\s()./-]{4,38}$/.test(contact.phone) : needsPhone
  return { email, phone: wrongPhone ? ctx.t('refusals.phone_missing') : undefined }
}

async function needFaults(kept: Kept, request: FastifyRequest, { text, tooLarge }: Fields): Promise<Record<string, string> | null> {
  const missing = (text['need'] ?? '').trim().length < 2
  if (!missing && !tooLarge) return null
  return look(kept, request.actor, languageOf(request), async ({ t }) => ({
    ...(missing && { need: t('refusals.need_missing') }),
    ...(tooLarge && { files: t('refusals.file_too_large', { megabytes: fileRules.maxMegabytes }) }),
  }))
}

function saidOf({ text }: Fields): Said {
  const { need = '', wentWrong = '', expected = '', expectedBy = '', putRight = '', productId = '', projectId = '' } = text
  const kind = kindShape.safeParse(text['kind'])
  const line = (value: string) => value.trim().slice(0, 2_000)
  return {
    need: need.trim(),
    kind: kind.data ?? 'request',
    wentWrong: line(wentWrong),
    expected: line(expected),
    expectedBy: expectedBy.trim().slice(0, 200),
    expectedWay: wayOf(text['expectedWay']),
    putRight: line(putRight),
    productId: productId.slice(0, 64),
    projectId: projectId.slice(0, 64),
    choice: null,
    name: '',
    email: '',
    phone: '',
  }
}

const wayOf = (way: string | undefined) => (way === 'written' || way === 'call' ? way : '')

export const tokenOf = (request: TokenRequest): string => request.params.token
export const toReceipt = (request: TokenRequest, reply: FastifyReply) => reply.redirect(`/v/${tokenOf(request)}/receipt`, 303)
