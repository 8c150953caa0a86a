import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeskCharter } from '#contract/charter.ts'
import type { Actor } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import type { Refusal } from '#platform/refusal.ts'
import { acceptOffer, addOption, changeCharterTexts, pendingCharter, publishCharter, readCharter } from './index.ts'
import { deskCharter } from './charter-reading.ts'
import { changeOption, listOptions } from './option.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const manager = (): Actor => ({ kind: 'staff', id: shop.staffIds[0] ?? '', name: 'Rasa', role: 'manager', teamIds: [shop.teamId] })
const desk = (): Promise<DeskCharter> => shop.as(manager(), deskCharter)
const why = { en: 'Most of you wanted it sooner.' }
const publish = (mark: string) => shop.as(manager(), (ctx) => publishCharter(ctx, { mark, why, askedByCount: 14 }))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    ({ code, message }: Refusal) => code ?? message,
  )

async function change(name: string, terms: { minutes?: number; active?: boolean }): Promise<void> {
  await shop.system(async (ctx) => {
    const option = (await listOptions(ctx)).find((one) => one.name === name)
    if (!option) throw new Error(name)
    const { teamId: _team, form: _form, record: _record, ...own } = option
    await changeOption(ctx, { ...own, ...terms })
  })
}

test('the first promise finds a charter to cite, and cites the version of its giving for ever', async () => {
  const first = await shop.open()
  expect(first.running?.charterVersion).toBe(1)
  await change('Call', { minutes: 30 })
  const { differences, mark, published } = await desk()
  expect(published?.version).toBe(1)
  expect(differences).toEqual(['Call: from 1 hour to 30 minutes'])
  expect(await publish(mark)).toBe(2)
  const second = await shop.open()
  expect(second.running?.charterVersion).toBe(2)
  const row = await shop.kept.database.one<{ charterVersion: number }>(
    sql`select charter_version from promises where id = ${first.running?.id}`,
  )
  expect(row.charterVersion).toBe(1)
  const chosen = await shop.as(first.customer, (ctx) => acceptOffer(ctx, { offerId: first.offers[0]?.id ?? '' }))
  expect(chosen.charterVersion).toBe(2)
  const rewritten = shop.kept.database.run(sql`update promises set charter_version = 2 where id = ${first.running?.id}`)
  await expect(rewritten).rejects.toThrow('cites the charter')
  const agreed = (await shop.events(second.it.id)).find(({ name }) => name === 'promise.agreed')
  expect(agreed?.facts['charterVersion']).toBe(2)
})

test('what was published never changes', async () => {
  const wrong = (text: string) => shop.kept.database.run({ text, values: [] })
  await expect(wrong(`update charters set why = '{}'`)).rejects.toThrow('can only be added to')
  await expect(wrong('delete from charters')).rejects.toThrow('can only be added to')
  await expect(wrong('truncate charters cascade')).rejects.toThrow('can only be added to')
})

test('of two managers who publish at once one is told that it is done; nothing is published twice', async () => {
  await change('Call', { minutes: 45 })
  const { mark, published } = await desk()
  const told = await Promise.all(Array.from({ length: 6 }, () => codeOf(publish(mark))))
  expect(told.toSorted()).toEqual(['done', ...Array.from({ length: 5 }, () => 'promises.charter_changed')])
  const after = await desk()
  expect(after.published?.version).toBe((published?.version ?? 0) + 1)
  expect(after.differences).toEqual([])
  expect(await codeOf(publish(after.mark))).toBe('promises.charter_unchanged')
})

test('a menu that moved on after it was seen is not published unseen', async () => {
  await change('Call', { minutes: 60 })
  const { mark } = await desk()
  await change('One hour', { active: false })
  expect(await codeOf(publish(mark))).toBe('promises.charter_changed')
  const fresh = await desk()
  expect(fresh.differences).toEqual(['Call: from 45 minutes to 1 hour', 'No longer promised: One hour'])
  await publish(fresh.mark)
  const { entries } = await shop.system((ctx) => readCharter(ctx, ''))
  expect(entries.map(({ form, minutes }) => `${form} ${minutes}`)).not.toContain('written 60')
})

test('the company’s own words stand in every language, its own where there are some, and two who write are asked', async () => {
  const { texts } = await desk()
  const own = { elsewhere: { lt: 'VVTAT, Vilniaus g. 25' }, free: { en: ' ', hu: '' } }
  await shop.as(manager(), (ctx) => changeCharterTexts(ctx, { texts: own, version: texts.version }))
  expect(await codeOf(shop.as(manager(), (ctx) => changeCharterTexts(ctx, { texts: {}, version: texts.version })))).toBe(
    'promises.charter_changed',
  )
  const now = await desk()
  expect(now.texts.own).toEqual({ elsewhere: { lt: 'VVTAT, Vilniaus g. 25' } })
  expect(now.differences).toEqual(['Text changed: Who else you can turn to'])
  await publish(now.mark)
  const { texts: said, why: reason, askedByCount, version } = await shop.system((ctx) => readCharter(ctx, ''))
  expect(said.tr.elsewhere).toEqual({ text: 'VVTAT, Vilniaus g. 25', language: 'lt' })
  expect(said.uk.free?.language).toBe('uk')
  expect({ reason, askedByCount }).toEqual({ reason: why, askedByCount: 14 })
  const first = await shop.system((ctx) => readCharter(ctx, '', 1))
  expect(first.texts.tr.elsewhere).toBeUndefined()
  expect({ isCurrent: first.isCurrent, newest: first.versions[0]?.version }).toEqual({ isCurrent: false, newest: version })
})

test('agents and strangers publish nothing', async () => {
  const { mark } = await shop.system(pendingCharter)
  for (const actor of [shop.agent, { kind: 'visitor' } as const, { kind: 'customer', id: 'c', caseId: null } as const])
    expect(await codeOf(shop.as(actor, (ctx) => publishCharter(ctx, { mark, why, askedByCount: null })))).toBe('forbidden')
})

test('reading the charter takes the same few statements however long the menu is', async () => {
  const asked = (): Promise<number> =>
    shop.system(async (ctx) => {
      let statements = 0
      const counted = new Proxy(ctx.db, {
        get: (db, name: 'many') => {
          const member: unknown = db[name]
          return typeof member === 'function'
            ? (...given: unknown[]) => (statements++, Reflect.apply(member, db, given) as unknown)
            : member
        },
      })
      await readCharter({ ...ctx, db: counted }, '')
      return statements
    })
  const before = await asked()
  await shop.system(async (ctx) => {
    for (let nth = 1; nth <= 40; nth++)
      await addOption(ctx, { name: `Entry ${nth}`, form: 'update', minutes: nth, level: 0.9, isDefault: false, teamId: null })
  })
  await publish((await desk()).mark)
  expect(await asked()).toBe(before)
  expect(before).toBeLessThan(8)
})
