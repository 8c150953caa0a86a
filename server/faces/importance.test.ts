import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptCase, answerCase, findCase } from '#cases'
import { openByApi } from '#channels'
import { rateCase } from '#feedback'
import { makeKey } from '#people'
import { addProduct, findProduct, setPace } from '#value'
import { system, type Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'

let desk: Desk
let invoices: string
beforeEach(async () => {
  desk = await openDesk()
  invoices = await desk.change(system, (ctx) => addProduct(ctx, { name: 'Invoices', kind: 'service' }))
})
afterEach(() => desk.close())

let nth = 0
const open = (email = `payer${++nth}@mail.example`) =>
  desk.change(system, async (ctx) => {
    const customer = { email }
    return (
      await openByApi(ctx, desk.kept.house, { customer, text: 'A copy of it.', kind: 'request', channel: 'api', productId: invoices })
    ).it
  })

/** So many customers say how soon they needed it. */
async function say(pace: 'urgent' | 'ordinary' | 'paperwork', times: number, email?: string): Promise<void> {
  const opened = await Promise.all(Array.from({ length: times }, () => open(email)))
  for (const { id: caseId } of opened)
    await desk.change(desk.cast.staff.rasa, (ctx) => answerCase(ctx, { caseId, text: 'Here it is.', undoSeconds: 0 }))
  await desk.sweep()
  for (const { id: caseId, customerId } of opened) {
    const customer: Actor = { kind: 'customer', id: customerId, caseId }
    await desk.change(customer, (ctx) => acceptCase(ctx, caseId))
    await desk.change(customer, (ctx) => rateCase(ctx, { caseId, score: 5, text: null, matter: 'price', pace }))
  }
}
const weightNow = async () => {
  const { id } = await open()
  return (await desk.look(system, (ctx) => findCase(ctx, id))).weight
}

test('the order of work follows what the customers of a product say, once twenty did', async () => {
  await say('paperwork', 19)
  expect(await weightNow()).toBe(2)
  await say('ordinary', 1)
  expect(await weightNow()).toBe(3)
  expect(await desk.look(system, (ctx) => findProduct(ctx, invoices))).toMatchObject({
    pace: 'paperwork',
    paceBecause: '19 of 20 customers said so',
    paceDecided: false,
  })
  const { items } = (await desk.app.inject({ url: '/api/v1/importance', headers: await managers() })).json<{
    items: { productId: string; matters: object; paces: object }[]
  }>()
  expect(items.find(({ productId }) => productId === invoices)).toMatchObject({
    matters: { price: 20 },
    paces: { paperwork: 19, ordinary: 1 },
  })
})

test('one customer who asks again and again is one customer, and what they said last counts', async () => {
  await say('ordinary', 19)
  await say('urgent', 30, 'loud@mail.example')
  expect(await weightNow()).toBe(2)
  const { items } = (await desk.app.inject({ url: '/api/v1/importance', headers: await managers() })).json<{
    items: { productId: string; matters: object; paces: object }[]
  }>()
  expect(items.find(({ productId }) => productId === invoices)).toMatchObject({
    matters: { price: 20 },
    paces: { ordinary: 19, urgent: 1 },
  })
})

test('words of customers that change no pace change nothing a manager reads meanwhile', async () => {
  await say('paperwork', 20)
  const { version } = await desk.look(system, (ctx) => findProduct(ctx, invoices))
  await say('paperwork', 2)
  expect(await desk.look(system, (ctx) => findProduct(ctx, invoices))).toMatchObject({ version, paceBecause: '22 of 22 customers said so' })
})

test('what a manager decided stands whatever is said', async () => {
  await desk.change(desk.cast.staff.rasa, (ctx) => setPace(ctx, invoices, { pace: 'urgent', because: 'the tax office waits' }))
  await say('paperwork', 20)
  expect(await weightNow()).toBe(1)
})

async function managers(): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${(await desk.change(system, (ctx) => makeKey(ctx, { name: 'k', role: 'manager', teamIds: [] }))).secret}`,
  }
}
