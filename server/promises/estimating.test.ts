import { afterEach, beforeEach, expect, test } from 'vitest'
import { handOver } from '#cases'
import { recordAbsence } from '#people'
import { sql } from '#platform/db/sql.ts'
import { touchTeams } from './estimate-store.ts'
import { estimatingSweep } from './estimating.ts'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeEach(async () => void (shop = await openShop({ answersPerHour: 12, callers: 2 })))
afterEach(() => shop.close())

const atRisk = () =>
  shop.kept.database.many<{ because: string; cause: string; dueAt: string; at: Date }>(
    sql`select facts ->> 'because' as because, facts ->> 'cause' as cause, facts ->> 'dueAt' as due_at, at from events where name = 'promise.at_risk' order by id`,
  )
const open = async (count: number) => {
  for (let nth = 0; nth < count; nth++) await shop.open()
}

test('more work than the team can do by then puts promises at risk before the clock would, once', async () => {
  await open(20)
  await shop.sweep()
  expect(await atRisk()).toEqual([])
  await open(20)
  shop.at('25T10:00:59')
  await shop.sweep()
  expect(await atRisk()).toEqual([])
  shop.at('25T10:01:00')
  await shop.sweep()
  const told = await atRisk()
  // The team writes 23.6 answers until then: those who stand 24th or nearer have a chance of a half, the 25th has 0.42.
  expect(told).toHaveLength(16)
  expect(new Set(told.map(({ cause, because }) => `${cause} ${because}`))).toEqual(new Set(['estimate queue']))
  shop.at('25T10:05:00')
  await shop.sweep()
  const later = await atRisk()
  expect(later.length).toBeGreaterThanOrEqual(16)
  expect(later.length).toBeLessThan(40)
})

test('somebody who falls ill puts what they would have done at risk at once, with that cause', async () => {
  await open(16)
  await shop.sweep()
  expect(await atRisk()).toEqual([])
  await shop.system((ctx) =>
    recordAbsence(ctx, { staffId: shop.staffIds[1] ?? '', from: '2026-11-25', until: '2026-11-25', reason: 'ill' }),
  )
  await shop.sweep()
  // One person writes 12 in two hours.
  expect((await atRisk()).map(({ because }) => because)).toEqual(['absence', 'absence', 'absence', 'absence'])
})

test('what is handed to another team takes of that team’s time', async () => {
  const { it } = await shop.open()
  const elsewhere = await shop.system(async (ctx) => {
    const { calendarId } = await ctx.db.one<{ calendarId: string }>(sql`select calendar_id from teams limit 1`)
    await ctx.db.run(sql`insert into teams (id, name, calendar_id) values ('team_00000000000000000000000002', 'Back', ${calendarId})`)
    return 'team_00000000000000000000000002'
  })
  await shop.system((ctx) => handOver(ctx, { caseId: it.id, to: { teamId: elsewhere } }))
  expect(await shop.kept.database.many(sql`select team_id from reservations where case_id = ${it.id}`)).toEqual([{ teamId: elsewhere }])
})

test('what is due later than tomorrow is looked at when its day comes, not over and over until then', async () => {
  shop.at('27T15:30:00')
  await open(1)
  await shop.sweep()
  await shop.system((ctx) => touchTeams(ctx.db, [shop.teamId], 'absence'))
  await shop.sweep()
  // Due on Monday at 12:00 UTC: looked at a day before.
  expect(await estimatingSweep.nextAt(shop.kept)).toEqual(new Date('2026-11-29T12:00:00Z'))
  shop.at('29T12:00:00')
  await shop.sweep()
  expect(await estimatingSweep.nextAt(shop.kept)).toEqual(new Date('2026-11-29T12:01:00Z'))
})
