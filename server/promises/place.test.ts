import { afterAll, beforeAll, expect, test } from 'vitest'
import { raiseEmergency } from '#cases'
import { acceptOffer, pausePromise, placeInLine } from './index.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const place = async (caseId: string) => (await shop.system((ctx) => placeInLine(ctx, caseId)))?.ahead ?? null

test('the place in line is how many written answers are due before; a call has none, and what ends or stands leaves the line', async () => {
  const first = await shop.open()
  const second = await shop.open()
  const third = await shop.open()
  const places = () => Promise.all([first, second, third].map(({ it }) => place(it.id)))
  expect(await places()).toEqual([0, 1, 2])
  const sooner = third.offers.find(({ form, optionId }) => form === 'written' && optionId !== third.running?.optionId)
  await shop.as(third.customer, (ctx) => acceptOffer(ctx, { offerId: sooner?.id ?? '' }))
  expect(await places()).toEqual([1, 2, 0])
  await shop.as(shop.agent, (ctx) => pausePromise(ctx, { promiseId: first.running?.id ?? '', for: 'Which lamp?' }))
  expect(await places()).toEqual([null, 1, 0])
  const call = second.offers.find(({ form }) => form === 'call')
  await shop.as(second.customer, (ctx) => acceptOffer(ctx, { offerId: call?.id ?? '' }))
  expect(await places()).toEqual([null, null, 0])
})

test('emergencies come before whoever is promised sooner, as they were raised', async () => {
  const before = await shop.open()
  const calm = await place(before.it.id)
  const first = await shop.open()
  const second = await shop.open()
  for (const { it } of [first, second]) {
    shop.at(new Date(shop.kept.clock.now().getTime() + 1))
    await shop.as(shop.agent, (ctx) => raiseEmergency(ctx, { caseId: it.id, kind: 'smoke', words: 'It smokes.' }))
  }
  expect(await place(first.it.id)).toBe(0)
  expect(await place(second.it.id)).toBe(1)
  expect(await place(before.it.id)).toBe((calm ?? 0) + 2)
})
