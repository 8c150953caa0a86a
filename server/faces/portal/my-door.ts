import type { FastifyReply, FastifyRequest } from 'fastify'
import { customerActor, findCustomer, readPortalSession, type CustomerRow } from '#customers'
import type { Language } from '#contract/wire.ts'
import type { Actor } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { look, type Kept } from '#platform/kept.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { chosenLanguage } from './page.ts'

export const sessionCookie = 'kept_portal'

/** Somebody who typed their code in this browser, with what they may see as it stands at this request. */
export interface SignedIn {
  customer: CustomerRow
  actor: Actor & { kind: 'customer' }
  language: Language
  zone: string
}

/** Whose browser it is, by the cookie of a typed code; null for everybody else. */
export async function signedIn(kept: Kept, request: FastifyRequest): Promise<SignedIn | null> {
  const token = request.cookies[sessionCookie]
  if (!token) return null
  try {
    const customer = await look(kept, request.actor, languageOf(request), async (ctx) =>
      findCustomer(ctx, await readPortalSession(ctx, token)),
    )
    return {
      customer,
      actor: customerActor(customer),
      language: chosenLanguage(request) ?? customer.language ?? languageOf(request),
      zone: customer.zone ?? kept.house.shop.zone,
    }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Goes on for whoever typed their code; a look of anybody else leads to the page that asks for it, a form is refused with its words given back. */
export async function throughSession(
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  goOn: (me: SignedIn) => Promise<unknown>,
): Promise<unknown> {
  const me = await signedIn(kept, request)
  if (me) return goOn(me)
  return request.method === 'POST' ? refuse('unauthorised') : reply.redirect('/my', 303)
}
