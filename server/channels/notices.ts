import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { momentsFor, translator } from '#platform/i18n/index.ts'
import type { House } from '#platform/kept.ts'
import { addresseeOf, writeTo } from './email/addressee.ts'
import { code as codeLetter, invitation, newLink } from './email/letters/case-letters.ts'
import { queueMail } from './email/outgoing.ts'
import { firstPlace } from './mailbox-store.ts'

/** Mails a six-digit code to an address. Capped like every automatic mail. */
export async function mailCode(
  ctx: Context,
  input: { house: House; address: string; code: string; language: Language; minutes?: number },
): Promise<void> {
  const { house, address, code, language, minutes = 15 } = input
  const place = await firstPlace(ctx.db)
  if (!place) return
  const letter = codeLetter({ t: translator(language), shop: house.shop.name, code, minutes })
  await queueMail(ctx, {
    house,
    place,
    it: null,
    kind: 'code',
    to: { name: '', address },
    language,
    letter,
    autoSubmitted: 'auto-generated',
    proven: false,
  })
}

/** Mails a fresh link to the page of a case, to the address we know and no other. */
export async function mailLink(ctx: Context, { house, caseId }: { house: House; caseId: string }): Promise<void> {
  const to = await addresseeOf(ctx, house, caseId)
  if (to) await writeTo(ctx, to, newLink(to.facts), { kind: 'link' })
}

/** Mails a colleague the link with which they choose a password. */
export async function mailInvitation(
  ctx: Context,
  input: { house: House; address: string; inviter: string; token: string; until: Date; language?: Language },
): Promise<void> {
  const { house, address, inviter, token, until, language = house.shop.language } = input
  const place = await firstPlace(ctx.db)
  if (!place) return
  const facts = { t: translator(language), shop: house.shop.name, moments: momentsFor({ language, zone: house.shop.zone, now: ctx.now }) }
  const letter = invitation({ ...facts, inviter, href: `${house.baseUrl}/desk/invitation?token=${token}`, until })
  await queueMail(ctx, {
    house,
    place,
    it: null,
    kind: 'invitation',
    to: { name: '', address },
    language,
    letter,
    autoSubmitted: 'auto-generated',
    proven: true,
  })
}
