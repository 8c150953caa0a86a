import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DemoMail } from '#contract/channels.ts'
import { answerCase, claimCase, sendUpdate, setAside } from '#cases'
import { meetCustomer, proveAddress } from '#customers'
import { acceptOffer, freshOffers, movePromise, promisesOf, recordAttempt } from '#promises'
import { system, type Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { demoMails, mailCode, mailInvitation, mailLink, takeIn } from './index.ts'

let desk: Desk
let nth = 0
let address = ''

beforeAll(async () => {
  desk = await openDesk({ demo: true })
})
afterAll(() => desk.close())
beforeEach(() => {
  address = `person${++nth}@mail.example`
  desk.clock.set('2026-11-25T10:00:00Z')
})

/** A case of a person whose address is proven and whose number is known. */
async function opened(phone?: string): Promise<{ id: string; person: Actor }> {
  const one = await desk.change(system, async (ctx) => {
    const { id } = await meetCustomer(ctx, { email: address, name: 'Pat', phone })
    await proveAddress(ctx, address, 'link')
    const message = { channel: 'form' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: 'Pat', address } }
    const { it } = await takeIn(ctx, {
      house: desk.kept.house,
      customer: { email: address },
      kind: 'request',
      channel: 'form',
      subject: 'Squeaking brake',
      message,
      acknowledge: true,
    })
    return { id: it.id, person: { kind: 'customer' as const, id, caseId: it.id } }
  })
  desk.clock.forward({ seconds: 1 })
  return one
}

/** What the person got, oldest first. */
async function got(): Promise<DemoMail[]> {
  await desk.sweep()
  const mails = await desk.look(system, (ctx) => demoMails(ctx, 500))
  return mails.filter(({ to }) => to.some((one) => one.includes(address))).toReversed()
}
const last = async () => (await got()).at(-1)

test('an answer goes out in the words of staff, in the thread, without the mark of a machine', async () => {
  const { id } = await opened()
  desk.clock.forward({ minutes: 5 })
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId: id, text: 'We mended it.\nCome by today.', undoSeconds: 0 }))
  const [receipt, answer, ...more] = await got()
  expect(more).toEqual([])
  expect(answer?.subject).toMatch(/^Our answer \(K-\d+: Squeaking brake\)$/)
  expect(answer?.text).toMatch(/^We mended it\.\nCome by today\./)
  expect(answer?.text).toContain('Is it solved?')
  expect(answer?.headers).not.toHaveProperty('Auto-Submitted')
  expect(answer?.headers['References']).toContain(receipt?.messageId)
  expect(
    await desk.kept.database.many({ text: 'select 1 as one from messages where message_id = $1', values: [answer?.messageId] }),
  ).toHaveLength(1)
})

test('an update says that it is news, and what was called back is never mailed', async () => {
  const { id } = await opened()
  await desk.change(desk.cast.staff.tomas, (ctx) => claimCase(ctx, id))
  await desk.change(desk.cast.staff.tomas, (ctx) => sendUpdate(ctx, { caseId: id, text: 'The part is ordered.', undoSeconds: 10 }))
  expect(await got()).toHaveLength(1)
  desk.clock.forward({ seconds: 10 })
  expect((await last())?.subject).toMatch(/^News on your case/)
})

test('choosing a call is confirmed with a calendar file; moving it keeps the UID and counts the sequence up', async () => {
  const { id, person } = await opened('+37060000999')
  const calls = (await desk.change(person, (ctx) => freshOffers(ctx, id))).filter(({ form }) => form === 'call')
  const promise = await desk.change(person, (ctx) => acceptOffer(ctx, { offerId: calls[0]?.id ?? '' }))
  const chosen = await last()
  expect(chosen?.subject).toMatch(/^Call: .+ \(K-\d+: Squeaking brake\)$/)
  expect(chosen?.attachments.map(({ type }) => type)).toEqual(['text/calendar'])
  expect(chosen?.attachments[0]?.text).toContain('SEQUENCE:0')
  expect(chosen?.attachments[0]?.text).not.toContain('Squeaking')
  const mails = (await got()).length
  desk.clock.forward({ minutes: 1 })
  await desk.change(person, (ctx) => movePromise(ctx, { promiseId: promise.id, offerId: calls.at(-1)?.id ?? '', onCustomersWord: false }))
  const moved = await last()
  expect(await got()).toHaveLength(mails + 1)
  expect(moved?.subject).toMatch(/^New time: /)
  expect(moved?.attachments[0]?.text).toContain('SEQUENCE:1')
  expect(uid(moved)).toBe(uid(chosen))
})

test('a promise moved by us says so with its reason', async () => {
  const { id, person } = await opened()
  const [soon, ...later] = (await desk.change(person, (ctx) => freshOffers(ctx, id))).filter(({ form }) => form === 'written')
  const promise = await desk.change(person, (ctx) => acceptOffer(ctx, { offerId: soon?.id ?? '' }))
  desk.clock.forward({ minutes: 1 })
  await desk.change(desk.cast.staff.ieva, (ctx) =>
    movePromise(ctx, {
      promiseId: promise.id,
      offerId: later.at(-1)?.id ?? '',
      agreed: true,
      reason: 'The part comes tomorrow.',
    }),
  )
  const mail = await last()
  expect(mail?.subject).toMatch(/^New time: /)
  expect(mail?.text).toContain('We moved this promise.')
  expect(mail?.text).toContain('Reason: The part comes tomorrow.')
})

test('before it is due the customer hears of the risk, after it of four things, once each', async () => {
  await opened()
  await desk.pass({ minutes: 160 })
  const kinds = (await got()).map(({ subject }) => subject.replace(/[:(].*/, '').trim())
  expect(kinds).toEqual(['We answer by 14', 'Our promise may slip', 'We are late. New time'].map((start) => expect.stringContaining(start)))
  const late = await last()
  expect(late?.text).toMatch(/^We are late\. We promised .+; it is /)
  expect(late?.text).toContain('Front has it now.')
  expect(late?.text).toMatch(/You get the answer by .+ at the latest\./)
  expect(late?.text).toMatch(/\n- /)
})

test('two calls in vain bring a new choice', async () => {
  const { id, person } = await opened('+37060000998')
  const call = (await desk.change(person, (ctx) => freshOffers(ctx, id))).find(({ form }) => form === 'call')
  const promise = await desk.change(person, (ctx) => acceptOffer(ctx, { offerId: call?.id ?? '' }))
  for (const minutes of [1, 4]) {
    desk.clock.set(new Date((promise.startsAt?.getTime() ?? 0) + minutes * 60_000))
    await desk.change(desk.cast.staff.tomas, (ctx) => recordAttempt(ctx, { promiseId: promise.id, outcome: 'no_answer' }))
  }
  const subjects = (await got()).map(({ subject }) => subject)
  expect(subjects.filter((subject) => subject.startsWith('We could not reach you'))).toHaveLength(1)
  expect((await desk.look(system, (ctx) => promisesOf(ctx, id))).some(({ isDefault, endedAt }) => isDefault && endedAt === null)).toBe(true)
})

test('after an answer silence is asked about twice and then ends the case, each with one mail', async () => {
  const { id } = await opened()
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId: id, text: 'Done.', undoSeconds: 0 }))
  for (let day = 0; day < 16; day++) {
    desk.clock.forward({ days: 1 })
    await desk.sweep()
  }
  const subjects = (await got()).map(({ subject }) => subject.replace(/ \(.*/, ''))
  expect(subjects.slice(1)).toEqual(['Our answer', 'Is it solved?', 'Is it solved?', 'The case is at rest'])
})

test('setting a case aside mails nobody', async () => {
  const { id } = await opened()
  await got()
  await desk.change(desk.cast.staff.ieva, (ctx) => setAside(ctx, { caseId: id, reason: 'spam' }))
  await desk.change(system, (ctx) => mailLink(ctx, { house: desk.kept.house, caseId: id }))
  expect(await got()).toHaveLength(1)
})

test('a code, a link and an invitation are mails of their own', async () => {
  const { id } = await opened()
  const { house } = desk.kept
  desk.clock.forward({ minutes: 1 })
  await desk.change(system, async (ctx) => {
    await mailCode(ctx, { house, address, code: '012345', language: 'hu' })
    await mailInvitation(ctx, { house, address, inviter: 'Ieva', token: 't'.repeat(32), until: ctx.now })
    await mailLink(ctx, { house, caseId: id })
  })
  const mails = await got()
  expect(mails).toHaveLength(4)
  expect(mails.some(({ text }) => text.includes('012345'))).toBe(true)
  expect(mails.flatMap(({ links }) => links)).toEqual(
    expect.arrayContaining([expect.stringContaining('/desk/invitation?token='), expect.stringContaining('/c/')]),
  )
})

const uid = (mail: DemoMail | undefined) => /UID:.*/.exec(mail?.attachments[0]?.text ?? '')?.[0]
