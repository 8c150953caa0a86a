import { link, sentence, small, text, words, type Letter } from './letter.ts'
import { subjectWith, zoneLine, type CaseFacts } from './facts.ts'
import { ending } from './promise-letters.ts'

/** The words of a person of the desk. An answer asks whether it is solved; an update only tells. */
export function answer(facts: CaseFacts & { said: string; language: string | null; isAnswer: boolean }): Letter {
  const { t, number, isAnswer } = facts
  return {
    subject: isAnswer ? subjectWith(facts, 'mail.answer.subject', {}) : t('mail.update.subject', { number }),
    parts: [
      words(facts.said, facts.language),
      link(t(isAnswer ? 'mail.answer.solved' : 'mail.page'), facts.page),
      ...(isAnswer ? [text(t('mail.answer.only_you'))] : []),
      small(`${t('mail.private')}\n${t('mail.footer', { shop: facts.shop })}`),
    ],
  }
}

/** After our answer nobody spoke: the first notice, the second with the day of rest, or the rest itself. */
export function silence(facts: CaseFacts & { step: 'first' | 'second' | 'rest'; answeredAt: Date; restsAt: Date | null }): Letter {
  const { t, moments, number, step } = facts
  const said = {
    first: () => t('mail.silent.first', { time: moments.clock(facts.answeredAt) }),
    second: () => t('mail.silent.second', { date: moments.values(facts.restsAt ?? moments.now).date }),
    rest: () => t('mail.silent.rest'),
  }
  return {
    subject: t(step === 'rest' ? 'mail.silent.rest_subject' : 'mail.silent.subject', { number }),
    parts: [sentence(said[step]()), link(t(step === 'rest' ? 'mail.page' : 'mail.answer.solved'), facts.page), ...ending(facts)],
  }
}

/** A fresh link to the page of a case, sent to the address we know. */
export function newLink(facts: CaseFacts): Letter {
  const { t, number } = facts
  return { subject: t('mail.link.subject', { number }), parts: [link(t('mail.link.text'), facts.page), ...ending(facts)] }
}

/** What was withheld by the caps, in one mail. */
export function digest(
  facts: Pick<CaseFacts, 't' | 'shop' | 'number'> & { withheld: readonly { subject: string; page: string | null }[]; count: number },
): Letter {
  const { t, number, withheld, count } = facts
  return {
    subject: t('mail.digest.subject', { count, number }),
    parts: [
      sentence(t('mail.digest.why')),
      ...withheld.map(({ subject, page }) => (page ? link(subject, page) : text(subject))),
      small(t('mail.footer', { shop: facts.shop })),
    ],
  }
}

/** Six digits for whoever asks to see the cases of an address. */
export function code(facts: Pick<CaseFacts, 't' | 'shop'> & { code: string; minutes: number }): Letter {
  const { t, shop } = facts
  return {
    subject: t('mail.code.subject', { shop }),
    parts: [
      sentence(t('mail.code.text', { code: facts.code })),
      text(t('mail.code.time', { minutes: facts.minutes })),
      text(t('mail.code.stranger')),
    ],
  }
}

/** A colleague's way in. */
export function invitation(facts: Pick<CaseFacts, 't' | 'shop' | 'moments'> & { inviter: string; href: string; until: Date }): Letter {
  const { t, shop, moments } = facts
  return {
    subject: t('mail.invitation.subject', { shop }),
    parts: [
      text(t('mail.invitation.text', { name: facts.inviter, shop })),
      link(t('mail.invitation.link', { time: moments.clock(facts.until) }), facts.href),
      text(zoneLine(facts)),
    ],
  }
}
