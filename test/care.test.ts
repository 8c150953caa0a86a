import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listCases, setClock } from '#cases'
import { openByApi } from '#channels'
import { freshOffers } from '#promises'
import { recordPurchase } from '#value'
import { system } from '#platform/context.ts'
import { listCases as listShape } from '#contract/cases.ts'
import { openDesk, type Desk } from './harness.ts'

// What customers spend is told to staff as care; it changes neither offers, nor promises, nor who comes first. Seed 20261125.
const runs = { seed: 20261125, numRuns: process.env['FULL'] ? 60 : 4 }

const matter = fc.record({
  customer: fc.constantFrom('emma', 'jonas', 'ruta', 'mehmet', 'liam', 'giedre'),
  team: fc.constantFrom('front', 'billing'),
  kind: fc.constantFrom('request', 'complaint', 'wish'),
  minutes: fc.integer({ min: 0, max: 40 }),
})
const bought = fc.record({
  customer: fc.constantFrom('emma', 'jonas', 'ruta', 'mehmet', 'liam', 'giedre'),
  amountMinor: fc.integer({ min: 1, max: 5_000_000 }),
})

/** Everything a desk offers and promises, and the order of its work, without the ids that chance gives. */
async function run(desk: Desk, matters: readonly (typeof matter extends fc.Arbitrary<infer One> ? One : never)[]) {
  const offered: unknown[] = []
  const { cast, kept } = desk
  for (const { customer, team, kind, minutes } of matters) {
    desk.clock.forward({ minutes })
    const email = cast.customers[customer]?.email ?? ''
    const taken = await desk.change(system, (ctx) =>
      openByApi(ctx, kept.house, { customer: { email }, text: 'A bell.', kind, channel: 'api', teamId: cast.teams[team] }),
    )
    if (minutes % 7 === 0)
      await desk.change(system, (ctx) => setClock(ctx, taken.it.id, { dueAt: null, danger: null, dueForm: null, waiting: false }))
    const fresh = await desk.change(system, (ctx) => freshOffers(ctx, taken.it.id))
    offered.push(
      taken.promise?.dueAt.toISOString() ?? null,
      [...taken.offers, ...fresh].map(({ form, dueAt, probability }) => `${form} ${dueAt.toISOString()} ${probability}`),
    )
  }
  const order = await desk.look(system, (ctx) => listCases(ctx, listShape.parse({ sort: 'work', limit: 200 })))
  return { offered, order: order.items.map(({ number, weight }) => `${number} ${weight}`) }
}

test(
  'two desks with the same matters offer, promise and order the same, whatever was bought at one of them',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(matter, { minLength: 4, maxLength: 8 }),
        fc.array(bought, { minLength: 1, maxLength: 12 }),
        async (matters, buys) => {
          const [poor, rich] = [await openDesk(), await openDesk()]
          for (const [nth, { customer, amountMinor }] of buys.entries())
            await rich.change(system, (ctx) =>
              recordPurchase(ctx, {
                customer: { id: rich.cast.customers[customer]?.id ?? '' },
                productId: null,
                amountMinor,
                currency: 'EUR',
                boughtAt: rich.clock.now(),
                channel: 'shop',
                externalId: `B-${nth}`,
              }),
            )
          expect(await run(rich, matters)).toEqual(await run(poor, matters))
          await Promise.all([poor.close(), rich.close()])
        },
      ),
      runs,
    )
  },
)

test('no rule of offers, promises or the order of work knows of purchases', () => {
  const root = path.join(import.meta.dirname, '..', 'server')
  const files = ['promises', 'cases', 'channels'].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => path.join(root, room, file)),
  )
  const knowing = files.filter((file) => /purchase|spending/i.test(readFileSync(file, 'utf8')))
  expect(knowing).toEqual([])
})
