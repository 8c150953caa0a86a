import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptCase, answerCase } from '#cases'
import { takeIn } from '#channels'
import { addContact, addOrganisation, customerActor, customerByAddress, findCustomer, meetCustomer } from '#customers'
import { rateCase } from '#feedback'
import { system, type Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { balanceOf } from './balance.ts'
import { reviewOf } from './review.ts'

// What was promised to an organisation, and what departments asked of each other, counted from real cases on the clock.

let desk: Desk
let company: string
let workshop: string
let billing: string
const span = { from: new Date('2026-11-25T00:00:00Z'), to: new Date('2026-12-25T00:00:00Z') }

beforeAll(async () => {
  desk = await openDesk()
  const { teams } = desk.cast
  // Mantas had asked something before his team was a department.
  await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'mantas@veloshop.example', name: 'Mantas' }))
  await desk.change(system, async (ctx) => {
    company = await addOrganisation(ctx, { name: 'Bells and brakes' })
    workshop = await addOrganisation(ctx, { name: 'Workshop', kind: 'department', teamId: teams.workshop })
    billing = await addOrganisation(ctx, { name: 'Billing', kind: 'department', teamId: teams.billing })
    for (const name of ['one', 'two'])
      await addContact(ctx, company, {
        email: `${name}@bells.example`,
        name,
        sees: name === 'one' ? 'organisation' : 'own',
        signs: false,
        projectIds: [],
      })
  })
})
afterAll(() => desk.close())

async function ask(email: string, teamId: string, kind: 'request' | 'wish' = 'request'): Promise<string> {
  desk.clock.forward({ seconds: 1 })
  const message = { channel: 'email' as const, text: `From ${email}`, shownText: `From ${email}`, from: { name: '', address: email } }
  const input = { house: desk.kept.house, teamId, customer: { email }, kind, channel: 'email' as const, message, acknowledge: true }
  return (await desk.change(system, (ctx) => takeIn(ctx, input))).it.id
}
const answer = (caseId: string, actor: Actor = desk.cast.staff.rasa) =>
  desk.change(actor, (ctx) => answerCase(ctx, { caseId, text: 'Done.', undoSeconds: 0 }))
/** In steps of ten minutes: enough for a promise to be at risk before it is late. */
async function threeDays(): Promise<void> {
  for (let step = 0; step < 3 * 144; step++) {
    desk.clock.forward({ minutes: 10 })
    await desk.sweep()
  }
}
const customer = (email: string) => desk.look(system, async (ctx) => findCustomer(ctx, (await customerByAddress(ctx, email))?.id ?? ''))

test('who writes from an address of ours is a customer of the department their team is; who is in several teams is of none', async () => {
  const { front } = desk.cast.teams
  await ask('daiva@veloshop.example', front)
  await ask('ieva@veloshop.example', front)
  expect(await customer('mantas@veloshop.example')).toMatchObject({ organisationId: workshop, sees: 'own' })
  expect(await customer('daiva@veloshop.example')).toMatchObject({ organisationId: billing, sees: 'own' })
  expect(await customer('ieva@veloshop.example')).toMatchObject({ organisationId: null })
})

test('the balance counts both ways what was asked, promised, kept and broken', async () => {
  const { teams } = desk.cast
  const asked = [await ask('mantas@veloshop.example', teams.billing), await ask('mantas@veloshop.example', teams.billing)]
  const back = await ask('daiva@veloshop.example', teams.workshop)
  await answer(asked[0] ?? '')
  await answer(back)
  await threeDays()
  const balance = await desk.look(desk.cast.staff.rasa, (ctx) => balanceOf(ctx, span))
  const pair = (organisationId: string, teamId: string) =>
    balance.pairs.find((one) => one.organisationId === organisationId && one.teamId === teamId)
  expect(pair(workshop, teams.billing)).toMatchObject({ asked: 2, promised: 2, kept: 1, broken: 1 })
  expect(pair(billing, teams.workshop)).toMatchObject({ asked: 1, promised: 1, kept: 1, broken: 0 })
  expect(pair(workshop, teams.workshop)).toBeUndefined()
  expect(balance.departments.map(({ name }) => name)).toEqual(['Billing', 'Workshop'])
  const before = await desk.look(desk.cast.staff.rasa, (ctx) => balanceOf(ctx, { from: new Date('2026-10-01'), to: span.from }))
  expect(before.pairs).toEqual([])
}, 60_000)

test('a review shows kept, broken, running, wishes and ratings of what the reader may see, and no reasons of ours to a contact', async () => {
  const { front, billing: elsewhere } = desk.cast.teams
  const kept = await ask('one@bells.example', front)
  await answer(kept)
  const broken = await ask('two@bells.example', elsewhere)
  const wish = await ask('two@bells.example', front, 'wish')
  const one = customerActor(await customer('one@bells.example'))
  await desk.change(one, (ctx) => acceptCase(ctx, kept))
  await desk.change(one, (ctx) => rateCase(ctx, { caseId: kept, score: 5, text: 'Quick' }))
  await answer(wish)
  await threeDays()
  const now = { from: span.from, to: span.to, zone: 'Europe/Vilnius', organisationId: company }
  const whole = await desk.look(desk.cast.staff.rasa, (ctx) => reviewOf(ctx, now))
  expect(whole).toMatchObject({ isPart: false, opened: 3, ended: 1, kept: { count: 2 }, broken: { count: 1 } })
  expect(whole.broken.items[0]).toMatchObject({ caseId: broken, state: 'late', doneAt: null, cause: 'clock' })
  expect(whole.kept.items.map(({ caseId, doneAt }) => [caseId, doneAt !== null])).toEqual([
    [kept, true],
    [wish, true],
  ])
  expect(whole.wishes.map(({ caseId }) => caseId)).toEqual([wish])
  expect(whole.ratings).toMatchObject([{ caseId: kept, score: 5, text: 'Quick' }])
  const theirs = await desk.look(one, (ctx) => reviewOf(ctx, now))
  expect({ ...theirs, broken: null }).toEqual({ ...whole, broken: null })
  expect(theirs.broken.items.map(({ caseId, cause }) => [caseId, cause])).toEqual([[broken, null]])
  const part = await desk.look(desk.cast.staff.tomas, (ctx) => reviewOf(ctx, now))
  expect(part).toMatchObject({ isPart: true, opened: 2, broken: { count: 0 }, kept: { count: 2 } })
  await expect(desk.look(desk.cast.staff.tomas, (ctx) => reviewOf(ctx, { ...now, organisationId: 'organisation_1' }))).rejects.toThrow(
    'not_found',
  )
  await expect(
    desk.look(customerActor({ ...(await customer('one@bells.example')), id: 'customer_1' }), (ctx) => reviewOf(ctx, now)),
  ).rejects.toThrow()
}, 60_000)
