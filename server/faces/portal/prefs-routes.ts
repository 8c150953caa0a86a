import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { caseLink } from '#cases'
import { takeIn } from '#channels'
import { changePreferences, findCustomer, type Preferences } from '#customers'
import { isRepeated } from '#platform/http/form-key.ts'
import { isLanguage, translator } from '#platform/i18n/index.ts'
import { change, type Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { readFields } from './fields.ts'
import { throughSession, type SignedIn } from './my-door.ts'
import { dataOf } from './my-data.ts'
import { zoneFrom } from './offer-choice.ts'
import { rememberDisplay, sendPage } from './page.ts'
import { prefsPage, type PrefsField } from './prefs-page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }

/** P17: what a person prefers, all that is kept about them as a file, and the wish to be erased. Only by a typed code. */
export function prefsRoutes(app: FastifyInstance, kept: Kept): void {
  const signed =
    (goOn: (me: SignedIn, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    (request: FastifyRequest, reply: FastifyReply) =>
      throughSession(kept, request, reply, (me) => goOn(me, request, reply))
  app.get(
    '/prefs',
    open,
    signed((me, request, reply) =>
      sendPage(kept, request, reply, prefsPage(kept, me, { saved: isSaved(request) }), { ...me, path: '/prefs' }),
    ),
  )
  app.post('/prefs', open, async (request, reply) => {
    const { text } = await readFields(request)
    return throughSession(kept, request, reply, (me) => save(kept, me, text, request, reply))
  })
  app.get(
    '/prefs/data',
    open,
    signed(async (me, _request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="my-data.json"')
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(dataOf(kept, me))),
    ),
  )
  app.post('/prefs/erasure', open, async (request, reply) => {
    const { text } = await readFields(request)
    return throughSession(kept, request, reply, (me) => askErasure(kept, me, text['_key'], reply))
  })
}

const isSaved = (request: FastifyRequest): boolean => (request.query as { done?: unknown }).done === 'saved'

async function save(
  kept: Kept,
  me: SignedIn,
  text: Record<string, string>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const wish = wishOf(text, me)
  const errors = faultsOf(text, me)
  if (Object.values(errors).some(Boolean))
    return sendPage(kept, request, reply, prefsPage(kept, me, { values: text, errors }), { ...me, path: '/prefs', status: 422 })
  await change(kept, me.actor, me.language, (ctx) => changePreferences(ctx, me.customer.id, wish))
  // What was chosen here is the language of this browser as well, whatever it was switched to before.
  rememberDisplay(kept, reply, 'lang', wish.language)
  return reply.redirect('/prefs?done=saved', 303)
}

function wishOf(text: Record<string, string>, { customer, language, zone }: SignedIn): Preferences {
  const { name = '', phone = '', quietFrom = '', quietTo = '', prefers, restNotice } = text
  const chosen = text['language']
  return {
    name: name.trim().slice(0, 200),
    phone: phone.trim() || null,
    language: chosen && isLanguage(chosen) ? chosen : (customer.language ?? language),
    zone: zoneFrom(text) ?? zone,
    prefers: prefers === 'written' || prefers === 'call' ? prefers : null,
    quiet: quietFrom && quietTo && quietFrom !== quietTo ? { from: quietFrom, to: quietTo } : null,
    restNotice: restNotice !== 'no',
  }
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

function faultsOf({ phone = '', quietFrom = '', quietTo = '' }: Record<string, string>, { language }: SignedIn) {
  const t = translator(language)
  const wrong = (time: string) => (time ? !clock.test(time) : Boolean(quietFrom || quietTo))
  const errors: Partial<Record<PrefsField, string>> = {}
  if (phone.trim() && !/^[+\d][\d\s()./-]{4,38}$/.test(phone.trim())) errors.phone = t('prefs.phone_form')
  if (wrong(quietFrom)) errors.quietFrom = t('prefs.quiet_form')
  if (wrong(quietTo)) errors.quietTo = t('prefs.quiet_form')
  return errors
}

/** The wish to be erased is a case like any other: with a number, a promise, and a person who does it. */
async function askErasure(kept: Kept, me: SignedIn, key: string | undefined, reply: FastifyReply): Promise<unknown> {
  const { customer, actor, language } = me
  const link = await change(kept, actor, language, async (ctx) => {
    if (await isRepeated(ctx, key, 'erasure')) return null
    const { email } = await findCustomer(ctx, customer.id)
    if (!email) refuse('not_found')
    const [subject, text] = [ctx.t('erase.subject'), ctx.t('erase.words')]
    const { it } = await takeIn(ctx, {
      house: kept.house,
      customer: { email },
      kind: 'request',
      channel: 'form',
      subject,
      language,
      message: { channel: 'form', text, shownText: text, language, from: { name: customer.name, address: email } },
      acknowledge: true,
    })
    return new URL(caseLink(kept.house, it, ctx.now)).pathname
  })
  return reply.redirect(link ?? '/my', 303)
}
