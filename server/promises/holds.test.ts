import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptCase, answerCase, handOver } from '#cases'
import { addCalendar, addTeam } from '#people'
import { sql } from '#platform/db/sql.ts'
import {
  acceptOffer,
  agreeToMove,
  askToMove,
  attachVisit,
  freshOffers,
  moveRequestOf,
  offersForVisit,
  releasePromise,
  runningPromise,
  setCapacity,
} from './index.ts'
import { noon, openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeEach(async () => void (shop = await openShop({ answersPerHour: 12, callers: 1 })))
afterEach(() => shop.close())

type Opened = Awaited<ReturnType<Shop['open']>>
const holds = () => shop.kept.database.many(sql`select 1 from reservations where promise_id is null`)
const visit = (visitId: string) =>
  shop.system((ctx) =>
    offersForVisit(ctx, {
      visitId,
      teamId: shop.teamId,
      zone: 'Europe/Vilnius',
      phone: '+370',
      language: 'en',
      kind: 'request',
      proven: true,
    }),
  )

/** A case whose customer is asked to agree to the last call offered, which is held meanwhile. */
async function asked(): Promise<Opened & { requestId: string; promiseId: string }> {
  const on = await shop.open()
  const offers = await shop.system((ctx) => freshOffers(ctx, on.it.id))
  const promiseId = on.running?.id ?? ''
  const offerId = offers.findLast(({ form }) => form === 'call')?.id ?? ''
  const { id } = await shop.as(shop.agent, (ctx) => askToMove(ctx, { promiseId, offerId, reason: 'a part' }))
  expect(await holds()).toHaveLength(1)
  return { ...on, requestId: id, promiseId }
}

test('what is held for a move is free again when the promise ends in another way', async () => {
  const ends: ((on: Opened & { promiseId: string }) => Promise<unknown>)[] = [
    ({ customer, promiseId }) => shop.as(customer, (ctx) => releasePromise(ctx, promiseId)),
    ({ it }) => shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'Done.', undoSeconds: 0 })).then(shop.sweep),
    async ({ it, customer }) => {
      await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'Done.', undoSeconds: 0 }))
      await shop.as(customer, (ctx) => acceptCase(ctx, it.id))
    },
  ]
  for (const end of ends) {
    const on = await asked()
    await end(on)
    expect(await holds()).toEqual([])
    await expect(shop.as(on.customer, (ctx) => agreeToMove(ctx, on.requestId))).rejects.toMatchObject({ code: 'promises.wrong_course' })
  }
})

test('a case that goes to another team asks its customer nothing of the first one any more', async () => {
  const hours: [string, string][] = [['09:00', '18:00']]
  const week = [hours, hours, hours, hours, hours, [], []]
  const calendarId = await shop.system((ctx) => addCalendar(ctx, { name: 'Other', zone: 'Europe/Vilnius', week }))
  const teamId = await shop.system((ctx) => addTeam(ctx, { name: 'Workshop', calendarId }))
  await shop.system((ctx) => setCapacity(ctx, { teamId, answersPerHour: 1 }))
  const { it, promiseId } = await asked()
  await shop.system((ctx) => handOver(ctx, { caseId: it.id, to: { teamId } }))
  expect(await holds()).toEqual([])
  expect(await shop.system((ctx) => moveRequestOf(ctx, it.id))).toBeNull()
  expect(await shop.system((ctx) => runningPromise(ctx, it.id))).toMatchObject({ id: promiseId })
})

test('nobody is asked about a time that was taken since it was offered', async () => {
  const [on, other] = [await shop.open(), await shop.open()]
  const [mine, theirs] = await Promise.all([on, other].map(({ it }) => shop.system((ctx) => freshOffers(ctx, it.id))))
  const call = (offers = mine) => offers?.find(({ form }) => form === 'call')?.id ?? ''
  await shop.as(other.customer, (ctx) => acceptOffer(ctx, { offerId: call(theirs) }))
  const ask = (offerId: string) =>
    shop.as(shop.agent, (ctx) => askToMove(ctx, { promiseId: on.running?.id ?? '', offerId, reason: 'a part' }))
  await expect(ask(call())).rejects.toMatchObject({ code: 'promises.offer_taken' })
  await shop.system((ctx) => setCapacity(ctx, { teamId: shop.teamId, answersPerHour: 0.1 }))
  const written = mine?.find(({ form }) => form === 'written')?.id ?? ''
  await expect(ask(written)).rejects.toMatchObject({ code: 'promises.offer_taken' })
  expect(await holds()).toEqual([])
})

test('two clicks on agree at once are one move, and both are answered', async () => {
  const { it, customer, requestId } = await asked()
  const agree = () => shop.as(customer, (ctx) => agreeToMove(ctx, requestId))
  await Promise.all([agree(), agree(), agree()])
  expect((await shop.events(it.id)).filter(({ name }) => name === 'promise.moved')).toHaveLength(1)
})

test('a form sent after its holds lapsed and somebody who forgets them do not wait for each other', async () => {
  const offers = await visit('visit_slow')
  const { it } = await shop.open()
  const other = await shop.open()
  const [theirs] = (await shop.system((ctx) => freshOffers(ctx, other.it.id))).filter(({ form }) => form === 'call')
  shop.at(new Date(noon.getTime() + 20 * 60_000))
  const [attached, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = shop.system(async (ctx) => {
    await attachVisit(ctx, 'visit_slow', it.id)
    attached.resolve()
    // Whoever came second has the team's lock now, or waits for it.
    await Promise.race([locked.promise, new Promise((resolve) => setTimeout(resolve, 200))])
    return acceptOffer(ctx, { offerId: offers.findLast(({ form }) => form === 'written')?.id ?? '' })
  })
  await attached.promise
  const quick = shop.system(async (ctx) => {
    await ctx.db.maybe(sql`select 1 from capacities where team_id = ${shop.teamId} for update`)
    locked.resolve()
    return acceptOffer(ctx, { offerId: theirs?.id ?? '' })
  })
  expect((await Promise.allSettled([slow, quick])).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
})
