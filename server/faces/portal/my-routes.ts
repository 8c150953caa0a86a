import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { caseLink, casesOfCustomer, openLink } from '#cases'
import { countKnock, findVisit, mailCode, mailLink } from '#channels'
import { email as emailShape } from '#contract/wire.ts'
import type { Form, PortalPage } from '#contract/portal.ts'
import { closePortalSession, customerByAddress, findCustomer, makeCode, openPortalSession, readPortalSession, tryCode } from '#customers'
import { promisesOf } from '#promises'
import { system, type Actor } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { translator } from '#platform/i18n/index.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { agreementsHrefOf } from './agreement-link.ts'
import { readFields } from './fields.ts'
import { chosenLanguage, cookieTerms, formFor, sendPage } from './page.ts'
import { headOf } from './case-page.ts'
import { promiseOf } from './promise-page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }
const sessionCookie = 'kept_portal'
const addressCookie = 'kept_address'
const codeMinutes = 15
const mostCases = 100
/** Known or not, an address is answered after the same time: the slower of the work and this. */
const sameTimeMs = 150

/** P11 and P18: to one's cases without a link. No answer here tells whether an address is known. */
export function myRoutes(app: FastifyInstance, kept: Kept): void {
  app.get('/my', open, (request, reply) => myCases(kept, request, reply))
  app.post('/my', open, (request, reply) => askCode(kept, request, reply))
  app.get('/my/code', open, (request, reply) => {
    const address = addressOf(request)
    return address ? sendPage(kept, request, reply, codePage(kept, address)) : reply.redirect('/my', 303)
  })
  app.post('/my/code', open, (request, reply) => typeCode(kept, request, reply))
  app.post('/my/leave', open, async (request, reply) => {
    const token = request.cookies[sessionCookie]
    if (token) await change(kept, request.actor, languageOf(request), (ctx) => closePortalSession(ctx, token))
    return reply.clearCookie(sessionCookie, cookieTerms(kept)).redirect('/my', 303)
  })
  app.post('/links', open, (request, reply) => askLink(kept, request, reply))
}

async function myCases(kept: Kept, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const customerId = await customerOf(kept, request)
  if (!customerId) return sendPage(kept, request, reply, askPage(kept, { values: { address: await addressOfVisit(kept, request) } }))
  const actor: Actor = { kind: 'customer', id: customerId, caseId: null }
  const agreementsHref = await agreementsHrefOf(kept, actor)
  const customer = await look(kept, actor, languageOf(request), (ctx) => findCustomer(ctx, customerId))
  const language = chosenLanguage(request) ?? customer.language ?? languageOf(request)
  const zone = customer.zone ?? kept.house.shop.zone
  const page = await look(kept, actor, language, async (ctx): Promise<PortalPage> => {
    const cases = await casesOfCustomer(ctx, customerId, mostCases)
    const entries = []
    for (const it of cases.filter(({ state }) => state !== 'set_aside')) {
      // A fresh link each time: nothing of it rests anywhere.
      const href = new URL(caseLink(kept.house, it, ctx.now)).pathname
      entries.push({
        case: headOf(it, href),
        promise: it.state === 'open' ? promiseOf(await promisesOf(ctx, it.id, zone)) : null,
        openedAt: it.openedAt,
      })
    }
    return { page: 'myCases', address: customer.email ?? '', cases: entries, agreementsHref, leave: formFor(kept, '/my/leave') }
  })
  return sendPage(kept, request, reply, page, { language, zone, path: '/my' })
}

async function askCode(kept: Kept, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const language = languageOf(request)
  const address = (text['address'] ?? '').trim().toLowerCase()
  if (!emailShape.safeParse(address).success) {
    const t = translator(language)
    return sendPage(
      kept,
      request,
      reply,
      askPage(kept, { values: { address }, errors: { address: t(address ? 'refusals.email_form' : 'refusals.email_missing') } }),
      { path: '/my', status: 422 },
    )
  }
  await knock(kept, request, 'code')
  await inTheSameTime(() =>
    change(kept, request.actor, language, async (ctx) => {
      const code = await makeCode(ctx, address)
      const known = await customerByAddress(ctx, address)
      if (code && known)
        await mailCode(ctx, { house: kept.house, address, code, language: known.language ?? language, minutes: codeMinutes })
    }),
  )
  return reply.setCookie(addressCookie, address, { ...cookieTerms(kept), path: '/my', maxAge: codeMinutes * 60 }).redirect('/my/code', 303)
}

async function typeCode(kept: Kept, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const language = languageOf(request)
  const address = addressOf(request)
  if (!address) return reply.redirect('/my', 303)
  const code = (text['code'] ?? '').replace(/\D/g, '').slice(0, 12)
  const verdict = code ? await change(kept, request.actor, language, (ctx) => tryCode(ctx, address, code)) : 'wrong'
  if (verdict !== 'right') {
    const error = translator(language)(verdict === 'wrong' ? 'refusals.code_wrong' : 'refusals.code_expired')
    return sendPage(kept, request, reply, codePage(kept, address, { errors: { code: error }, values: { code } }), {
      path: '/my/code',
      status: 422,
    })
  }
  const session = await change(kept, request.actor, language, async (ctx) => {
    const customer = await customerByAddress(ctx, address)
    return customer && openPortalSession(ctx, customer.id)
  })
  if (session) reply.setCookie(sessionCookie, session.token, { ...cookieTerms(kept), expires: session.expiresAt })
  return reply.clearCookie(addressCookie, { ...cookieTerms(kept), path: '/my' }).redirect('/my', 303)
}

/** P18's form: a new link goes to the address we know, and to no other; the page says the same whatever was typed. */
async function askLink(kept: Kept, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { text } = await readFields(request)
  const language = languageOf(request)
  const address = (text['address'] ?? '').trim().toLowerCase()
  const token = (text['token'] ?? '').slice(0, 100)
  const page = (sentTo: string | null, errors: Form<'address'>['errors']): PortalPage => ({
    page: 'link',
    problem: 'wrong',
    sentTo,
    form: formFor<'address'>(kept, '/links', { values: { address }, errors, hidden: { token } }),
  })
  if (!emailShape.safeParse(address).success) {
    const t = translator(language)
    return sendPage(kept, request, reply, page(null, { address: t(address ? 'refusals.email_form' : 'refusals.email_missing') }), {
      path: '/my',
      status: 422,
    })
  }
  await knock(kept, request, 'link')
  await inTheSameTime(() =>
    change(kept, system, language, async (ctx) => {
      const customer = await customerByAddress(ctx, address)
      if (!customer) return
      const link = await openLink(ctx, kept.house.secretKey, token)
      const [newest] = await casesOfCustomer(ctx, customer.id, 1)
      const caseId = 'it' in link && link.it.customerId === customer.id ? link.it.id : newest?.id
      if (caseId) await mailLink(ctx, { house: kept.house, caseId })
    }),
  )
  return sendPage(kept, request, reply, page(address, {}), { path: '/my' })
}

async function knock(kept: Kept, request: FastifyRequest, what: 'code' | 'link'): Promise<void> {
  const wait = await change(kept, request.actor, languageOf(request), (ctx) =>
    countKnock(ctx, { house: kept.house, what, place: request.ip }),
  )
  if (wait) refuse('too_many_requests', { retryAfter: wait })
}

const inTheSameTime = (work: () => Promise<unknown>): Promise<unknown> => Promise.all([work(), pause(sameTimeMs)])

/** Whose browser it is, by the cookie of a typed code; null for everybody else. */
export async function customerOf(kept: Kept, request: FastifyRequest): Promise<string | null> {
  const token = request.cookies[sessionCookie]
  if (!token) return null
  try {
    return await look(kept, request.actor, languageOf(request), (ctx) => readPortalSession(ctx, token))
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Who comes from their receipt need not type their address again. */
async function addressOfVisit(kept: Kept, request: FastifyRequest): Promise<string | undefined> {
  const { visit } = request.query as { visit?: unknown }
  if (typeof visit !== 'string') return undefined
  try {
    return (await look(kept, request.actor, languageOf(request), (ctx) => findVisit(ctx, visit))).said.email || undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function addressOf(request: FastifyRequest): string | null {
  const address = request.cookies[addressCookie]
  return address && emailShape.safeParse(address).success ? address : null
}

const askPage = (kept: Kept, given: Partial<Pick<Form<'address'>, 'values' | 'errors'>>): PortalPage => ({
  page: 'askCode',
  form: formFor<'address'>(kept, '/my', given),
})

const codePage = (kept: Kept, address: string, given: Partial<Pick<Form<'code'>, 'errors' | 'values'>> = {}): PortalPage => ({
  page: 'typeCode',
  address,
  minutes: codeMinutes,
  form: formFor<'code'>(kept, '/my/code', given),
  again: formFor(kept, '/my', { hidden: { address } }),
})
