import type { Moments, T } from '#contract/portal.ts'
import { link, sentence, small, text, type Letter } from './letter.ts'
import { zoneLine } from './facts.ts'

/** What every letter about an agreement knows; `what` is whom and what it is for. */
export interface AgreementFacts {
  t: T
  moments: Moments
  shop: string
  what: string
  version: number
  /** The page on which it is read and signed. */
  page: string
}

/** Something was said of an agreement by us, or both have signed: what, why, and where it is read. */
export function agreementLetter(
  facts: AgreementFacts,
  said: { what: 'proposed' | 'signed' | 'declined' | 'ended'; reason?: string | null; endsAt?: Date },
): Letter {
  const { t, moments, shop, what, version } = facts
  const time = said.endsAt ? moments.clock(said.endsAt) : ''
  return {
    subject: t(`mail.agreement.${said.what}_subject`, { what }),
    parts: [
      sentence(t(`mail.agreement.${said.what}`, { shop, what, version, time })),
      ...(said.reason ? [text(t('mail.agreement.reason', { reason: said.reason }))] : []),
      link(t('mail.agreement.link'), facts.page),
      ...(said.endsAt ? [text(zoneLine(facts))] : []),
      small(t('mail.agreement.footer', { shop })),
    ],
  }
}
