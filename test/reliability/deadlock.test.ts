import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'

let desk: Desk
beforeAll(async () => void (desk = await openDesk()))
afterAll(() => desk.close())

test('two changes that wait for each other are both done: the one the database undid is done again, whole', async () => {
  const { front, workshop } = desk.cast.teams
  let [runs, waiting] = [0, 0]
  const met = Promise.withResolvers<void>()
  const lockBoth = (one: string, other: string) =>
    desk.change(system, async (ctx) => {
      runs++
      const lock = (teamId: string) => ctx.db.one(sql`select team_id from capacities where team_id = ${teamId} for update`)
      await lock(one)
      if (++waiting === 2) met.resolve()
      await met.promise
      await lock(other)
      await ctx.db.run(sql`update capacities set answers_per_hour = answers_per_hour + 1 where team_id = ${one}`)
    })
  const before = await desk.kept.database.one<{ sum: number }>(sql`select sum(answers_per_hour) from capacities`)
  await Promise.all([lockBoth(front, workshop), lockBoth(workshop, front)])
  const after = await desk.kept.database.one<{ sum: number }>(sql`select sum(answers_per_hour) from capacities`)
  expect(runs).toBe(3)
  expect(after.sum - before.sum).toBe(2)
})
