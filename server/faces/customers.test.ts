import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CustomerView } from '#contract/faces.ts'
import { addContact, addOrganisation, addProject } from '#customers'
import { openByApi } from '#channels'
import { recordPurchase } from '#value'
import { acceptCase, answerCase } from '#cases'
import { rateCase } from '#feedback'
import { system, type Actor } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { browserOf, knock } from '#test/security/world.ts'

let desk: Desk
let headers: Record<string, string>
let elsewhere: Record<string, string>
let id = ''

beforeAll(async () => {
  desk = await openDesk()
  headers = await browserOf(desk, desk.cast.staff.tomas.id)
  elsewhere = await browserOf(desk, desk.cast.staff.mantas.id)
  id = desk.cast.customers['jonas']?.id ?? ''
})
afterAll(() => desk.close())
beforeEach(() => desk.clock.forward({ minutes: 1 }))

const email = 'jonas.vaitkus@pastas.example'
const ask = (who: Actor, more: Partial<Parameters<typeof openByApi>[2]> = {}) =>
  desk.change(who, (ctx) =>
    openByApi(ctx, desk.kept.house, {
      customer: { email },
      text: 'My bell does not ring.',
      kind: 'request',
      channel: 'phone',
      teamId: desk.cast.teams.front,
      ...more,
    }),
  )
const get = async (url: string, by = headers) => knock(desk, { headers: by }, { method: 'GET', url })
const view = async () => (await get(`/api/v1/customers/${id}`)).json<CustomerView>()

test('the page of a person holds what they asked, said and were promised, and only what the reader may see', async () => {
  const { staff, teams } = desk.cast
  const first = await ask(staff.tomas)
  desk.clock.forward({ ms: 5 })
  await ask(system, { teamId: teams.billing, text: 'A secret of billing.', subject: 'Secret' })
  desk.clock.forward({ ms: 5 })
  await ask(staff.tomas, { kind: 'wish', text: 'A bell with two tones.', subject: 'Two tones' })
  await desk.change(staff.tomas, (ctx) => answerCase(ctx, { caseId: first.it.id, text: 'It rings again.', undoSeconds: 0 }))
  const customer: Actor = { kind: 'customer', id, caseId: first.it.id }
  await desk.change(customer, (ctx) => acceptCase(ctx, first.it.id))
  await desk.change(customer, (ctx) => rateCase(ctx, { caseId: first.it.id, score: 5, text: 'Quick.' }))
  await desk.change(system, (ctx) =>
    recordPurchase(ctx, {
      customer: { id },
      productId: null,
      amountMinor: 124_000,
      currency: 'EUR',
      boughtAt: ctx.now,
      channel: 'shop',
      externalId: 'V-1',
    }),
  )
  const seen = await view()
  expect(seen.words).toMatchObject({ text: 'A bell with two tones.' })
  expect(seen.cases.map(({ subject, kind }) => `${kind} ${subject}`)).toEqual(['wish Two tones', 'request My bell does not ring.'])
  expect(seen.ratings).toMatchObject([{ score: 5, text: 'Quick.' }])
  expect(seen.record).toEqual({ kept: 1, total: 1 })
  expect(seen.spending).toEqual([{ currency: 'EUR', amountMinor: 124_000, purchases: 1 }])
  expect(JSON.stringify(seen)).not.toMatch(/secret/i)
  expect((await get(`/api/v1/customers/${id}`, elsewhere)).statusCode).toBe(404)
  expect((await get(`/api/v1/customers/${id}/purchases`, elsewhere)).statusCode).toBe(404)
  expect((await get(`/api/v1/customers/${id}/purchases`)).json()).toMatchObject({ items: [{ externalId: 'V-1' }], spending: [{}] })
})

test('what they may do for an organisation is said, with whoever stands behind them', async () => {
  const { staff } = desk.cast
  await desk.change(system, async (ctx) => {
    const organisationId = await addOrganisation(ctx, { name: 'Nords', namedPersonId: staff.ieva.id })
    const bridge = await addProject(ctx, organisationId, { name: 'Bridge', namedPersonId: staff.tomas.id })
    const tunnel = await addProject(ctx, organisationId, { name: 'Tunnel' })
    await addContact(ctx, organisationId, { email, sees: 'projects', signs: true, projectIds: [bridge, tunnel] })
  })
  const seen = await view()
  expect(seen.organisation?.name).toBe('Nords')
  expect(seen.rights).toMatchObject({ sees: 'projects', signs: true })
  expect(seen.rights?.projects.map(({ name }) => name).sort()).toEqual(['Bridge', 'Tunnel'])
  expect(seen.namedPerson?.name).toBe('Ieva Petrauskienė')
})

test('a correction changes only what it names, is told with before and after, and two at once both hold', async () => {
  const patch = (body: object, by = headers) => knock(desk, { headers: by }, { method: 'PATCH', url: `/api/v1/customers/${id}`, body })
  const before = await view()
  const [one, other] = await Promise.all([patch({ name: 'Jonas Vaitkus jr.' }), patch({ phone: '+370 600 00 999', zone: null })])
  expect([one.statusCode, other.statusCode]).toEqual([200, 200])
  expect(await view()).toMatchObject({ name: 'Jonas Vaitkus jr.', phone: '+37060000999', zone: null, language: before.language })
  expect((await patch({ name: 'Jonas Vaitkus jr.' })).statusCode).toBe(200)
  const told = await desk.kept.database.many<{ facts: object }>(
    sql`select facts from events where name = 'customer.changed' and facts->>'customerId' = ${id} and actor_kind = 'staff' order by id`,
  )
  expect(told.map(({ facts }) => facts)).toHaveLength(2)
  expect(told.map(({ facts }) => facts)).toContainEqual({
    customerId: id,
    before: { name: before.name },
    after: { name: 'Jonas Vaitkus jr.' },
  })
  expect((await patch({ zone: 'Mars/Olympus' })).statusCode).toBe(400)
  expect((await patch({ phone: 'call me' })).json()).toMatchObject({ errors: [{ pointer: '/phone' }] })
  expect((await patch({ name: 'Mine now' }, elsewhere)).statusCode).toBe(404)
})
