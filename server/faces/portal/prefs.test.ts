import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerCase, findCase } from '#cases'
import { takeIn } from '#channels'
import { addContact, addOrganisation, customerByAddress, findCustomer, openPortalSession, proveAddress } from '#customers'
import { rateCase } from '#feedback'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, visitor } from '#test/visitor.ts'

// P17 and the review of a contact, in a browser without scripts.

let desk: Desk

beforeAll(async () => {
  buildPages()
  desk = await openDesk()
})
afterAll(() => desk.close())

async function person(name: string) {
  const email = `${name}@mail.example`
  const caseId = await ask(email, `The need of ${name}`)
  const id = await desk.change(system, async (ctx) => {
    await proveAddress(ctx, email, 'code')
    return (await customerByAddress(ctx, email))?.id ?? ''
  })
  const browser = visitor(desk)
  browser.cookies.set('kept_portal', (await desk.change(system, (ctx) => openPortalSession(ctx, id))).token)
  return { id, email, caseId, browser }
}

async function ask(email: string, subject: string): Promise<string> {
  desk.clock.forward({ seconds: 1 })
  const message = { channel: 'email' as const, text: subject, shownText: subject, from: { name: '', address: email } }
  const input = {
    house: desk.kept.house,
    teamId: desk.cast.teams.front,
    customer: { email },
    kind: 'request' as const,
    channel: 'email' as const,
  }
  return (await desk.change(system, (ctx) => takeIn(ctx, { ...input, subject, message, acknowledge: true }))).it.id
}

const known = (id: string) => desk.look(system, (ctx) => findCustomer(ctx, id))
const wishes = {
  name: 'Rasa',
  phone: '+370 600 12345',
  language: 'lt',
  zone: 'Europe/Kyiv',
  prefers: 'call',
  quietFrom: '22:00',
  quietTo: '07:00',
  restNotice: 'no',
}

test('what is said on the page is kept, whole; the language of the page follows, and what is not right comes back with what was typed', async () => {
  const { id, browser } = await person('rasa')
  const page = await browser.get('/prefs')
  expect((await browser.submit(page, '/prefs', wishes)).location).toBe('/prefs?done=saved')
  expect(await known(id)).toMatchObject({
    name: 'Rasa',
    phone: '+37060012345',
    language: 'lt',
    zone: 'Europe/Kyiv',
    prefers: 'call',
    restNotice: false,
    quiet: { from: '22:00', to: '07:00' },
  })
  expect((await browser.get('/prefs')).html).toContain('<html lang="lt"')
  const wrong = await browser.submit(page, '/prefs', { ...wishes, phone: 'call me', quietTo: '' })
  expect([wrong.status, wrong.html.includes('call me')]).toEqual([422, true])
  await browser.submit(page, '/prefs', { ...wishes, phone: '', quietFrom: '', quietTo: '', prefers: 'any' })
  expect(await known(id)).toMatchObject({ phone: null, quiet: null, prefers: null })
  expect((await visitor(desk).get('/prefs')).location).toBe('/my')
})

test('reminders wait for the end of quiet hours, the last word of silence for nobody who does not want it, a promise for nothing', async () => {
  const { browser, caseId, email } = await person('night')
  const page = await browser.get('/prefs')
  await browser.submit(page, '/prefs', { ...wishes, language: 'en', zone: 'Europe/Vilnius', quietFrom: '08:00', quietTo: '20:00' })
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: 'Charge it.', undoSeconds: 0 }))
  await desk.sweep()
  desk.clock.forward({ days: 7 })
  await desk.sweep()
  const mails = () =>
    desk.kept.database.many<{ kind: string; wait: number }>({
      text: "select kind, extract(epoch from coalesce(next_at, sent_at) - created_at)::int as wait from outgoing_mails where to_address = $1 and kind <> 'acknowledgement' order by created_at",
      values: [email],
    })
  // Noon in Vilnius: eight hours until eight in the evening.
  expect(await mails()).toMatchObject([{ kind: 'answer', wait: 0 }, { kind: 'silent_notice' }])
  expect((await mails())[1]?.wait).toBeGreaterThan(7 * 3600)
  for (let day = 0; day < 20; day++) {
    desk.clock.forward({ days: 1 })
    await desk.sweep()
  }
  expect((await desk.look(system, (ctx) => findCase(ctx, caseId))).state).toBe('silent')
  expect((await mails()).map(({ kind }) => kind)).toEqual(['answer', 'silent_notice', 'silent_notice'])
})

test('the file holds all of one’s own and nothing of anybody else, a colleague’s cases neither', async () => {
  const { id, browser, caseId } = await person('mine')
  const other = await person('theirs')
  await desk.change(system, async (ctx) => {
    const organisationId = await addOrganisation(ctx, { name: 'Both' })
    for (const name of ['mine', 'theirs'])
      await addContact(ctx, organisationId, { email: `${name}@mail.example`, sees: 'organisation', signs: false, projectIds: [] })
  })
  await desk.kept.database.run({
    text: 'update cases set organisation_id = (select organisation_id from customers where id = $1) where id = $2',
    values: [id, other.caseId],
  })
  expect((await browser.get(`/my/cases/${other.caseId}`)).status).toBe(200)
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: 'An answer', undoSeconds: 0 }))
  await desk.change({ kind: 'customer', id, caseId }, (ctx) => rateCase(ctx, { caseId, score: 4, text: 'Good' }))
  const { headers, html } = await browser.get('/prefs/data')
  expect(headers['content-disposition']).toBe('attachment; filename="my-data.json"')
  const file = JSON.parse(html) as { person: object; addresses: object[]; cases: { messages: object[]; promises: object[] }[] }
  expect(file).toMatchObject({
    person: { email: 'mine@mail.example', organisation: 'Both' },
    addresses: [{ address: 'mine@mail.example' }],
    cases: [{ subject: 'The need of mine', rating: { score: 4, text: 'Good' } }],
  })
  expect(file.cases[0]?.messages.length).toBe(2)
  expect(file.cases[0]?.promises).toMatchObject([{ form: 'written', state: 'kept' }])
  expect(html).not.toContain('theirs')
  const review = await browser.get('/my/review')
  for (const part of ['Review: Both', 'The need of theirs', 'Kept: ']) expect(review.html).toContain(part)
  expect((await browser.get('/my/review?from=2026-13-45&to=x')).status).toBe(200)
  expect((await (await person('alone')).browser.get('/my/review')).status).toBe(404)
})

test('to be erased is a case with a promise, once however often the button is pressed', async () => {
  const { browser, email } = await person('erase')
  const page = await browser.get('/prefs')
  const asked = await browser.submit(page, '/prefs/erasure')
  expect(asked.location).toMatch(/^\/c\//)
  expect((await browser.submit(page, '/prefs/erasure')).location).toBe('/my')
  const opened = await browser.get(asked.location)
  for (const part of ['Erase my data', 'promise-card']) expect(opened.html).toContain(part)
  const rows = await desk.kept.database.many<{ id: string }>({
    text: "select c.id from cases c join customers u on u.id = c.customer_id where u.email = $1 and c.subject = 'Erase my data'",
    values: [email],
  })
  expect(rows.length).toBe(1)
})
