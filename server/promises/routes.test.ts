import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/context.ts'
import { openApp } from '#platform/http/app.ts'
import { promisesRoutes } from './index.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
let app: Awaited<ReturnType<typeof openApp>>
let role: 'agent' | 'manager' = 'agent'
beforeAll(async () => {
  shop = await openShop({ answersPerHour: 60 })
  const actor = (): Actor => ({ kind: 'key', id: 'key_1', name: 'A program', role, teamIds: [shop.teamId] })
  app = await openApp(shop.kept, { identify: async () => actor(), problemPage: () => null, version: '0' })
  promisesRoutes(app, shop.kept)
  await app.ready()
})

test('nothing is promised for a time half a year ahead, and no entry is added to the menu of a team that is not there', async () => {
  const { it } = await shop.open()
  const at = '2027-06-01T10:00:00Z'
  const tooFar = { status: 422, body: { code: 'promises.bad_time' } }
  for (const noun of ['offers', 'updates', 'resolutions', 'proposals'])
    expect(await ask('POST', `/cases/${it.id}/${noun}`, { at })).toMatchObject(tooFar)
  expect(await ask('GET', `/cases/${it.id}/feasibility?at=${at}`)).toMatchObject(tooFar)
  const entry = { name: 'n', form: 'written', minutes: 60, level: 0.9, teamId: 'team_01ARZ3NDEKTSV4RRFFQ69G5FAV' }
  role = 'manager'
  expect(await ask('POST', '/service-options', entry)).toMatchObject({ status: 404 })
})
afterAll(async () => {
  await app.close()
  await shop.close()
})

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) {
  const answer = await app.inject({ method, url: `/api/v1${url}`, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}

test('offers, acceptance, move, pause and release over HTTP, each refusal with its code', async () => {
  const { it } = await shop.open()
  expect((await ask('GET', '/service-options')).body.items).toHaveLength(5)
  const {
    status,
    body: { items },
  } = await ask('POST', `/cases/${it.id}/offers`)
  expect(status).toBe(201)
  expect(items[0]).toMatchObject({
    form: 'written',
    dueAt: '2026-11-25T11:00:00.000Z',
    sentence: 'We answer you by 13:00.',
    heldUntil: null,
  })
  const accepted = await ask('PUT', `/offers/${items[0].id}/acceptance`, {})
  expect(accepted).toMatchObject({ status: 200, body: { state: 'agreed', isDefault: false, zone: 'Europe/Vilnius' } })
  const promise = `/promises/${accepted.body.id}`
  const other = items.find((offer: { dueAt: string; form: string }) => offer.form === 'written' && offer.dueAt !== items[0].dueAt)
  expect(await ask('POST', `${promise}/moves`, { offerId: other.id })).toMatchObject({
    status: 422,
    body: { code: 'promises.needs_reason' },
  })
  const moved = await ask('POST', `${promise}/moves`, { offerId: other.id, onCustomersWord: true })
  expect(moved).toMatchObject({ status: 201, body: { previousId: accepted.body.id } })
  expect(await ask('PUT', `/promises/${moved.body.id}/pause`, { for: 'your photo' })).toMatchObject({
    status: 200,
    body: { state: 'waiting', cause: 'your photo' },
  })
  expect(await ask('DELETE', `/promises/${moved.body.id}/pause`)).toMatchObject({ status: 200, body: { state: 'agreed' } })
  expect(await ask('POST', `/promises/${moved.body.id}/attempts`, { outcome: 'reached' })).toMatchObject({
    status: 409,
    body: { code: 'promises.wrong_course' },
  })
  expect(await ask('PUT', `/promises/${moved.body.id}/release`)).toMatchObject({ status: 200, body: { state: 'released' } })
  expect(await ask('PUT', `/promises/${moved.body.id}/pause`, { for: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'promises.wrong_course' },
  })
  expect(await ask('PUT', '/offers/offer_01ARZ3NDEKTSV4RRFFQ69G5FAV/acceptance', {})).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  const countered = await ask('POST', `/cases/${it.id}/proposals`, { at: '2026-11-25T10:05:00Z', words: 'In five minutes, please' })
  expect(countered).toMatchObject({ status: 201, body: { promise: null } })
  expect(countered.body.offers.items.length).toBeGreaterThan(0)
  expect((await ask('POST', `/cases/${it.id}/proposals`, { at: '2026-11-26T10:00:00+02:00' })).body.promise).toMatchObject({
    dueAt: '2026-11-26T08:00:00.000Z',
  })
})
