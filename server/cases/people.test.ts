import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetCustomer } from '#customers'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { ensureKnown, findPeople } from './people.ts'
import { openCase } from './opening.ts'
import { personQuery } from './rules/search.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

async function caseOf(customerId: string, teamId: string) {
  const message = { channel: 'form' as const, text: 'A bell.', shownText: 'A bell.', from: { name: '', address: '' } }
  return desk.change(system, (ctx) => openCase(ctx, { customerId, teamId, kind: 'request', channel: 'form', language: 'en', message }))
}

test('typed words become a query: beginnings of words, and a number by its last digits', () => {
  expect(personQuery('Emma CLAR')).toBe('Emma:* & CLAR:*')
  expect(personQuery('clarke@mail')).toBe('clarke:* & mail:*')
  expect(personQuery('+370 600 00101')).toBe('60000101')
  expect(personQuery('8 (600) 00-101')).toBe('60000101')
  expect(personQuery('6000 01')).toBe('600001:*')
  expect(personQuery(' &|! ')).toBeNull()
})

test('people are found by name in any script, address, number and case number, by those who see a case of theirs', async () => {
  const { staff, teams } = desk.cast
  const { emma, olena } = { emma: desk.cast.customers['emma']?.id ?? '', olena: desk.cast.customers['olena']?.id ?? '' }
  const { number } = await caseOf(emma, teams.front)
  await caseOf(olena, teams.billing)
  const found = async (actor: typeof staff.tomas, q?: string) =>
    (await desk.look(actor, (ctx) => findPeople(ctx, q))).map(({ name, cases }) => `${name} ${cases}`)
  for (const q of ['emma', 'CLARKE emma', 'clarke@mail', 'clarke', '+44 1632 960101', '01632 960101', `K-${number}`, 'em', undefined])
    expect(await found(staff.tomas, q), String(q)).toEqual(['Emma Clarke 1'])
  expect(await found(staff.tomas, 'коваль')).toEqual([])
  expect(await found(staff.rasa, 'коваль')).toEqual(['Олена Коваль 1'])
  expect(await found(staff.rasa, 'stankute')).toEqual(['Giedrė Stankutė 0'])
  expect(await found(staff.rasa, ' . ')).toEqual([])
  expect(await found(staff.rasa, 'vytautas')).toEqual(['Vytautas Rimkus 0'])
  await expect(desk.look(staff.tomas, (ctx) => ensureKnown(ctx, olena))).rejects.toMatchObject({ code: 'not_found' })
  await expect(desk.look(staff.tomas, (ctx) => ensureKnown(ctx, `customer_${'0'.repeat(26)}`))).rejects.toMatchObject({ code: 'not_found' })
  await desk.look(staff.rasa, (ctx) => ensureKnown(ctx, olena))
})

test('among a hundred thousand a search reads the index, in every script', async () => {
  const { database } = desk.kept
  const many = process.env['FULL'] ? 100_000 : 20_000
  await database.run(sql`
    insert into customers (id, name, email, created_at)
    select 'customer_x' || n, 'Володимир ' || md5(n::text), md5(n::text) || '@mail.example', now() from generate_series(1, ${many}) n`)
  await database.run(sql`analyze customers`)
  for (const query of ['коваль:*', 'clarke:*', 'ол:*']) {
    const plan = await database.many(sql`explain select id from customers where find_words @@ to_tsquery('simple', ${query})`)
    expect(JSON.stringify(plan), query).toContain('customers_by_find_words')
  }
  const before = performance.now()
  expect((await desk.look(desk.cast.staff.rasa, (ctx) => findPeople(ctx, 'clarke'))).length).toBe(1)
  expect(performance.now() - before).toBeLessThan(500)
  await desk.look(desk.cast.staff.rasa, async (ctx) => expect((await findPeople(ctx, 'ВОЛОДИМИР')).length).toBe(50))
})

test('what a stranger claims changes nothing that staff said', async () => {
  const { id } = await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'new@mail.example', name: 'New' }))
  await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'new@mail.example', name: 'Other' }))
  expect((await desk.look(desk.cast.staff.rasa, (ctx) => findPeople(ctx, 'new@mail')))[0]).toMatchObject({ id, name: 'New' })
})
