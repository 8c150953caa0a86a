import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#platform/db/sql.ts'
import { offerFor, offersOf } from './index.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 600 })))
afterAll(() => shop.close())

/** Finished promises of the option with two hours: so many kept, so many broken, the broken ones later. */
async function past(caseId: string, kept: number, broken: number): Promise<void> {
  await shop.kept.database.run(sql`
    insert into promises (id, case_id, option_id, team_id, form, state, level, agreed_at, due_at, ended_at, verdict, judged_at)
    select 'past_' || ${caseId} || n, ${caseId}, (select id from service_options where minutes = 120), ${shop.teamId}, 'written',
      case when n <= ${kept}::int then 'kept' else 'kept_late' end, 0.9, now(), now(), now(), case when n <= ${kept}::int then 'kept' else 'broken' end, now() + n * interval '1 s'
    from generate_series(1, ${kept + broken}::int) n`)
}

test('an option has no record under twenty, then counts its last hundred', async () => {
  const { it } = await shop.open()
  await past(it.id, 19, 0)
  expect((await shop.system((ctx) => offersOf(ctx, it.id))).every(({ record: counted }) => counted === null)).toBe(true)
  const { it: other } = await shop.open()
  await past(other.id, 85, 10)
  expect((await shop.system((ctx) => offersOf(ctx, it.id))).map(({ record: counted }) => counted)).toContainEqual({ kept: 90, total: 100 })
})

test(
  'quoting takes the same few statements however many promises are open, and reads a load at most a second old',
  { timeout: 60_000 },
  async () => {
    const { it } = await shop.open()
    await shop.kept.database.run(sql`
    insert into cases (id, kind, channel, subject, language, customer_id, team_id, opened_at, updated_at)
    select 'case_many' || n, 'request', 'api', 's', 'en', ${it.customerId}, ${shop.teamId}, ${it.openedAt}, ${it.openedAt} from generate_series(1, 20000) n`)
    await shop.kept.database.run(sql`
    insert into promises (id, case_id, option_id, team_id, form, state, level, agreed_at, due_at)
    select 'many_' || n, 'case_many' || n, (select id from service_options where minutes = 120), ${shop.teamId}, 'written', 'agreed', 0.9, ${it.openedAt},
      ${it.openedAt}::timestamptz + (n % 1000) * interval '1 minute' from generate_series(1, 20000) n`)
    await shop.kept.database.run(sql`
    insert into reservations (team_id, case_id, starts_at, ends_at, promise_id)
    select team_id, case_id, agreed_at, due_at, id from promises where id like 'many_%'`)
    const quoted = async () => {
      let statements = 0
      const counting = <Asked extends object>(db: Asked): Asked =>
        new Proxy(db, {
          get: (target, name) => {
            const member = Reflect.get(target, name) as (...given: unknown[]) => unknown
            if (typeof member !== 'function') return member
            return (...given: unknown[]) => (statements++, member.apply(target, given))
          },
        })
      const offers = await shop.system((ctx) =>
        offerFor(
          { ...ctx, db: counting(ctx.db) },
          {
            caseId: it.id,
            teamId: shop.teamId,
            zone: 'Europe/Vilnius',
            customer: { phone: null, language: 'en' },
            subject: it,
          },
        ),
      )
      return { statements, due: offers[0]?.dueAt.toISOString() }
    }
    const before = await quoted()
    expect(before).toEqual({ statements: 5, due: '2026-11-25T11:00:00.000Z' })
    shop.at('25T10:00:02')
    const renewed = await quoted()
    expect(renewed.statements).toBe(12)
    expect(renewed.due).not.toBe(before.due)
    expect(await quoted()).toEqual({ statements: 5, due: renewed.due })
    const started = performance.now()
    for (let nth = 0; nth < 100; nth++) await quoted()
    console.info(`${((performance.now() - started) / 100).toFixed(2)} ms a quote beside 20,000 open promises`)
  },
)
