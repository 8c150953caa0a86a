import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerByAddress } from '#customers'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { addProduct } from './product.ts'
import { importPurchases } from './purchase-import.ts'
import { recordPurchase, spendingOf, purchasesOf } from './purchase.ts'
import { readPurchaseLine } from './rules/purchase-line.ts'

const runs = { seed: 20261125, numRuns: process.env['FULL'] ? 10_000 : 300 }
let desk: Desk
let folder = ''

beforeAll(async () => {
  desk = await openDesk()
  folder = await mkdtemp(path.join(tmpdir(), 'kept-purchases-'))
})
afterAll(() => desk.close())

const said = (externalId: string, more: Partial<Parameters<typeof recordPurchase>[1]> = {}) => ({
  customer: { email: 'emma.clarke@mail.example' },
  productId: null,
  amountMinor: 62_000,
  currency: 'EUR',
  boughtAt: new Date('2026-05-31T12:00:00Z'),
  channel: 'shop',
  externalId,
  ...more,
})

async function file(name: string, lines: readonly string[]): Promise<string> {
  const place = path.join(folder, name)
  await writeFile(place, lines.join('\n'))
  return place
}

test('an amount in a line becomes what it says in the smallest unit, whatever the currency', () => {
  const currencies: [string, number][] = [
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...currencies),
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.boolean(),
      ([currency, digits], minor, comma) => {
        const text = (minor / 10 ** digits).toFixed(digits)
        const line = readPurchaseLine({
          email: 'a@b',
          amount: comma ? text.replace('.', ',') : text,
          currency,
          date: '2026-05-31',
          id: '1',
        })
        expect(line).toMatchObject({ amountMinor: minor === 0 ? 0 : minor, currency })
      },
    ),
    runs,
  )
})

test('a line with faults names each of them in words', () => {
  const faults = (row: Record<string, string>) => {
    const read = readPurchaseLine({ email: 'a@b', amount: '12', currency: 'EUR', date: '2026-05-31', id: '1', ...row })
    return 'faults' in read ? read.faults.join('; ') : ''
  }
  expect(faults({})).toBe('')
  expect(faults({ amount: '12.345' })).toContain('"12.345" is no amount in EUR')
  expect(faults({ amount: '1 240' })).toContain('without spaces')
  expect(faults({ currency: 'euros' })).toContain('three letters')
  expect(faults({ date: '31.05.2026' })).toContain('is no date')
  expect(faults({ date: '2026-02-30' })).toContain('is no date')
  expect(faults({ email: 'a,other@b.example' })).toContain('is no e-mail address')
  expect(faults({ id: '1\0' })).toBe('')
  expect(faults({ email: 'nobody', id: '' })).toBe('"nobody" is no e-mail address; the number of the purchase (id) is missing')
})

test('the same purchase sent again changes nothing; another one under its number is refused; two at once are one', async () => {
  const record = (more = {}) => desk.change(desk.cast.staff.rasa, (ctx) => recordPurchase(ctx, said('R-1', more)))
  const twins = await Promise.all([record(), record(), record()])
  expect(twins.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(twins.map(({ purchase }) => purchase.id)).size).toBe(1)
  await expect(record({ amountMinor: 1 })).rejects.toMatchObject({ code: 'value.purchase_differs' })
  await expect(desk.change(desk.cast.staff.tomas, (ctx) => recordPurchase(ctx, said('R-2')))).rejects.toMatchObject({ code: 'forbidden' })
})

test('twelve months are summed in each currency, what was given back taken off and older ones left out', async () => {
  const { emma } = desk.cast.customers
  const id = emma?.id ?? ''
  await desk.change(system, async (ctx) => {
    await recordPurchase(ctx, said('S-1', { amountMinor: 100_000, currency: 'GBP', boughtAt: new Date('2026-05-31T13:00:00Z') }))
    await recordPurchase(ctx, said('S-2', { amountMinor: -20_000, currency: 'GBP', boughtAt: new Date('2026-06-01T12:00:00Z') }))
    await recordPurchase(ctx, said('S-3', { amountMinor: 5_000, currency: 'GBP', boughtAt: new Date('2025-11-24T12:00:00Z') }))
    expect(await spendingOf(ctx, id)).toEqual([
      { currency: 'GBP', amountMinor: 80_000, purchases: 1 },
      { currency: 'EUR', amountMinor: 62_000, purchases: 1 },
    ])
    expect((await purchasesOf(ctx, id)).map(({ externalId }) => externalId)).toEqual(['S-2', 'S-1', 'R-1', 'S-3'])
  })
})

test('a file is tried dry, recorded, and recorded again without effect; faults name their lines', async () => {
  await desk.change(desk.cast.staff.rasa, (ctx) => addProduct(ctx, { name: 'E-bike' }))
  const place = await file('all.csv', [
    '\uFEFFemail,product,amount,currency,date,channel,id',
    'new.buyer@mail.example,e-bike,2400.00,EUR,2026-10-01,shop,F-1',
    'new.buyer@mail.example,,"12,50",eur,2026-10-02,web shop,F-2',
    '',
    'new.buyer@mail.example,Aeroplane,1,EUR,2026-10-02,,F-3',
    'nobody,,x,EUR,2026-10-02,,F-4',
    'other@mail.example,,9.00,EUR,2026-10-02,,F-2',
  ])
  const expected = { lines: 5, recorded: 2, known: 0 }
  const dry = await importPurchases(desk.kept, place, { dryRun: true })
  expect(dry).toMatchObject(expected)
  expect(dry.faults.map(({ line, fault }) => `${line}: ${fault}`)).toEqual([
    '5: no product is called "Aeroplane": add it first, or leave it empty',
    '6: "nobody" is no e-mail address',
    '6: "x" is no amount in EUR: a number such as 1240.50, without spaces',
    '7: another purchase has the number "F-2"',
  ])
  const find = () => desk.change(system, (ctx) => customerByAddress(ctx, 'new.buyer@mail.example'))
  expect(await find()).toBeNull()
  expect(await importPurchases(desk.kept, place, { dryRun: false })).toEqual(dry)
  expect(await importPurchases(desk.kept, place, { dryRun: false })).toMatchObject({ recorded: 0, known: 2 })
  const buyer = await find()
  expect(await desk.change(system, (ctx) => spendingOf(ctx, buyer?.id ?? ''))).toEqual([
    { currency: 'EUR', amountMinor: 241_250, purchases: 2 },
  ])
  await expect(importPurchases(desk.kept, await file('bad.csv', ['mail,amount', 'a,1']), { dryRun: true })).rejects.toThrow(
    'There is no column "email", "currency", "date", "id". The columns are: mail, amount',
  )
})
