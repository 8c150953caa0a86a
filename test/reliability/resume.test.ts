import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { takeIn } from '#channels'
import { makeKey } from '#people'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { presentCursor, readAfter } from '#platform/events/journal.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { openDice, runSeed, size, type Dice } from './dice.ts'
import { figure } from './figures.ts'

const changes = size('RESUME', 400, 4_000)
const readers = 4
let nodes: { desk: Desk; url: string }[]
let key: string
let caseId: string

beforeAll(async () => {
  const one = await openDesk()
  const desks = [one, await openDesk({ shares: one })]
  nodes = []
  for (const desk of desks) nodes.push({ desk, url: await desk.app.listen({ port: 0, host: '127.0.0.1' }) })
  key = (await one.change(system, (ctx) => makeKey(ctx, { name: 'Reader', role: 'admin', teamIds: Object.values(one.cast.teams) }))).secret
  const message = { channel: 'form' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: '', address: '' } }
  caseId = (
    await one.change(system, (ctx) =>
      takeIn(ctx, {
        house: one.kept.house,
        customer: { email: 'live@client.example' },
        kind: 'request',
        channel: 'form',
        message,
        acknowledge: false,
      }),
    )
  ).it.id
})
afterAll(async () => {
  for (const { desk } of nodes.toReversed()) await desk.close()
})

/** Reads the stream of a node for a while; what it heard, as cursors. */
async function listen(url: string, after: string, until: (heard: readonly string[]) => boolean, limitMs: number): Promise<string[]> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), limitMs)
  const heard: string[] = []
  try {
    const answer = await fetch(`${url}/api/v1/events`, {
      headers: { authorization: `Bearer ${key}`, 'last-event-id': after },
      signal: stop.signal,
    })
    let rest = ''
    for await (const bytes of answer.body ?? []) {
      rest += Buffer.from(bytes).toString()
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) if (/^data:/m.test(block)) heard.push(/^id: (.+)$/m.exec(block)?.[1] ?? '')
      if (until(heard)) break
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
  return heard
}

async function follow(dice: Dice, start: string, isOver: () => boolean, last: () => Promise<string>): Promise<string[]> {
  const all: string[] = []
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const node = dice.pick(nodes)
    all.push(...(await listen(node.url, all.at(-1) ?? start, () => false, 60 + dice.below(200))))
    if (isOver() && all.at(-1) === (await last())) return all
  }
  return all
}

test(
  `resume by cursor: ${changes} changes with interleaved commits on two nodes, ${readers} readers that are cut and go to either node (seed ${runSeed}): none missed, none twice, in order`,
  { timeout: 60_000 + changes * 60 },
  async () => {
    const dice = openDice(runSeed + 7)
    const database = nodes[0]?.desk.kept.database
    if (!database) throw new Error('No node')
    const start = await presentCursor(database)
    const startText = `${start.xid}-${start.id}`
    let over = false
    const last = async () =>
      `${(await database.one<{ place: string }>(sql`select xid::text || '-' || id as place from events where case_id is not null order by xid desc, id desc limit 1`)).place}`
    const following = Array.from({ length: readers }, (_, n) => follow(dice.nth(n), startText, () => over, last))
    let left = changes
    await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const own = dice.nth(100 + n)
        while (left-- > 0) await tellSlowly(own)
      }),
    )
    over = true
    const heard = await Promise.all(following)
    const truth = (
      await database.many<{ place: string }>(sql`
    select xid::text || '-' || id as place from events where case_id is not null and (xid, id) > (${start.xid}::xid8, ${start.id}) order by xid, id`)
    ).map(({ place }) => place)
    const backward = (
      await database.one<{ count: number }>(sql`
    select count(*) as count from (select id < lag(id) over (order by xid, id) as back from events where (xid, id) > (${start.xid}::xid8, ${start.id})) pairs where back`)
    ).count
    figure('Resume', {
      seed: runSeed + 7,
      changes,
      readers,
      entries: truth.length,
      interleaved: backward,
      missed: Math.max(...heard.map((one) => truth.filter((place) => !new Set(one).has(place)).length)),
    })
    expect(backward, 'the commits did not interleave: the test proves nothing').toBeGreaterThan(0)
    for (const one of heard) expect(one, `seed ${runSeed + 7}`).toEqual(truth)
  },
)

/** A transaction that writes its entries early or late and commits after others that began later; one in eight is taken back. */
async function tellSlowly(dice: Dice): Promise<void> {
  const { desk } = dice.pick(nodes)
  const fails = dice.roll() < 0.125
  await desk
    .change(system, async (ctx) => {
      await ctx.db.run(sql`select pg_current_xact_id()`)
      await pause(dice.below(12))
      for (let nth = dice.below(3); nth >= 0; nth--) await ctx.tell('case.changed', { caseId, before: {}, after: {} })
      if (dice.roll() < 0.5) await ctx.tell.written()
      await pause(dice.below(12))
      if (fails) throw new Error('taken back')
    })
    .catch((error: unknown) => {
      if (!fails) throw error
    })
}

test(
  'what waits for an older transaction is heard soon after that one ends, even when it ends in nothing',
  { timeout: 40_000 },
  async () => {
    const [one, two] = nodes
    if (!one || !two) throw new Error('No nodes')
    const { xid, id } = await presentCursor(one.desk.kept.database)
    let release = () => {}
    const older = two.desk
      .change(system, async (ctx) => {
        await ctx.db.run(sql`select pg_current_xact_id()`)
        await new Promise<void>((resolve) => (release = resolve))
        throw new Error('taken back')
      })
      .catch(() => {})
    await pause(100)
    await one.desk.change(system, (ctx) => ctx.tell('case.changed', { caseId, before: {}, after: {} }))
    const hearing = listen(one.url, `${xid}-${id}`, (heard) => heard.length > 0, 20_000)
    await pause(300)
    const began = performance.now()
    release()
    await older
    expect(await hearing).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(10_000)
  },
)

test('the order of the history is that of numbers, not of their text: 999 before 1000', async () => {
  const other = await openDesk()
  const { database } = other.kept
  for (const xid of ['9', '10', '99', '100'])
    await database.run(
      sql`insert into events (xid, at, name, actor_kind, facts) values (${xid}::xid8, now(), 'case.changed', 'system', '{}')`,
    )
  expect((await readAfter(database, { xid: '0', id: 0 }, 4)).map(({ xid }) => xid)).toEqual(['9', '10', '99', '100'])
  const { newest } = await database.one<{ newest: string }>(sql`select max(xid)::text as newest from events`)
  expect((await presentCursor(database)).xid).toBe(newest)
  await other.close()
})
