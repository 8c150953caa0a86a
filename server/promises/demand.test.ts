import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimCase, withdrawCase } from '#cases'
import { addStaff } from '#people'
import type { Actor } from '#platform/context.ts'
import type { Refusal } from '#platform/refusal.ts'
import { changesFor, recordChange, tellingSweep } from './change.ts'
import { demandSummary, listDemands } from './demand.ts'
import { acceptOffer, askLead, promisesOf, propose } from './index.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 60 })))
afterAll(() => shop.close())

const manager = (): Actor => ({ kind: 'staff', id: shop.staffIds[0] ?? '', name: 'Ona', role: 'manager', teamIds: [] })
const say = (opened: Awaited<ReturnType<Shop['open']>>, words: string) =>
  shop.as(opened.customer, (ctx) => propose(ctx, { caseId: opened.it.id, words }))
const demandsOf = async (caseId: string) =>
  await shop.kept.database.many<{ outcome: string; form: string; words: string | null; place: string | null; groups: string[] }>({
    text: 'select outcome, form, words, place, groups from demands where case_id = $1 order by made_at, id',
    values: [caseId],
  })
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: Refusal) => error.code,
  )

test('words are promised at once where the team can keep them, and counted', async () => {
  const opened = await shop.open()
  const { promise } = await say(opened, 'rytoj 10:40 paskambinkite')
  expect(promise).toMatchObject({ form: 'call', startsAt: new Date('2026-11-26T08:40:00Z') })
  expect(await demandsOf(opened.it.id)).toMatchObject([{ outcome: 'granted', form: 'call', words: 'rytoj 10:40 paskambinkite' }])
})

test('refused in Turkish, countered, proposed in Ukrainian, moved: two rows say so', async () => {
  const opened = await shop.open()
  const first = await say(opened, 'yarın akşam 8’de arayın')
  expect([first.promise, first.offers.length > 0]).toEqual([null, true])
  expect(first.offers.every(({ form }) => form === 'call')).toBe(true)
  const second = await say(opened, 'подзвоніть у суботу о 10')
  expect(second.promise).toBeNull()
  await shop.as(opened.customer, (ctx) => acceptOffer(ctx, { offerId: second.offers[0]?.id ?? '' }))
  expect((await demandsOf(opened.it.id)).map(({ outcome }) => outcome)).toEqual(['chosen_other', 'chosen_other'])
  expect((await demandsOf(opened.it.id)).flatMap(({ groups }) => groups)).toContain(`call:${shop.teamId}:weekdays:20`)
})

test('words without a time are refused with how to say it; a place that needs somebody there goes to a lead', async () => {
  const opened = await shop.open()
  expect(await refused(say(opened, 'whenever you like'))).toBe('promises.not_understood')
  const asItIs = await shop.as(opened.customer, (ctx) => propose(ctx, { caseId: opened.it.id, words: 'whenever you like', toLead: true }))
  expect(asItIs.lead?.form).toBe('escalation')
  const { promise, lead } = await say(opened, 'tomorrow at 10 at your shop')
  expect([promise, lead?.form]).toEqual([null, 'escalation'])
  const rows = await demandsOf(opened.it.id)
  expect(rows.map(({ outcome, place }) => `${outcome} ${place ?? '-'}`).toSorted()).toEqual(['to_lead -', 'to_lead at your shop'])
})

test('who is named must be there: their call, their case', async () => {
  const ruta = {
    name: 'Rūta Petraitė',
    email: 'ruta@shop.example',
    role: 'agent' as const,
    teamIds: [shop.teamId],
    takesCalls: true,
    languages: ['en' as const],
  }
  const ann = await shop.system((ctx) => addStaff(ctx, ruta))
  const opened = await shop.open()
  expect((await say(opened, 'tomorrow by 14:00 in writing with Rūta')).promise).toBeNull()
  await shop.as({ ...shop.agent, id: ann.id } as Actor, (ctx) => claimCase(ctx, opened.it.id))
  expect((await say(opened, 'tomorrow by 14:00 in writing with Rūta')).promise).toMatchObject({ form: 'written' })
  const call = await say(opened, 'call me tomorrow at 14:00, Rūta')
  const taken = await shop.kept.database.one<{ staffId: string }>({
    text: 'select staff_id from reservations where promise_id = $1',
    values: [call.promise?.id],
  })
  expect(taken.staffId).toBe(ann.id)
})

test('a countered proposal goes to a lead on demand, once; a case that ends lets it go', async () => {
  const opened = await shop.open()
  await say(opened, 'call me tomorrow at 20:00')
  const lead = await shop.as(opened.customer, (ctx) => askLead(ctx, opened.it.id))
  expect(lead).toMatchObject({ form: 'escalation' })
  expect(await shop.as(opened.customer, (ctx) => askLead(ctx, opened.it.id))).toBeNull()
  expect((await shop.system((ctx) => promisesOf(ctx, opened.it.id))).filter(({ form }) => form === 'escalation')).toHaveLength(1)
  const other = await shop.open()
  await say(other, 'call me tomorrow at 20:00')
  await shop.as(other.customer, (ctx) => withdrawCase(ctx, other.it.id))
  expect((await demandsOf(other.it.id))[0]?.outcome).toBe('given_up')
})

test('a group is counted by people; a change answers each of them once, whoever records it and however often', async () => {
  for (const _ of [1, 2, 3]) await say(await shop.open(), 'call me tomorrow at 22:15')
  const key = `call:${shop.teamId}:weekdays:22`
  const group = (await shop.system((ctx) => demandSummary(ctx, {}))).groups.find((one) => one.key === key)
  expect(group).toMatchObject({ kind: 'call', days: 'weekdays', fromHour: 22, toHour: 24, asked: 3, granted: 0, waiting: 3 })
  expect((await shop.system((ctx) => listDemands(ctx, { group: key, limit: 2 }))).nextCursor).not.toBeNull()
  const made = () =>
    shop.as(manager(), (ctx) =>
      recordChange(ctx, {
        group: key,
        what: 'shifts',
        sentences: { en: 'We call until midnight now.', tr: 'Artık gece yarısına kadar arıyoruz.' },
      }),
    )
  const both = await Promise.allSettled([made(), made()])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refused(made())).toBe('promises.nobody_asked')
  await Promise.all([tellingSweep.work(shop.kept), tellingSweep.work(shop.kept)])
  await shop.sweep()
  const told = await shop.kept.database.many<{ caseId: string }>({
    text: "select case_id from events where name = 'promise.change_told'",
    values: [],
  })
  expect([told.length, new Set(told.map(({ caseId }) => caseId)).size]).toEqual([3, 3])
  expect((await shop.system((ctx) => changesFor(ctx)))[0]).toMatchObject({
    sentence: 'We call until midnight now.',
    asked: 3,
    because: 'It changed because 3 of you asked.',
  })
})
