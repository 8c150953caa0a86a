import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptCase, answerCase, findCase, receiveMessage, rejectCase, sendUpdate, undoMessage } from '#cases'
import type { Actor } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import type { Refusal } from '#platform/refusal.ts'
import {
  acceptOffer,
  agreeToMove,
  askToMove,
  declineMove,
  escalate,
  freshOffers,
  movePromise,
  moveRequestOf,
  offersOf,
  overbook,
  pausePromise,
  promiseExtra,
  promisesOf,
  propose,
  recordAttempt,
  recordOfCustomer,
  releasePromise,
  resumePromise,
  runningPromise,
} from './index.ts'
import { customerOf, openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 60 })))
afterAll(() => shop.close())

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: Refusal) => error.code,
  )
const refusedWords = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: Error) => error.message,
  )
const states = async (caseId: string) => (await shop.system((ctx) => promisesOf(ctx, caseId))).map(({ state }) => state)
const written = <Offer extends { form: string }>(offers: readonly Offer[], nth = 0): Offer =>
  offers.filter(({ form }) => form === 'written')[nth] as Offer
const message = (text: string) => ({ channel: 'email' as const, text, shownText: text, from: { name: '', address: '' } })

test('a case begins with offers, soonest first, and with the default promise, which its clock shows', async () => {
  const { it, offers, running } = await shop.open()
  expect(offers.map(({ form, startsAt, dueAt }) => `${form} ${(startsAt ?? dueAt).toISOString().slice(11, 16)}`)).toEqual([
    'written 11:00',
    'call 11:00',
    'call 11:30',
    'written 12:00',
    'call 12:00',
  ])
  expect(running).toMatchObject({ isDefault: true, state: 'agreed', dueAt: new Date('2026-11-25T12:00:00Z') })
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({
    danger: 'agreed',
    dueAt: new Date('2026-11-25T12:00:00Z'),
    waiting: false,
  })
  const [view] = await shop.system((ctx) => promisesOf(ctx, it.id))
  expect(view).toMatchObject({ sentence: 'If you choose nothing, we answer by 14:00.', zone: 'Europe/Vilnius' })
  const [first] = await shop.system((ctx) => offersOf(ctx, it.id))
  expect(first).toMatchObject({ sentence: 'We answer you by 13:00.', record: null })
  expect((await shop.open(null)).offers.map(({ form }) => form)).toEqual(['written', 'written'])
})

test('default, chosen, kept: the default is released for the choice and counts as nothing; the second Send is pressed decides', async () => {
  const { it, offers, customer, running } = await shop.open()
  const chosen = await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: written(offers).id }))
  expect(chosen).toMatchObject({ state: 'agreed', isDefault: false, previousId: running?.id })
  expect((await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: written(offers).id }))).id).toBe(chosen.id)
  shop.at('25T11:00:00')
  await shop.sweep()
  await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'Oil it.' }))
  shop.at('25T11:00:05')
  await shop.sweep()
  expect(await states(it.id)).toEqual(['at_risk', 'released'])
  shop.at('25T11:00:10')
  await shop.sweep()
  expect(await states(it.id)).toEqual(['kept', 'released'])
  const names = (await shop.events(it.id)).map(({ name }) => name)
  expect(names).not.toContain('promise.late')
  expect(names).not.toContain('promise.moved')
  expect(names).toContain('promise.kept')
  expect(await shop.system((ctx) => recordOfCustomer(ctx, it.customerId))).toEqual({ kept: 1, total: 1 })
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({ danger: null, dueAt: null })
  shop.at('25T10:00:00')
})

test('an answer called back gives the clock its word again, at once', async () => {
  const { it, running } = await shop.open()
  shop.at('25T12:00:00')
  const row = await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'No.' }))
  shop.at('25T12:00:07')
  await shop.sweep()
  expect((await shop.system((ctx) => runningPromise(ctx, it.id)))?.state).not.toBe('late')
  await shop.as(shop.agent, (ctx) => undoMessage(ctx, row.id))
  await shop.sweep()
  expect(await shop.system((ctx) => runningPromise(ctx, it.id))).toMatchObject({ id: running?.id, state: 'late', lateAt: running?.dueAt })
  await shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text: 'Yes.', undoSeconds: 0 }))
  expect(await states(it.id)).toEqual(['kept_late'])
  expect((await shop.events(it.id)).find(({ name }) => name === 'promise.kept_late')?.facts).toMatchObject({ lateMinutes: 0 })
  shop.at('25T10:00:00')
})

test('at risk and late come in the very second', async () => {
  const { it } = await shop.open()
  const stateAt = async (time: string) => (shop.at(time), await shop.sweep(), (await states(it.id))[0])
  expect(await stateAt('25T11:29:59.999')).toBe('agreed')
  expect(await stateAt('25T11:30:00')).toBe('at_risk')
  expect(await stateAt('25T12:00:00')).toBe('at_risk')
  expect(await stateAt('25T12:00:00.001')).toBe('late')
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({ danger: 'late' })
  expect((await shop.events(it.id)).map(({ name }) => name).filter((name) => name.startsWith('promise.'))).toEqual([
    'promise.offered',
    'promise.agreed',
    'promise.at_risk',
    'promise.late',
  ])
  shop.at('25T10:00:00')
})

test('a stopped clock shifts the due time by the working time that passed, and the customer’s word lets it go on', async () => {
  const { it, running, customer } = await shop.open()
  const id = running?.id ?? ''
  shop.at('25T11:00:00')
  await shop.as(shop.agent, (ctx) => pausePromise(ctx, { promiseId: id, for: 'your photo' }))
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({ danger: 'waiting', waiting: true })
  shop.at('26T08:00:00')
  await shop.sweep()
  expect(await states(it.id)).toEqual(['waiting'])
  const resumed = await shop.as(shop.agent, (ctx) => resumePromise(ctx, id))
  expect(resumed).toMatchObject({ state: 'agreed', dueAt: new Date('2026-11-26T09:00:00Z') })
  expect(await refused(shop.as(customer, (ctx) => pausePromise(ctx, { promiseId: id, for: 'x' })))).toBe('forbidden')
  await shop.as(shop.agent, (ctx) => pausePromise(ctx, { promiseId: id, for: 'your photo' }))
  await shop.system((ctx) => receiveMessage(ctx, { caseId: it.id, customerId: it.customerId, stranger: false, message: message('Here.') }))
  expect(await states(it.id)).toEqual(['agreed'])
  shop.at('25T10:00:00')
})

test('a move points back; ours needs a reason before it is due, the customer’s needs none', async () => {
  const { it, offers, customer } = await shop.open()
  const first = await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: written(offers, 1).id }))
  const move = (reason?: string) => ({ promiseId: first.id, offerId: written(offers).id, reason, onCustomersWord: false })
  expect(await refused(shop.as(shop.agent, (ctx) => movePromise(ctx, move())))).toBe('promises.needs_reason')
  expect(await refused(shop.as(shop.agent, (ctx) => movePromise(ctx, move('A colleague is ill'))))).toBe('promises.needs_consent')
  const second = await shop.as(shop.agent, (ctx) => movePromise(ctx, { ...move('A colleague is ill'), agreed: true }))
  expect(second.previousId).toBe(first.id)
  const moved = (await shop.events(it.id)).find(({ name }) => name === 'promise.moved')
  expect(moved?.facts).toMatchObject({ by: 'us', reason: 'A colleague is ill', wasAtRisk: false })
  const [fresh] = await shop.as(customer, (ctx) => freshOffers(ctx, it.id))
  await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: fresh?.id ?? '' }))
  expect(await states(it.id)).toEqual(['agreed', 'moved', 'moved', 'released'])
  expect(await refused(shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: written(offers).id })))).toBe('promises.offer_expired')
})

test('we ask for a move: the old time stands and the new one is held until the customer agrees or declines', async () => {
  const { it, offers, customer, running } = await shop.open()
  const call = offers.find(({ form }) => form === 'call')
  const ask = (offerId = call?.id ?? '') =>
    shop.as(shop.agent, (ctx) => askToMove(ctx, { promiseId: running?.id ?? '', offerId, reason: 'The part comes later' }))
  const first = await ask()
  expect(await shop.system((ctx) => runningPromise(ctx, it.id))).toMatchObject({ id: running?.id, state: 'agreed' })
  const held = await shop.kept.database.one<{ count: number }>(
    sql`select count(*) from reservations where case_id = ${it.id} and until is not null`,
  )
  expect(held.count).toBe(1)
  expect(await refused(shop.as(shop.agent, (ctx) => agreeToMove(ctx, first.id)))).toBe('forbidden')
  await shop.as(customer, (ctx) => declineMove(ctx, first.id))
  expect(await shop.system((ctx) => moveRequestOf(ctx, it.id))).toBeNull()
  const second = await ask(written(offers, 1).id)
  expect(await shop.system((ctx) => moveRequestOf(ctx, it.id))).toMatchObject({ id: second.id, reason: 'The part comes later' })
  await shop.as(customer, (ctx) => agreeToMove(ctx, second.id))
  await shop.as(customer, (ctx) => agreeToMove(ctx, second.id))
  expect(await states(it.id)).toEqual(['agreed', 'moved'])
  expect((await shop.events(it.id)).map(({ name }) => name).filter((name) => name.startsWith('promise.mov'))).toEqual([
    'promise.move_asked',
    'promise.move_declined',
    'promise.move_asked',
    'promise.moved',
  ])
  expect((await shop.system((ctx) => promisesOf(ctx, it.id)))[1]).toMatchObject({ movedBy: 'us', reason: 'The part comes later' })
})

test('an offer lapses, and a foreign one does not exist', async () => {
  const [mine, other] = [await shop.open(), await shop.open()]
  expect(await refused(shop.as(other.customer, (ctx) => acceptOffer(ctx, { offerId: written(mine.offers).id })))).toBe('not_found')
  shop.at('25T11:00:00')
  expect(await refused(shop.as(mine.customer, (ctx) => acceptOffer(ctx, { offerId: written(mine.offers).id })))).toBe(
    'promises.offer_expired',
  )
  shop.at('25T10:00:00')
})

test('letting go, ending the case and coming back', async () => {
  const { it, running, customer } = await shop.open()
  await shop.as(customer, (ctx) => releasePromise(ctx, running?.id ?? ''))
  await shop.as(customer, (ctx) => releasePromise(ctx, running?.id ?? ''))
  expect(await states(it.id)).toEqual(['released'])
  shop.at('25T10:01:00')
  await shop.system((ctx) => receiveMessage(ctx, { caseId: it.id, customerId: it.customerId, stranger: true, message: message('?') }))
  expect(await states(it.id)).toEqual(['released'])
  await shop.system((ctx) => receiveMessage(ctx, { caseId: it.id, customerId: it.customerId, stranger: false, message: message('Still.') }))
  expect(await states(it.id)).toEqual(['agreed', 'released'])
  await shop.as(customer, (ctx) => acceptCase(ctx, it.id))
  expect((await shop.events(it.id)).at(-1)).toMatchObject({ name: 'promise.released', facts: { why: 'accepted' } })
  await shop.system((ctx) => receiveMessage(ctx, { caseId: it.id, customerId: it.customerId, stranger: false, message: message('Again.') }))
  expect((await states(it.id))[0]).toBe('agreed')
  shop.at('25T10:00:00')
})

test('a call is kept by an attempt inside its window; two in vain keep it too, and the default promise runs again', async () => {
  const { it, offers, customer } = await shop.open()
  const call = offers.find(({ form }) => form === 'call')
  const { id } = await shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: call?.id ?? '' }))
  const attempt = (outcome: 'reached' | 'no_answer') => shop.as(shop.agent, (ctx) => recordAttempt(ctx, { promiseId: id, outcome }))
  expect(await refused(attempt('reached'))).toBe('promises.too_early')
  shop.at('25T11:10:00')
  expect((await attempt('no_answer')).state).toBe('agreed')
  shop.at('25T11:20:00')
  expect(await attempt('no_answer')).toMatchObject({ state: 'kept', endedAt: new Date('2026-11-25T11:10:00Z') })
  const [running] = await shop.system((ctx) => promisesOf(ctx, it.id))
  expect(running).toMatchObject({ isDefault: true, state: 'agreed', form: 'written' })
  expect((await shop.events(it.id)).filter(({ name }) => name === 'promise.called').map(({ facts }) => facts['nth'])).toEqual([1, 2])
  shop.at('25T10:00:00')
})

test('a proposal is promised where it can be kept, else countered', async () => {
  const { it, customer } = await shop.open()
  const ask = (time: string, form: 'written' | 'call' = 'written') =>
    shop.as(customer, (ctx) => propose(ctx, { caseId: it.id, form, at: new Date(`2026-11-${time}Z`) }))
  expect(await refused(ask('25T09:00:00'))).toBe('promises.bad_time')
  const soon = await ask('25T10:20:00')
  expect(soon.promise).toBeNull()
  expect(soon.offers[0]).toMatchObject({ form: 'written', dueAt: new Date('2026-11-25T11:00:00Z') })
  expect((await ask('26T08:10:00')).promise).toMatchObject({ state: 'agreed', dueAt: new Date('2026-11-26T08:10:00Z') })
  expect((await ask('26T08:40:00', 'call')).promise).toMatchObject({ form: 'call', startsAt: new Date('2026-11-26T08:40:00Z') })
  expect((await ask('28T10:00:00', 'call')).promise).toBeNull()
})

test('a lead overbooks as a decision with its reason, an agent never', async () => {
  const { it } = await shop.open()
  const lead: Actor = { ...shop.agent, kind: 'staff', id: shop.staffIds[0] ?? '', name: 'Ieva', role: 'lead', teamIds: [shop.teamId] }
  const wish = { caseId: it.id, form: 'written' as const, at: new Date('2026-11-25T10:05:00Z'), reason: 'A child waits' }
  expect(await refused(shop.as(shop.agent, (ctx) => overbook(ctx, wish)))).toBe('forbidden')
  expect(await shop.as(lead, (ctx) => overbook(ctx, wish))).toMatchObject({ state: 'agreed', dueAt: wish.at })
  expect((await shop.events(it.id)).find(({ name }) => name === 'promise.overbooked')?.facts).toMatchObject({ reason: 'A child waits' })
  const fits = await shop.open()
  await shop.as(lead, (ctx) => overbook(ctx, { ...wish, caseId: fits.it.id, at: new Date('2026-11-25T14:00:00Z') }))
  expect((await shop.events(fits.it.id)).map(({ name }) => name)).not.toContain('promise.overbooked')
})

test('an escalation is a promise of its own beside what runs, kept by a lead’s words only', async () => {
  const { it, customer, running } = await shop.open()
  const say = () => shop.as(customer, (ctx) => escalate(ctx, { caseId: it.id, reason: 'slow', words: 'Too slow.' }))
  const lead = await say()
  expect(lead).toMatchObject({ form: 'escalation', dueAt: new Date('2026-11-25T11:00:00Z') })
  expect((await say())?.id).toBe(lead?.id)
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({ danger: 'agreed', dueAt: new Date('2026-11-25T11:00:00Z') })
  await shop.as(shop.agent, (ctx) => sendUpdate(ctx, { caseId: it.id, text: 'We look.', undoSeconds: 0 }))
  const form = (name: string) => async () =>
    (await shop.system((ctx) => promisesOf(ctx, it.id))).find((promise) => promise.form === name)?.state
  expect([await form('escalation')(), await form('written')()]).toEqual(['agreed', 'agreed'])
  await shop.kept.database.run(sql`update staff set role = 'lead' where id = ${shop.staffIds[0]}`)
  await shop.as(shop.agent, (ctx) => sendUpdate(ctx, { caseId: it.id, text: 'I look myself.', undoSeconds: 0 }))
  await shop.kept.database.run(sql`update staff set role = 'agent' where id = ${shop.staffIds[0]}`)
  expect([await form('escalation')(), await form('written')()]).toEqual(['kept', 'agreed'])
  expect(await shop.system((ctx) => findCase(ctx, it.id))).toMatchObject({ dueAt: running?.dueAt })
})

test('word of how it stands is kept by any words of ours, the answer by an answer', async () => {
  const { it, customer } = await shop.open()
  const update = await shop.as(customer, (ctx) => promiseExtra(ctx, { caseId: it.id, form: 'update' }))
  expect(update).toMatchObject({ form: 'update', dueAt: new Date('2026-11-25T14:00:00Z') })
  await shop.as(shop.agent, (ctx) => sendUpdate(ctx, { caseId: it.id, text: 'Still on it.' }))
  shop.at('25T10:00:10')
  await shop.sweep()
  expect(await states(it.id)).toEqual(['kept', 'agreed'])
  const later = await shop.as(shop.agent, (ctx) =>
    promiseExtra(ctx, { caseId: it.id, form: 'update', at: new Date('2026-11-26T09:00:00Z') }),
  )
  expect(later.dueAt).toEqual(new Date('2026-11-26T09:00:00Z'))
  shop.at('25T10:00:00')
})

test('the matter is settled when the customer says so, at the second the answer was pressed', async () => {
  const { it, customer } = await shop.open()
  const { id } = await shop.as(customer, (ctx) => promiseExtra(ctx, { caseId: it.id, form: 'resolution' }))
  const answer = (text: string) => shop.as(shop.agent, (ctx) => answerCase(ctx, { caseId: it.id, text, undoSeconds: 0 }))
  const settled = async () => (await shop.system((ctx) => promisesOf(ctx, it.id))).find((promise) => promise.id === id)
  shop.at('25T11:00:00')
  await answer('Oil it.')
  expect(await settled()).toMatchObject({ state: 'waiting', stoppedAt: new Date('2026-11-25T11:00:00Z') })
  shop.at('25T12:00:00')
  await shop.as(customer, (ctx) => rejectCase(ctx, { caseId: it.id, from: { name: '', address: '' } }))
  expect(await settled()).toMatchObject({ state: 'agreed' })
  await answer('Oil it well.')
  shop.at('25T13:00:00')
  await shop.as(customer, (ctx) => acceptCase(ctx, it.id))
  expect(await settled()).toMatchObject({ state: 'kept', endedAt: new Date('2026-11-25T12:00:00Z') })
  shop.at('25T10:00:00')
})

test('the ledger can only be added to: what was said stands, and what happened stays', async () => {
  const { it, running } = await shop.open()
  const { database } = shop.kept
  const refusedBy = (statement: ReturnType<typeof sql>) => refusedWords(database.run(statement))
  expect(await refusedBy(sql`update promises set due_at = due_at + interval '1 hour' where id = ${running?.id}`)).toMatch(
    /stands as it was given/,
  )
  expect(await refusedBy(sql`update promises set level = 0.5 where id = ${running?.id}`)).toMatch(/stands as it was given/)
  expect(await refusedBy(sql`delete from promises where id = ${running?.id}`)).toMatch(/only be added to/)
  expect(await refusedBy(sql`update events set facts = '{}' where case_id = ${it.id}`)).toMatch(/only be added to/)
  await shop.as(customerOf(it), (ctx) => releasePromise(ctx, running?.id ?? ''))
  expect(await refusedBy(sql`update promises set state = 'kept' where id = ${running?.id}`)).toMatch(/stands as it was given/)
})

test('a double click is one promise; two choices at once leave one running', async () => {
  const { it, offers, customer } = await shop.open()
  const accept = (nth: number) => shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: written(offers, nth).id }))
  const [one, two] = await Promise.all([accept(0), accept(0)])
  expect(one.id).toBe(two.id)
  const call = offers.find(({ form }) => form === 'call')
  await Promise.all([accept(1), shop.as(customer, (ctx) => acceptOffer(ctx, { offerId: call?.id ?? '' }))])
  expect((await states(it.id)).filter((state) => state === 'agreed')).toHaveLength(1)
  expect((await shop.events(it.id)).filter(({ name }) => name === 'promise.agreed').length).toBeLessThanOrEqual(4)
})

test('a call nobody made is late; one tried once in its window is kept when the window ends', async () => {
  const [tried, forgotten] = [await shop.open(), await shop.open()]
  for (const { offers, customer } of [tried, forgotten]) {
    await shop.as(customer, (ctx) =>
      acceptOffer(ctx, {
        offerId: offers.find(({ form, dueAt }) => form === 'call' && dueAt.toISOString() === '2026-11-25T12:00:00.000Z')?.id ?? '',
      }),
    )
  }
  shop.at('25T11:45:00')
  const running = await shop.system((ctx) => runningPromise(ctx, tried.it.id))
  await shop.as(shop.agent, (ctx) => recordAttempt(ctx, { promiseId: running?.id ?? '', outcome: 'busy' }))
  shop.at('25T12:00:01')
  await shop.sweep()
  expect(await states(tried.it.id)).toEqual(['agreed', 'kept', 'released'])
  expect(await states(forgotten.it.id)).toEqual(['late', 'released'])
  shop.at('25T10:00:00')
})
