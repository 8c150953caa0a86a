import { findCustomer } from '#customers'
import { findAgreement, signersOf } from '#promises'
import type { Context } from '#platform/context.ts'
import { momentsFor, translator } from '#platform/i18n/index.ts'
import type { Hears, House } from '#platform/kept.ts'
import { asSystem } from './email/addressee.ts'
import { agreementLetter } from './email/letters/agreement-letters.ts'
import { queueMail } from './email/outgoing.ts'
import { firstPlace } from './mailbox-store.ts'

/** What those who may sign an agreement are told by mail: what we say of it, and that both have signed. */
export const agreementHears: Hears = {
  'promise.agreement_proposed': async (ctx, { agreementId, version, by }, house) => {
    if (by === 'us') await tellSigners(ctx, house, { agreementId, version, what: 'proposed' })
  },
  'promise.agreement_signed': async (ctx, { agreementId, version, agreed }, house) => {
    if (agreed) await tellSigners(ctx, house, { agreementId, version, what: 'signed' })
  },
  'promise.agreement_declined': async (ctx, { agreementId, version, by, reason }, house) => {
    if (by === 'us') await tellSigners(ctx, house, { agreementId, version, what: 'declined', reason })
  },
  'promise.agreement_ended': async (ctx, { agreementId, version, by, reason, endsAt }, house) => {
    if (by === 'us') await tellSigners(ctx, house, { agreementId, version, what: 'ended', reason, endsAt: new Date(endsAt) })
  },
}

type Said = Parameters<typeof agreementLetter>[1] & { agreementId: string; version: number }

async function tellSigners(ctx: Context, house: House, { agreementId, version, ...said }: Said): Promise<void> {
  const place = await firstPlace(ctx.db)
  if (!place) return
  const { organisation, customer, project, product } = await findAgreement(asSystem(ctx), agreementId)
  const what = [organisation ?? customer, project, product].flatMap((one) => one?.name || []).join(', ')
  for (const customerId of await signersOf(asSystem(ctx), agreementId)) {
    const { name, email, language: own, zone, provenAt } = await findCustomer(ctx, customerId)
    if (!email) continue
    const language = own ?? house.shop.language
    const moments = momentsFor({ language, zone: zone ?? house.shop.zone, now: ctx.now })
    const facts = {
      t: translator(language),
      moments,
      shop: house.shop.name,
      what,
      version,
      page: `${house.baseUrl}/my/agreements/${agreementId}`,
    }
    await queueMail(ctx, {
      house,
      place,
      it: null,
      kind: 'agreement',
      to: { name, address: email },
      language,
      letter: agreementLetter(facts, said),
      autoSubmitted: 'auto-generated',
      proven: provenAt !== null,
    })
  }
}
