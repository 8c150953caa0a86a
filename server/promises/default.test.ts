import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerCase, listCases } from '#cases'
import { listCases as filter } from '#contract/cases.ts'
import { acceptOffer, escalate, feasibilityOf, freshOffers, overbook, promisesOf } from './index.ts'
import { explainPromise } from './explanation.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 60, callers: 3 })))
afterAll(() => shop.close())

const lead = () => ({ ...shop.agent, role: 'lead' }) as typeof shop.agent

test('the default promise is the menu’s level, or what the record gives where that is later: a promise is to be kept', async () => {
  // On three days, fifteen cases each were answered after three hours, where the menu says two.
  for (const day of ['23', '24', '25']) {
    shop.at(`${day}T08:00:00`)
    const cases = await Promise.all(Array.from({ length: 15 }, () => shop.open()))
    shop.at(`${day}T11:00:00`)
    for (const { it } of cases) await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'So.', undoSeconds: 0 }))
  }
  shop.at('26T08:00:00')
  const { it, running, offers } = await shop.open()
  const level = new Date('2026-11-26T10:00:00Z')
  expect(running?.isDefault).toBe(true)
  expect(running?.dueAt.getTime()).toBeGreaterThan(level.getTime())
  expect(offers.find(({ form }) => form === 'written')?.dueAt).toEqual(running?.dueAt)
  const why = await shop.as(shop.agent, (ctx) => explainPromise(ctx, running?.id ?? ''))
  expect(why).toMatchObject({ basis: 'history', cases: 45 })
  expect(why.sentence).toContain('45 finished cases')
  expect((await shop.as(shop.agent, (ctx) => feasibilityOf(ctx, { caseId: it.id, form: 'written', at: level }))).obstacles).toMatchObject([
    { code: 'too_soon' },
  ])
})

test('an answered case on which a lead’s answer is still promised stays with us, one that waits for the customer does not', async () => {
  shop.at('26T09:00:00')
  const { it, customer } = await shop.open()
  await shop.as(customer, (ctx) => escalate(ctx, { caseId: it.id, reason: 'slow', words: '' }))
  await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'So.', undoSeconds: 0 }))
  const sections = async (caseId: string) => {
    const found: string[] = []
    for (const section of ['late', 'hour', 'later', 'waiting'] as const) {
      const { items } = await shop.as(shop.agent, (ctx) => listCases(ctx, filter.parse({ section })))
      if (items.some(({ id }) => id === caseId)) found.push(section)
    }
    return found
  }
  expect(await sections(it.id)).toEqual(['later'])
  const other = await shop.open()
  await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: other.it.id, text: 'So.', undoSeconds: 0 }))
  expect(await sections(other.it.id)).toEqual(['waiting'])
})

test('a lead overbooks to a sooner time as our own move with its reason, and to a later one with consent only', async () => {
  shop.at('26T10:00:00')
  const { it, customer } = await shop.open()
  const offer = (await shop.as(customer, (ctx) => freshOffers(ctx, it.id))).find(({ form }) => form === 'written')
  await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: offer?.id ?? '' }))
  const to = (at: string) =>
    shop.as(lead(), (ctx) => overbook(ctx, { caseId: it.id, form: 'written', at: new Date(at), reason: 'A child waits' }))
  await expect(to('2026-11-27T12:00:00Z')).rejects.toMatchObject({ code: 'promises.needs_consent' })
  await to('2026-11-26T10:05:00Z')
  const [now, before] = await shop.system((ctx) => promisesOf(ctx, it.id))
  expect(now).toMatchObject({ state: 'agreed', dueAt: new Date('2026-11-26T10:05:00Z') })
  expect(before).toMatchObject({ state: 'moved', movedBy: 'us', reason: 'A child waits' })
})
