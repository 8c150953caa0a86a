import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCases as listShape, type ListCases } from '#contract/cases.ts'
import { meetCustomer } from '#customers'
import { addProduct, changeProduct, setPace } from '#value'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { findCase } from './finding.ts'
import { openCase } from './opening.ts'
import { listCases } from './listing.ts'
import * as listing from './listing-store.ts'

// The order of work: seed 20261125.
const runs = { seed: 20261125, numRuns: process.env['FULL'] ? 1_000 : 25 }
const minute = 60_000
let desk: Desk
let ids: string[] = []

beforeAll(async () => {
  desk = await openDesk()
  const { id } = await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'many@mail.example' }))
  await desk.kept.database.run(sql`
    insert into cases (id, kind, channel, subject, language, customer_id, team_id, opened_at, updated_at)
    select 'case_' || lpad(n::text, 26, '0'), 'request', 'form', 'Bell ' || n, 'en', ${id}, ${desk.cast.teams.front}, now(), now()
    from generate_series(1, 60) n`)
  ids = (await desk.kept.database.many<{ id: string }>(sql`select id from cases order by id`)).map((row) => row.id)
})
afterAll(() => desk.close())

const wish = (more: Partial<ListCases>) => listShape.parse({ sort: 'work', ...more })

async function walk(more: Partial<ListCases>): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await desk.look(desk.cast.staff.tomas, (ctx) => listCases(ctx, wish({ ...more, ...(cursor && { cursor }) })))
    found.push(...page.items.map(({ id }) => id))
    if (!page.nextCursor) return found
    cursor = page.nextCursor
  }
}

const one = fc.record({
  dueMinutes: fc.option(fc.integer({ min: -300, max: 900 }), { freq: 4 }),
  waiting: fc.boolean(),
  weight: fc.integer({ min: 1, max: 3 }),
})
type One = { id: string; dueMinutes: number | null; waiting: boolean; weight: number }

/** The same order, said by hand: section, then weight where nothing presses, then due time, then age. */
function byHand(rows: readonly One[]): string[] {
  const section = ({ waiting, dueMinutes }: One) => (waiting ? 3 : dueMinutes === null ? 2 : dueMinutes < 0 ? 0 : dueMinutes <= 60 ? 1 : 2)
  const due = ({ dueMinutes }: One) => dueMinutes ?? Infinity
  const weight = (row: One) => (section(row) === 2 ? row.weight : 0)
  const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
  return rows
    .toSorted(
      (a, b) => compare(section(a), section(b)) || compare(weight(a), weight(b)) || compare(due(a), due(b)) || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id)
}

test('page after page of any length gives the order of work: sections, then weight where nothing presses, then due time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 60, maxLength: 60 }), fc.integer({ min: 1, max: 40 }), async (drawn, limit) => {
      const rows = drawn.map((row, at) => ({ ...row, id: ids[at] ?? '' }))
      const dueAt = rows.map(({ dueMinutes }) => (dueMinutes === null ? null : new Date(desk.clock.now().getTime() + dueMinutes * minute)))
      await desk.kept.database.run(sql`
        update cases c set due_at = d.due_at, danger = case when d.due_at < ${desk.clock.now()} then 'late' when d.due_at is not null then 'agreed' end,
          waiting = d.waiting, weight = d.weight
        from unnest(${ids}::text[], ${dueAt}::timestamptz[], ${rows.map((row) => row.waiting)}::boolean[], ${rows.map((row) => row.weight)}::int[])
          d (id, due_at, waiting, weight)
        where c.id = d.id`)
      const expected = byHand(rows)
      expect(await walk({ limit })).toEqual(expected)
      const later = expected.filter((id) => {
        const row = rows.find((own) => own.id === id)
        return row && !row.waiting && (row.dueMinutes === null || row.dueMinutes > 60)
      })
      expect(await walk({ limit, section: 'later', sort: 'due' })).toEqual(later)
    }),
    runs,
  )
})

test('a page is read by the clock of the first one, and a cursor of another order is refused', async () => {
  const look = (more: Partial<ListCases>) => desk.look(desk.cast.staff.tomas, (ctx) => listCases(ctx, wish(more)))
  const first = await look({ limit: 7 })
  desk.clock.forward({ minutes: 45 })
  const rest = await look({ limit: 200, cursor: first.nextCursor ?? '' })
  const all = [...first.items, ...rest.items].map(({ id }) => id)
  expect(new Set(all).size).toBe(60)
  for (const [sort, cursor] of [
    ['due', first.nextCursor],
    ['work', Buffer.from(JSON.stringify(['', 'case_1'])).toString('base64url')],
    ['work', Buffer.from(JSON.stringify(['2 2026-11-25 10:00:00+00', 'case_1', 'later', 'now'])).toString('base64url')],
  ] as const)
    await expect(look({ sort, cursor: cursor ?? '' }), `${sort} ${cursor}`).rejects.toMatchObject({ code: 'bad_request' })
})

test('another pace of a product moves the open cases about it', async () => {
  const { staff, teams } = desk.cast
  const productId = await desk.change(staff.rasa, (ctx) => addProduct(ctx, { name: 'Bell' }))
  const customer = await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'bell@mail.example' }))
  const message = { channel: 'form' as const, text: 'A bell.', shownText: 'A bell.', from: { name: '', address: '' } }
  const { id } = await desk.change(system, (ctx) =>
    openCase(ctx, { customerId: customer.id, teamId: teams.front, kind: 'request', channel: 'form', language: 'en', productId, message }),
  )
  const weight = async () => (await desk.look(system, (ctx) => findCase(ctx, id))).weight
  expect(await weight()).toBe(2)
  await desk.change(staff.rasa, (ctx) => setPace(ctx, productId, { pace: 'paperwork', because: 'it can wait' }))
  expect(await weight()).toBe(3)
  await desk.change(staff.rasa, (ctx) => changeProduct(ctx, productId, { name: 'Bells', kind: 'product', active: true, version: 2 }))
  expect(await weight()).toBe(3)
})

test('among many cases what does not press is read from its index', async () => {
  const { database } = desk.kept
  await database.run(sql`
    insert into cases (id, kind, channel, subject, language, customer_id, team_id, opened_at, updated_at, due_at, danger, weight)
    select 'case_1' || lpad(n::text, 25, '0'), 'request', 'form', 'Bell', 'en', (select id from customers limit 1), ${desk.cast.teams.front}, now(),
      now(), ${desk.clock.now()}::timestamptz + (n % 5000) * interval '1 minute', 'agreed', 1 + n % 3 from generate_series(1, 20000) n`)
  await database.run(sql`analyze cases`)
  const filter = { q: null, state: 'open', kind: null, ownerId: null, unowned: false, teamId: null, customerId: null } as const
  const more = {
    organisationId: null,
    projectId: null,
    openedFrom: null,
    openedTo: null,
    productId: null,
    section: 'later',
    sort: 'weight',
    after: null,
    limit: 101,
  } as const
  const plan: unknown[] = []
  const explaining = {
    ...database,
    many: async <Row>(statement: { text: string; values: readonly unknown[] }) => {
      plan.push(...(await database.many({ ...statement, text: `explain ${statement.text}` })))
      return [] as Row[]
    },
  }
  await listing.listCases(explaining, desk.cast.staff.tomas, { ...filter, ...more }, desk.clock.now())
  expect(JSON.stringify(plan)).toContain('cases_by_weight')
  expect(JSON.stringify(plan)).not.toContain('Sort')
})
