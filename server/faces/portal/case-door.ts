import type { FastifyReply, FastifyRequest } from 'fastify'
import { openLink, type Case } from '#cases'
import { findCustomer, proveAddress, type CustomerRow } from '#customers'
import type { Language } from '#contract/wire.ts'
import type { Actor, Context } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { chosenLanguage, formFor, sendPage } from './page.ts'

export type CaseRequest = FastifyRequest<{ Params: { token: string } }>

/** A case that a link opened for its one customer. */
export interface Opened {
  token: string
  base: string
  it: Case
  customer: CustomerRow
  actor: Actor
  language: Language
  zone: string
}

/** Opens the case behind a link and goes on; else answers with the page that sends a new link, alike for what never was and what is foreign. */
export async function throughLink(
  kept: Kept,
  request: CaseRequest,
  reply: FastifyReply,
  goOn: (opened: Opened) => Promise<unknown>,
): Promise<unknown> {
  const { token } = request.params
  const found = await look(kept, { kind: 'visitor' }, languageOf(request), async (ctx) => {
    const link = await openLink(ctx, kept.house.secretKey, token)
    return link.verdict === 'open' ? { it: link.it, customer: await findCustomer(ctx, link.it.customerId) } : link.verdict
  })
  if (typeof found === 'string') return sendLinkPage(kept, request, reply, found)
  const { it, customer } = found
  const language = chosenLanguage(request) ?? customer.language ?? it.language
  return goOn({
    token,
    base: `/c/${token}`,
    it,
    customer,
    actor: { kind: 'customer', id: it.customerId, caseId: it.id },
    language,
    zone: customer.zone ?? kept.house.shop.zone,
  })
}

/** P18. The token stands in the form, so that the new link can be one to the same case. */
export function sendLinkPage(kept: Kept, request: CaseRequest, reply: FastifyReply, problem: 'expired' | 'wrong'): Promise<unknown> {
  const form = formFor<'address'>(kept, '/links', { hidden: { token: request.params.token.slice(0, 100) } })
  return sendPage(kept, request, reply, { page: 'link', problem, sentTo: null, form }, { status: problem === 'expired' ? 410 : 404 })
}

/** Looks at a case as its customer. */
export const lookAs = <Result>(kept: Kept, { actor, language }: Opened, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  look(kept, actor, language, work)

/** Changes something as the customer. A POST from a page that only their mailbox was told of proves the address. */
export const changeAs = <Result>(
  kept: Kept,
  { actor, language, customer }: Opened,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> =>
  change(kept, actor, language, async (ctx) => {
    if (customer.email && !customer.provenAt) await proveAddress(ctx, customer.email, 'link')
    return work(ctx)
  })
