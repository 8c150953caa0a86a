import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptCase, answerCase, receiveMessage } from '#cases'
import { openByApi } from '#channels'
import { addContact, addOrganisation } from '#customers'
import { rateCase } from '#feedback'
import { addProduct } from '#value'
import { system, type Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { expectationOf, stateExpectation, sumExpectations } from '#promises'

// A Wednesday noon in Vilnius; the team's default answer comes within its hours.
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const email = 'ona@mail.example'
const open = (more: object = {}) =>
  desk.change(system, async (ctx) => {
    const { it } = await openByApi(ctx, desk.kept.house, {
      customer: { email },
      text: 'My bell does not ring.',
      kind: 'request',
      channel: 'api',
      ...more,
    })
    return it
  })
const read = (caseId: string) => desk.look(system, (ctx) => expectationOf(ctx, caseId))
const customerOf = (it: { id: string; customerId: string }): Actor => ({ kind: 'customer', id: it.customerId, caseId: it.id })

async function answered(caseId: string): Promise<void> {
  await desk.change(desk.cast.staff.rasa, (ctx) => answerCase(ctx, { caseId, text: 'It rings.', undoSeconds: 0 }))
  await desk.sweep()
}

test('an hour sooner than we can is a gap, a later one is none, and nothing said is nothing kept', async () => {
  const soon = await read((await open({ expectedBy: '2026-11-25T10:01:00Z', expectedForm: 'written' })).id)
  expect(soon?.able?.form).toBe('written')
  expect(soon?.openingGapMinutes).toBe(Math.ceil(((soon?.able?.at.getTime() ?? 0) - Date.parse('2026-11-25T10:01:00Z')) / 60_000))
  expect(soon?.openingGapMinutes).toBeGreaterThan(0)
  expect((await read((await open({ expectedBy: '2026-12-24T10:00:00Z' })).id))?.openingGapMinutes).toBe(0)
  expect(await read((await open()).id)).toBeNull()
  // A result without an hour is an expectation too: whether they got it will be asked.
  expect(await read((await open({ expects: 'a bell that rings' })).id)).toMatchObject({ by: null, openingGapMinutes: null, askedFor: null })
})

test('a call cannot be had without a number: the soonest answer in writing stands beside it', async () => {
  expect(await read((await open({ expectedForm: 'call' })).id)).toMatchObject({ form: 'call', able: { form: 'written' } })
})

test('what is said anew takes the place of what was said; what is not named stays', async () => {
  const it = await open({ expectedBy: '2026-11-25T10:01:00Z', wouldPutRight: 'a new bell' })
  desk.clock.forward({ minutes: 5 })
  const after = await desk.change(customerOf(it), (ctx) => stateExpectation(ctx, { caseId: it.id, form: 'written', expects: 'it rings' }))
  expect(after).toMatchObject({ by: new Date('2026-11-25T10:01:00Z'), form: 'written', statedAt: desk.clock.now() })
  const later = await desk.change(customerOf(it), (ctx) => stateExpectation(ctx, { caseId: it.id, by: null, words: 'when the birds come' }))
  expect(later).toMatchObject({ by: null, byWords: 'when the birds come', openingGapMinutes: null })
})

test('the gap at close is that of the answer the customer took, and open again with the case', async () => {
  const it = await open({ expectedBy: '2026-11-25T10:30:00Z' })
  desk.clock.forward({ minutes: 50 })
  await answered(it.id)
  expect((await read(it.id))?.closingGapMinutes).toBeNull()
  await desk.change(customerOf(it), (ctx) => acceptCase(ctx, it.id))
  expect((await read(it.id))?.closingGapMinutes).toBe(20)
  const words = 'It is silent again.'
  const message = { channel: 'email' as const, text: words, shownText: words, from: { name: '', address: email } }
  await desk.change(customerOf(it), (ctx) => receiveMessage(ctx, { caseId: it.id, customerId: it.customerId, stranger: false, message }))
  expect((await read(it.id))?.closingGapMinutes).toBeNull()
})

test('whether they got what they had asked for is their own word, and only where they had asked for something', async () => {
  const asked = await open({ wouldPutRight: 'a new bell' })
  const silent = await open()
  for (const it of [asked, silent]) {
    await answered(it.id)
    await desk.change(customerOf(it), (ctx) => acceptCase(ctx, it.id))
    await desk.change(customerOf(it), (ctx) => rateCase(ctx, { caseId: it.id, score: 4, text: null, askedFor: 'partly' }))
  }
  expect((await read(asked.id))?.askedFor).toBe('partly')
  expect(await read(silent.id)).toBeNull()
})

test('sums by team, product and organisation count each case once', async () => {
  const bell = await desk.change(system, (ctx) => addProduct(ctx, { name: 'Bell' }))
  const nords = await desk.change(system, (ctx) => addOrganisation(ctx, { name: 'Nords' }))
  await desk.change(system, (ctx) => addContact(ctx, nords, { email: 'ada@nords.example', sees: 'own', signs: false, projectIds: [] }))
  await open({ expectedBy: '2026-11-25T10:01:00Z', productId: bell })
  await open({ expectedBy: '2026-12-24T10:00:00Z', customer: { email: 'ada@nords.example' } })
  await open({ expects: 'a word', teamId: desk.cast.teams.billing })
  const sum = (by: 'team' | 'product' | 'organisation') =>
    desk.look(system, (ctx) => sumExpectations(ctx, { by, from: new Date('2026-11-25T00:00:00Z'), to: new Date('2026-11-26T00:00:00Z') }))
  const [teams, products, organisations] = [await sum('team'), await sum('product'), await sum('organisation')]
  for (const rows of [teams, products, organisations]) expect(rows.reduce((total, { stated }) => total + stated, 0)).toBe(3)
  expect(teams.map(({ stated, withHour, ableInTime }) => [stated, withHour, ableInTime])).toEqual([
    [2, 2, 1],
    [1, 0, 0],
  ])
  expect(products.find(({ name }) => name === 'Bell')).toMatchObject({ stated: 1, ableInTime: 0, closed: 0, closingGapMinutes: null })
  expect(organisations.find(({ name }) => name === 'Nords')).toMatchObject({ stated: 1, ableInTime: 1, openingGapMinutes: 0 })
})
