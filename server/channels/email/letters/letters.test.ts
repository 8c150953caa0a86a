import { simpleParser } from 'mailparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { languages, missingTexts, momentsFor, translator, type Language } from '#platform/i18n/index.ts'
import { callFile } from '../calendar-file.ts'
import { oneLine } from '../outgoing.ts'
import type { OutgoingMail } from '../outgoing-store.ts'
import { composed } from '../transport.ts'
import { answer, code, digest, invitation, newLink, silence } from './case-letters.ts'
import type { CaseFacts, Due } from './facts.ts'
import { asHtml, asText, type Letter } from './letter.ts'
import { acknowledgement, atRisk, callMissed, chosen, late, moved, moveAsked } from './promise-letters.ts'
import { naughty } from './naughty.ts'

const now = new Date('2026-11-25T10:00:00Z')
const due: Due = { form: 'written', startsAt: null, dueAt: new Date('2026-11-25T12:32:00Z') }
const call: Due = { form: 'call', startsAt: new Date('2026-11-26T15:30:00Z'), dueAt: new Date('2026-11-26T15:40:00Z') }
const offers = [due, call, { ...due, dueAt: new Date('2026-12-01T10:00:00Z') }]
const page = `http://desk.kept.example/c/01KB0000000000000000000AAA.fgz.${'x'.repeat(22)}`

function factsIn(language: Language, topic: string | null = null): CaseFacts {
  return {
    t: translator(language),
    moments: momentsFor({ language, zone: 'Europe/Vilnius', now }),
    shop: 'Velo Shop',
    number: 'K-1042',
    owner: 'Front',
    page,
    charter: 'http://desk.kept.example/charter',
    topic,
    emergency: null,
  }
}

const letters: Record<string, (facts: CaseFacts) => Letter> = {
  acknowledgement: (facts) => acknowledgement({ ...facts, promise: { ...due, charterVersion: 3 }, offers, quoted: null }),
  acknowledgementAfterProof: (facts) => acknowledgement({ ...facts, topic: 'Chain', promise: due, offers: [], quoted: 'It broke.' }),
  chosenCall: (facts) => chosen({ ...facts, promise: { ...call, charterVersion: 3 } }),
  chosenWritten: (facts) => chosen({ ...facts, promise: due }),
  atRisk: (facts) => atRisk({ ...facts, promise: due, offers }),
  late: (facts) => late({ ...facts, promise: due, next: call, offers }),
  atRiskUpdate: (facts) => atRisk({ ...facts, promise: { ...due, form: 'update' }, offers: [] }),
  lateEscalation: (facts) => late({ ...facts, promise: { ...due, form: 'escalation' }, next: { ...due, form: 'escalation' }, offers: [] }),
  chosenResolution: (facts) => chosen({ ...facts, promise: { ...due, form: 'resolution' } }),
  moveAsked: (facts) => moveAsked({ ...facts, promise: due, to: { ...due, dueAt: offers[2]?.dueAt ?? now }, reason: 'A part is missing.' }),
  movedByUs: (facts) => moved({ ...facts, promise: due, was: now, by: 'us', reason: 'A colleague is ill.' }),
  movedByYou: (facts) => moved({ ...facts, promise: { ...call, charterVersion: 3 }, was: now, by: 'customer', reason: null }),
  callMissed: (facts) => callMissed({ ...facts, first: now, second: now, offers }),
  answer: (facts) => answer({ ...facts, said: 'We mended it.\nCome by.', language: 'en', isAnswer: true }),
  answerWithTopic: (facts) => answer({ ...facts, topic: 'Chain', said: 'We mended it.', language: null, isAnswer: true }),
  update: (facts) => answer({ ...facts, said: 'The part is ordered.', language: null, isAnswer: false }),
  silentFirst: (facts) => silence({ ...facts, step: 'first', answeredAt: now, restsAt: now }),
  silentSecond: (facts) => silence({ ...facts, step: 'second', answeredAt: now, restsAt: now }),
  silentRest: (facts) => silence({ ...facts, step: 'rest', answeredAt: now, restsAt: null }),
  newLink: (facts) => newLink(facts),
  digest: (facts) =>
    digest({
      ...facts,
      withheld: [
        { subject: 'One', page },
        { subject: 'Two', page: null },
      ],
      count: 2,
    }),
  code: (facts) => code({ ...facts, code: '012345', minutes: 15 }),
  invitation: (facts) => invitation({ ...facts, inviter: 'Ieva', href: 'http://desk.kept.example/desk/invitation?token=abc', until: now }),
}

function mailOf(letter: Letter, language: Language, wishes: Partial<OutgoingMail> = {}): OutgoingMail {
  const subject = oneLine(letter.subject, 400)
  return {
    id: 'mail_1',
    caseId: null,
    caseMessageId: null,
    kind: 'x',
    messageId: '<k.0.abcdefghijkl.AAAAAAAAAAAAAAAAAAAAAA@kept.example>',
    inReplyTo: null,
    refs: [],
    toName: '',
    toAddress: 'you@mail.example',
    fromName: 'Velo Shop',
    fromAddress: 'help@kept.example',
    replyTo: 'help+1042.abc@kept.example',
    language,
    subject,
    text: asText(letter),
    html: asHtml({ ...letter, subject }, language),
    calendar: null,
    automatic: true,
    autoSubmitted: 'auto-generated',
    state: 'queued',
    attempts: 0,
    nextAt: now,
    because: null,
    createdAt: now,
    sentAt: null,
    ...wishes,
  }
}

const built = (mail: OutgoingMail): Promise<Buffer> => new MailComposer(composed(mail)).compile().build()
const squashed = (text: string | undefined) => (text ?? '').replace(/\r\n/g, '\n').trim()

async function check(mail: OutgoingMail): Promise<void> {
  const raw = await built(mail)
  const lines = raw.toString('latin1').split('\r\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998)
  const [one, other] = [await new PostalMime().parse(raw), await simpleParser(raw)]
  const to = Array.isArray(other.to) ? other.to[0] : other.to
  expect([one.subject ?? '', other.subject ?? '']).toEqual([mail.subject, mail.subject])
  expect([one.to?.map(({ name, address }) => [name, address]), to?.value.map(({ name, address }) => [name, address])]).toEqual([
    [[mail.toName, mail.toAddress]],
    [[mail.toName, mail.toAddress]],
  ])
  expect([one.from?.name, other.from?.value[0]?.name]).toEqual([mail.fromName, mail.fromName])
  expect([one.messageId, other.messageId]).toEqual([mail.messageId, mail.messageId])
  expect([squashed(one.text), squashed(other.text)]).toEqual([squashed(mail.text), squashed(mail.text)])
  expect(squashed(one.html)).toBe(squashed(mail.html))
  expect(
    one.headers
      .filter(({ key }) => ['to', 'cc', 'bcc', 'from', 'subject', 'message-id'].includes(key))
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(['from', 'message-id', 'subject', 'to'])
  expect(lines.indexOf(lines.find((line) => /^content-type: text\/plain/i.test(line)) ?? '')).toBeLessThan(
    lines.indexOf(lines.find((line) => /^content-type: text\/html/i.test(line)) ?? ''),
  )
}

for (const language of languages) {
  test.each(Object.entries(letters))(`${language}: %s reads back the same in two parsers`, async (_, write) => {
    const mail = mailOf(write(factsIn(language)), language)
    await check(mail)
    expect(mail.html).toContain(`<html lang="${language}">`)
    expect(mail.html).not.toMatch(/<img|<script|url\(/)
    expect(mail.text).not.toMatch(/\{\w+\}|mail\.\w+\./)
  })
}

test('every letter has its words in five languages', () => expect(missingTexts()).toEqual([]))

test('a move is asked for with both times first, and the old one stands', () => {
  const { subject, parts } = moveAsked({ ...factsIn('en'), promise: due, to: call, reason: 'A part is missing.' })
  expect(subject).toBe('Do you agree to a new time? tomorrow, 17:30 (K-1042)')
  expect(asText({ subject, parts }).split('\n').slice(0, 4)).toEqual([
    'We ask to move this: new time tomorrow, 17:30 (now 14:32).',
    '',
    'Reason: A part is missing.',
    'Until you agree, 14:32 stands.',
  ])
})

test('a promise is told with the version of the charter it was given under', () => {
  const cited = Object.entries(letters).filter(([, of]) =>
    asText(of(factsIn('lt'))).includes('http://desk.kept.example/charter/versions/3'),
  )
  expect(cited.map(([name]) => name)).toEqual(['acknowledgement', 'chosenCall', 'movedByYou'])
})

test('a letter has one main link, and a person knows whose time it is', () => {
  for (const [name, write] of Object.entries(letters)) {
    const mail = mailOf(write(factsIn('en')), 'en')
    expect([name, mail.html.match(/<a /g)?.length ?? 0]).toEqual([name, name === 'code' ? 0 : 1])
  }
  expect(asText(letters['late']?.(factsIn('en')) ?? { subject: '', parts: [] })).toContain('time zone of Vilnius')
})

test(`${naughty.length} naughty strings as topic, names and words come back equal, and add neither header nor recipient`, async () => {
  expect(naughty.length).toBeGreaterThanOrEqual(200)
  for (const bad of naughty) {
    const language = bad.length % 2 ? 'uk' : 'en'
    const letter = answer({ ...factsIn(language, bad), said: bad, language: null, isAnswer: true })
    await check(mailOf(letter, language, { toName: oneLine(bad, 200), fromName: oneLine(`Shop ${bad}`, 200) }))
  }
})

test('a call has a calendar file with a stable UID, its sequence and no private text', async () => {
  const date = {
    caseId: 'case_01KB0000000000000000000AAA',
    shop: 'Velo Shop',
    summary: 'Call from Velo Shop',
    startsAt: call.startsAt ?? now,
    endsAt: call.dueAt,
    page,
    sequence: 2,
    organiser: 'help@kept.example',
    attendee: 'you@mail.example',
    now,
    method: 'REQUEST' as const,
  }
  const file = callFile(date)
  expect(callFile({ ...date, sequence: 3, startsAt: now }).match(/UID:.*/)?.[0]).toBe(file.match(/UID:.*/)?.[0])
  expect(file).toMatch(/METHOD:REQUEST/)
  expect(file).toMatch(/SEQUENCE:2/)
  expect(file).toMatch(/DTSTART:20261126T153000Z/)
  expect(file).toMatch(/TRIGGER:-PT10M/)
  const mail = mailOf(chosen({ ...factsIn('en'), promise: call }), 'en', { calendar: file })
  const parsed = await simpleParser(await built(mail))
  expect(parsed.attachments.map(({ contentType }) => contentType)).toContain('application/ics')
})
