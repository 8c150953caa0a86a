import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Refusal } from '#platform/refusal.ts'
import { sql } from '#platform/db/sql.ts'
import { acceptOffer, attachVisit, extendHolds, freshOffers, offersForVisit, releaseVisit } from './index.ts'
import { wholeTeam } from './rules/ability.ts'
import { isFeasible, withDue, type Due } from './rules/feasibility.ts'
import { noon, openShop, type Shop } from './shop.fixture.ts'

const many = process.env['FULL'] ? 300 : 50
let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 12, callers: 3 })))
afterAll(() => shop.close())

/** How many of the customers got what they all wanted at once; whoever did not must have been told why. */
async function rush(form: 'written' | 'call'): Promise<number> {
  const cases = await Promise.all(Array.from({ length: many }, () => shop.open()))
  await shop.kept.database.run(
    sql`update promises set ended_at = ${noon}, state = 'released', check_at = null where ended_at is null and is_default`,
  )
  await shop.kept.database.run(
    sql`delete from reservations where promise_id in (select id from promises where ended_at is not null and state = 'released')`,
  )
  const lists = await Promise.all(cases.map(({ it }) => shop.system((ctx) => freshOffers(ctx, it.id))))
  const answers = await Promise.all(
    cases.map(({ customer }, nth) => {
      const offerId = lists[nth]?.find((offer) => offer.form === form)?.id ?? ''
      return shop
        .as(customer, (ctx) => acceptOffer(ctx, { offerId }))
        .then(
          () => 'taken',
          (error: Refusal) => error.code,
        )
    }),
  )
  expect(new Set(answers)).toEqual(new Set(['taken', 'promises.offer_taken']))
  return answers.filter((answer) => answer === 'taken').length
}

test(`${many} customers who want the same written answer at once get as many as the team can give`, { timeout: 120_000 }, async () => {
  expect(await rush('written')).toBe(12)
  const dues = await shop.kept.database.many<{ dueAt: Date }>(
    sql`select due_at from promises where ended_at is null and form = 'written' order by due_at`,
  )
  const calendar = {
    zone: 'Europe/Vilnius',
    week: Array.from({ length: 7 }, () => [['09:00', '18:00']] as [string, string][]),
    holidays: [],
    extra: {},
  }
  let load: Due[] = []
  for (const { dueAt } of dues) {
    expect(isFeasible({ ...wholeTeam(calendar, 12), load }, noon.getTime(), dueAt.getTime())).toBe(true)
    load = withDue(load, { dueAtMs: dueAt.getTime(), units: 1 })
  }
})

test(`${many} customers who want the same call at once get as many as there are people`, { timeout: 120_000 }, async () => {
  expect(await rush('call')).toBe(3)
  const overlapping = await shop.kept.database.many(sql`
    select 1 from reservations a join reservations b on a.staff_id = b.staff_id and a.ctid <> b.ctid and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`)
  expect(overlapping).toEqual([])
})

test(
  'a page holds for ten minutes, ten times; strangers together hold a fifth; what a visit held becomes its case’s',
  { timeout: 60_000 },
  async () => {
    const own = await openShop({ answersPerHour: 12, callers: 3 })
    const visit = (visitId: string, proven: boolean) =>
      own.system((ctx) =>
        offersForVisit(ctx, {
          visitId,
          teamId: own.teamId,
          zone: 'Europe/Vilnius',
          phone: '+370',
          language: 'en',
          kind: 'request',
          proven,
        }),
      )
    const held = async (visitId: string, proven: boolean) => (await visit(visitId, proven)).filter(({ heldUntil }) => heldUntil).length
    expect(await held('visit_proven', true)).toBe(5)
    const shares: number[] = []
    for (let nth = 0; nth < 8; nth++) shares.push(await held(`visit_${nth}`, false))
    expect(shares[0]).toBeGreaterThan(0)
    expect(shares.at(-1)).toBe(0)
    for (let nth = 0; nth < 10; nth++) {
      own.at(new Date(noon.getTime() + (nth + 1) * 9 * 60_000))
      await own.system((ctx) => extendHolds(ctx, 'visit_proven'))
    }
    await expect(own.system((ctx) => extendHolds(ctx, 'visit_proven'))).rejects.toMatchObject({ code: 'promises.no_hold_left' })
    own.at(noon)
    const offers = await visit('visit_chosen', true)
    const call = offers.find(({ form }) => form === 'call')
    const { it } = await own.open()
    await own.system((ctx) => attachVisit(ctx, 'visit_chosen', it.id))
    expect(await own.system((ctx) => acceptOffer(ctx, { offerId: call?.id ?? '' }))).toMatchObject({
      form: 'call',
      startsAt: call?.startsAt,
    })
    await own.system((ctx) => releaseVisit(ctx, 'visit_proven'))
    const left = await own.kept.database.many(
      sql`select 1 from offers where visit_id in ('visit_proven', 'visit_chosen') and held_until is not null`,
    )
    expect(left).toEqual([])
    await own.close()
  },
)
