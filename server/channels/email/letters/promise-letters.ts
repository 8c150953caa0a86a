import type { UnderAgreement } from '#contract/agreements.ts'
import { isAnswer } from '#contract/tracks.ts'
import { link, list, sentence, small, text, words, type Letter, type Part } from './letter.ts'
import { promiseSentence, shortPromise, subjectWith, timeOf, zoneLine, type CaseFacts, type Due } from './facts.ts'

/** A promise as letters speak of it, with the agreement and the version of the charter it was given under. */
type Promised = Due & { agreement?: UnderAgreement | null; charterVersion?: number | null }

const asAgreed = ({ t }: CaseFacts, { agreement }: Promised): Part[] =>
  agreement ? [text(t('agreed.promise', { version: agreement.version }))] : []

const citing = ({ t, charter }: CaseFacts, { charterVersion: version }: Promised): Part[] =>
  version ? [small(`${t('charter.cite', { version })}: ${charter}/versions/${version}`)] : []

/** The receipt: number, owner, the promise that runs already, and what else can be chosen. */
export function acknowledgement(facts: CaseFacts & { promise: Promised; offers: readonly Due[]; quoted: string | null }): Letter {
  const { t, number, owner, promise, offers, quoted } = facts
  return {
    subject: promiseSubject(facts, promise),
    parts: [
      ...inDanger(facts),
      sentence(promiseSentence(facts, promise)),
      ...asAgreed(facts, promise),
      text(`${t('mail.ack.received', { number })}\n${t('mail.ack.owner', { owner })}`),
      ...choices(facts, t('mail.ack.choose'), offers),
      link(t(offers.length ? 'mail.ack.link' : 'mail.page'), facts.page),
      text(`${t('mail.ack.reply')}\n${t('expect')}`),
      ...(quoted ? [text(t('mail.ack.you_wrote')), words(quoted)] : [text(t('mail.ack.stranger'))]),
      ...citing(facts, promise),
      ...ending(facts),
    ],
  }
}

/** The receipt of what the customer chose. */
export function chosen(facts: CaseFacts & { promise: Promised }): Letter {
  const { t, owner, promise } = facts
  return {
    subject: promiseSubject(facts, promise),
    parts: [
      ...(promise.form === 'arrival' ? [] : inDanger(facts)),
      sentence(promiseSentence(facts, promise)),
      ...comesBy(promise),
      ...(promise.form === 'arrival' ? inDanger(facts) : []),
      ...asAgreed(facts, promise),
      ...(promise.form === 'call' && promise.startsAt
        ? [text(t('detail.call', { start: facts.moments.clock(promise.startsAt), end: facts.moments.clock(promise.dueAt) }))]
        : []),
      text(`${t('mail.ack.owner', { owner })}\n${t('expect')}`),
      link(t('mail.page'), facts.page),
      ...citing(facts, promise),
      ...ending(facts),
    ],
  }
}

/** Before it is due: it may slip, and here is what else can be had. Of what stands beside the answer it says what it is. */
export function atRisk(facts: CaseFacts & { promise: Due; offers: readonly Due[] }): Letter {
  const { t, number, promise } = facts
  const time = isAnswer(promise.form) ? timeOf(facts, promise) : shortPromise(facts, promise)
  return {
    subject: t('mail.risk.subject', { time, number }),
    parts: [
      sentence(t('mail.risk.what', { time })),
      text(t('late.owner', { owner: facts.owner })),
      ...(isAnswer(promise.form) ? choices(facts, t('mail.risk.choose'), facts.offers) : [text(t('mail.risk.stays'))]),
      link(t(isAnswer(promise.form) ? 'mail.ack.link' : 'mail.page'), facts.page),
      ...ending(facts),
    ],
  }
}

/** After it was due, in four parts: what happened, who has it, what comes next and when, what you can do. */
export function late(facts: CaseFacts & { promise: Promised; next: Due; offers: readonly Due[] }): Letter {
  const { t, moments, number, promise } = facts
  const time = timeOf(facts, facts.next)
  const now = moments.clock(moments.now)
  const beside = !isAnswer(promise.form)
  return {
    subject: t('mail.late.subject', { time, number }),
    parts: [
      sentence(
        beside ? t('late.what_beside', { what: shortPromise(facts, promise), now }) : t('late.what', { was: timeOf(facts, promise), now }),
      ),
      text(`${t('late.owner', { owner: facts.owner })}\n${t(beside ? 'late.next_beside' : 'late.next', { time })}`),
      ...(promise.agreement?.breach ? [text(t('agreed.breach', { breach: promise.agreement.breach }))] : []),
      ...(beside ? leadChoice(facts, promise) : choices(facts, t('mail.late.choose'), facts.offers)),
      link(t(beside ? 'mail.page' : 'mail.ack.link'), facts.page),
      ...ending(facts),
    ],
  }
}

/** A new time, set by us with a reason or by the customer. */
export function moved(facts: CaseFacts & { promise: Promised; was: Date; by: 'us' | 'customer'; reason: string | null }): Letter {
  const { t, moments, number, promise, by, reason } = facts
  const was = moments.clock(facts.was)
  return {
    subject: t('mail.moved.subject', { time: timeOf(facts, promise), number }),
    parts: [
      sentence(promiseSentence(facts, promise)),
      ...comesBy(promise),
      text(t(by === 'us' ? 'moved.us' : 'moved.you', { was })),
      ...(by === 'us' && reason ? [text(t('moved.reason', { reason }))] : []),
      link(t(by === 'us' && promise.form !== 'arrival' ? 'mail.moved.us' : 'mail.page'), facts.page),
      ...(by === 'customer' ? [text(t('mail.moved.you'))] : []),
      ...citing(facts, promise),
      ...ending(facts),
    ],
  }
}

/** A move that we ask for: both times and why; the old one stands until the customer agrees. */
export function moveAsked(facts: CaseFacts & { promise: Due; to: Due; reason: string }): Letter {
  const { t, number, promise, to, reason } = facts
  const [was, time] = [timeOf(facts, promise), timeOf(facts, to)]
  return {
    subject: t('mail.move.subject', { time, number }),
    parts: [
      sentence(t('move.ask', { time, was })),
      text(`${t('moved.reason', { reason })}\n${t('move.stands', { was })}`),
      link(t('mail.move.link'), facts.page),
      ...ending(facts),
    ],
  }
}

/** Two calls nobody picked up. */
export function callMissed(facts: CaseFacts & { first: Date; second: Date; offers: readonly Due[] }): Letter {
  const { t, moments, number } = facts
  return {
    subject: t('mail.call.subject', { number }),
    parts: [
      sentence(t('mail.call.tried', { first: moments.clock(facts.first), second: moments.clock(facts.second) })),
      ...choices(facts, t('mail.call.choose'), facts.offers),
      link(t('mail.ack.link'), facts.page),
      ...ending(facts),
    ],
  }
}

/** Something they asked for has changed: because of how many, what, and where their case is. A sentence that is not in their language says so. */
export function changed(facts: CaseFacts & { because: string; sentence: string; language: string }): Letter {
  const { t, number, because, language } = facts
  return {
    subject: t('mail.change.subject', { number }),
    parts: [
      sentence(because),
      words(facts.sentence, language),
      ...(language === t.language ? [] : [small(t('mail.change.english'))]),
      link(t('mail.page'), facts.page),
      small(`${t('mail.private')}\n${t('mail.footer', { shop: facts.shop })}`),
    ],
  }
}

/** Help that was sent is not there by its time, as far as anybody said. */
export function helpLate(facts: CaseFacts & { promise: Due }): Letter {
  const { t, number, promise } = facts
  return {
    subject: t('mail.help_late.subject', { number }),
    parts: [
      sentence(t('help.late', { was: timeOf(facts, promise) })),
      text(`${t('late.owner', { owner: facts.owner })}\n${t('help.late_call')}`),
      link(t('mail.page'), facts.page),
      ...ending(facts),
    ],
  }
}

/** What to do while nobody is there yet; said at once where an emergency is raised after the receipt went out. */
export function danger(facts: CaseFacts): Letter {
  const { t, number } = facts
  return {
    subject: t('mail.emergency.subject', { number }),
    parts: [...inDanger(facts), link(t('mail.page'), facts.page), ...ending(facts)],
  }
}

function inDanger({ t, emergency }: CaseFacts): Part[] {
  return emergency ? [sentence(t('emergency.title')), text(`${t(`emergency.do.${emergency}`)}\n\n${t('emergency.we')}`)] : []
}

const comesBy = ({ who }: Due): Part[] => (who ? [text(who)] : [])

/** Whose time it is, who wrote, and that the link is a secret. */
export function ending(facts: CaseFacts): Part[] {
  return [text(zoneLine(facts)), small(`${facts.t('mail.private')}\n${facts.t('mail.footer', { shop: facts.shop })}`)]
}

function choices(facts: CaseFacts, invitation: string, offers: readonly Due[]): Part[] {
  return offers.length ? [text(invitation), list(offers.map((offer) => shortPromise(facts, offer)))] : []
}

/** Beside the answer there is nothing to choose but a lead, and where their answer is what is late, not even that. */
const leadChoice = ({ t }: CaseFacts, { form }: Due): Part[] =>
  form === 'escalation' ? [] : [text(`${t('late.choice')} ${t('late.lead')}`)]

function promiseSubject(facts: CaseFacts, promise: Due): string {
  if (promise.form !== 'written') return `${shortPromise(facts, promise)} (${facts.number}${facts.topic ? `: ${facts.topic}` : ''})`
  return subjectWith(facts, 'mail.promise.subject', { time: timeOf(facts, promise) })
}
