import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerCase, findCase, messagesOf } from '#cases'
import { takeIn } from '#channels'
import { addContact, addOrganisation, addProject, changeContact, openPortalSession, proveAddress, removeContact } from '#customers'
import { system } from '#platform/context.ts'
import { promisesOf } from '#promises'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, visitor } from '#test/visitor.ts'

// A contact of an organisation in their browser: what colleagues asked, as far as the rights of the moment go.

let desk: Desk
let organisationId: string
let projects: [string, string]
let giedre: { id: string; email: string }
let bells: string
let brakes: string

beforeAll(async () => {
  buildPages()
  desk = await openDesk()
  await desk.change(system, async (ctx) => {
    organisationId = await addOrganisation(ctx, { name: 'Bells and brakes', namedPersonId: desk.cast.staff.ieva.id })
    projects = [await addProject(ctx, organisationId, { name: 'Bells' }), await addProject(ctx, organisationId, { name: 'Brakes' })]
  })
  giedre = await contact('giedre', 'organisation', [])
  await contact('asks.bells', 'own', [projects[0]])
  await contact('asks.brakes', 'own', [projects[1]])
  bells = await ask('asks.bells', 'The bell is silent')
  brakes = await ask('asks.brakes', 'The brake squeaks')
})
afterAll(() => desk.close())

async function contact(name: string, sees: 'own' | 'projects' | 'organisation', projectIds: string[]) {
  const email = `${name}@bells.example`
  const id = await desk.change(system, async (ctx) => {
    const customerId = await addContact(ctx, organisationId, { email, name, sees, signs: false, projectIds })
    await proveAddress(ctx, email, 'code')
    return customerId
  })
  return { id, email }
}

async function ask(name: string, subject: string): Promise<string> {
  const email = `${name}@bells.example`
  desk.clock.forward({ minutes: 1 })
  const message = { channel: 'email' as const, text: subject, shownText: subject, from: { name, address: email } }
  const { it } = await desk.change(system, (ctx) =>
    takeIn(ctx, {
      house: desk.kept.house,
      teamId: desk.cast.teams.front,
      customer: { email, name },
      kind: 'request',
      channel: 'email',
      subject,
      message,
      acknowledge: true,
    }),
  )
  return it.id
}

async function browserOf(customerId: string) {
  const browser = visitor(desk)
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, customerId))
  browser.cookies.set('kept_portal', token)
  return browser
}

const rights = (sees: 'own' | 'projects' | 'organisation', projectIds: string[] = []) =>
  desk.change(system, (ctx) => changeContact(ctx, organisationId, giedre.id, { sees, signs: false, projectIds }))

test('a contact sees who asked what, who stands behind them, by project and state; a change of rights counts at the next request', async () => {
  const browser = await browserOf(giedre.id)
  await rights('organisation')
  const all = await browser.get('/my')
  for (const part of [
    'Bells and brakes',
    'Ieva Petrauskienė stands behind',
    'The bell is silent',
    'The brake squeaks',
    'asks.bells',
    'Brakes',
  ])
    expect(all.html).toContain(part)
  const one = await browser.get(`/my?project=${projects[0]}`)
  expect([one.html.includes('The bell is silent'), one.html.includes('The brake squeaks')]).toEqual([true, false])
  expect((await browser.get('/my?state=ended')).html).not.toContain('The bell is silent')
  await rights('projects', [projects[1]])
  const part = await browser.get('/my')
  expect([part.html.includes('The bell is silent'), part.html.includes('The brake squeaks')]).toEqual([false, true])
  expect((await browser.get(`/my/cases/${bells}`)).status).toBe(404)
  expect((await browser.get(`/my/cases/${brakes}`)).status).toBe(200)
  await rights('own')
  expect((await browser.get('/my')).html).not.toContain('Bells and brakes')
  expect((await browser.get(`/my/cases/${brakes}`)).status).toBe(404)
})

test('a colleague reads, adds under their own name and asks for a lead; deciding stays with whoever asked, who alone is mailed', async () => {
  await rights('organisation')
  const browser = await browserOf(giedre.id)
  const base = `/my/cases/${bells}`
  const page = await browser.get(base)
  expect(page.html).toContain('asks.bells asked this')
  for (const part of ['/acceptance', '/end', '/change', '/offers', '/rating']) expect(page.html).not.toContain(`action="${base}${part}`)
  expect((await browser.submit(page, `${base}/messages`, { text: 'It is the one at the gate.' })).location).toBe(
    `${base}?done=message_sent`,
  )
  const [, said] = await desk.look(system, (ctx) => messagesOf(ctx, bells))
  expect(said).toMatchObject({ from: { name: 'giedre', address: giedre.email }, customerId: giedre.id, marks: [], direction: 'in' })
  const escalation = await browser.get(`${base}/escalation`)
  expect((await browser.submit(escalation, `${base}/escalation`, { reason: 'slow' })).location).toBe(`${base}?done=escalated`)
  expect((await desk.look(system, (ctx) => promisesOf(ctx, bells))).map(({ form }) => form)).toContain('escalation')
  const after = await browser.get(base)
  for (const part of ['asks.bells: the need was told to us.', 'You added a message.', 'You asked for a lead.'])
    expect(after.html).toContain(part)
  await desk.sweep()
  const mails = await desk.kept.database.many<{ toAddress: string }>({
    text: 'select to_address from outgoing_mails where case_id = $1',
    values: [bells],
  })
  expect(new Set(mails.map(({ toAddress }) => toAddress))).toEqual(new Set(['asks.bells@bells.example']))
})

test('what has ended only whoever asked opens again', async () => {
  await rights('organisation')
  const browser = await browserOf(giedre.id)
  const base = `/my/cases/${brakes}`
  const page = await browser.get(base)
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId: brakes, text: 'Oil it.', undoSeconds: 0 }))
  await desk.kept.database.run({ text: "update cases set state = 'accepted' where id = $1", values: [brakes] })
  expect((await browser.submit(page, `${base}/messages`, { text: 'Once more' })).status).toBe(409)
  expect((await browser.get(base)).html).not.toContain(`${base}/messages`)
  expect((await desk.look(system, (ctx) => findCase(ctx, brakes))).state).toBe('accepted')
})

test('one’s own case leads to its link’s page, and whoever is no contact any more sees nothing of it', async () => {
  const asker = await desk.look(system, (ctx) => findCase(ctx, bells))
  const own = await (await browserOf(asker.customerId)).get(`/my/cases/${bells}`)
  expect([own.status, own.location.startsWith('/c/')]).toEqual([303, true])
  const browser = await browserOf(giedre.id)
  await desk.change(system, (ctx) => removeContact(ctx, organisationId, giedre.id))
  expect((await browser.get(`/my/cases/${bells}`)).status).toBe(404)
  expect((await visitor(desk).get(`/my/cases/${bells}`)).location).toBe('/my')
  const nobody = await visitor(desk).post(`/my/cases/${bells}/messages`, { text: 'Words that were typed' })
  expect([nobody.status, nobody.html.includes('Words that were typed')]).toEqual([401, true])
})
