import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStaff } from '#people'
import type { Context } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { Refusal } from '#platform/refusal.ts'
import { auditCapacity, auditLedgers } from '#test/reliability/audit-capacity.ts'
import * as promises from './index.ts'
import { menuOf } from './option.ts'
import { peopleOf } from './presence.ts'
import { type Due, isFeasible } from './rules/feasibility.ts'
import { openShop, type Shop } from './shop.fixture.ts'

const SEED = 13
const ROUNDS = process.env['FULL'] ? 300 : 10
let drawn = SEED
const below = (n: number): number => {
  drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor(drawn / 65_536) % n
}
function pick<Each>(list: readonly [Each, ...Each[]]): Each {
  return list[below(list.length)] ?? list[0]
}

let shop: Shop
let lead: Parameters<Shop['as']>[0]
const wrong: string[] = []
let sold = 0

beforeAll(async () => {
  shop = await openShop({ answersPerHour: 12, callers: 2 })
  const teamIds = [shop.teamId]
  const { id } = await shop.system((ctx) =>
    addStaff(ctx, { name: 'Lina', email: 'lina@shop.example', role: 'lead', teamIds, takesCalls: true, languages: ['en', 'lt'] }),
  )
  lead = { kind: 'staff', id, name: 'Lina', role: 'lead', teamIds }
  await shop.kept.database.run(sql`update staff set skills = array['wheels'] where id = ${id}`)
  const entry = { level: 0.9, isDefault: false, teamId: null }
  await shop.system((ctx) => promises.addOption(ctx, { ...entry, name: 'Wheels', form: 'written', minutes: 30, skill: 'wheels' }))
  await shop.system((ctx) => promises.addOption(ctx, { ...entry, name: 'Tongue', form: 'written', minutes: 45, inLanguage: true }))
  const call = { ...entry, name: 'Long call', form: 'call' as const, minutes: 90, windowMinutes: 60, skill: 'wheels' }
  await shop.system((ctx) => promises.addOption(ctx, call))
  shop.kept.hears = [...shop.kept.hears, { 'promise.agreed': (ctx, { promiseId }) => judge(ctx, promiseId) }]
})
afterAll(() => shop.close())

interface Row {
  teamId: string
  caseId: string
  promiseId: string | null
  endsAt: Date
  units: number
  skill: string | null
  language: string | null
}

/** Asks in the very transaction, from the rows and not from their sums, whether what is promised can be done beside all else. */
async function judge(ctx: Context, promiseId: string): Promise<void> {
  const mine = await ctx.db.maybe<Row>(sql`
    select r.* from reservations r join promises p on p.id = r.promise_id where p.id = ${promiseId} and not overbooked and not is_default and r.staff_id is null`)
  if (!mine) return
  const rows = await ctx.db.many<Row>(sql`
    select * from reservations where team_id = ${mine.teamId} and staff_id is null and promise_id is distinct from ${promiseId}
      and (promise_id is not null or (until > ${ctx.now} and case_id is distinct from ${mine.caseId}))`)
  const due = ({ endsAt, units, skill, language }: Row): Due => {
    return { dueAtMs: Math.max(endsAt.getTime(), ctx.now.getTime()), units, need: { skill, language } }
  }
  const load = rows.map(due).sort((a, b) => a.dueAtMs - b.dueAtMs)
  const [{ calendar }, there] = [await menuOf(ctx, mine.teamId), await peopleOf(ctx, mine.teamId)]
  const team = { calendar, ratePerHour: 12, load, people: there?.people ?? null, untilMs: there?.untilMs ?? 0 }
  sold++
  if (!isFeasible(team, ctx.now.getTime(), mine.endsAt.getTime(), due(mine))) wrong.push(`${promiseId} cannot be kept`)
}

type Opened = Awaited<ReturnType<Shop['open']>>
const running = async ({ it }: Opened) => (await shop.system((ctx) => promises.runningPromise(ctx, it.id)))?.id ?? ''
const offer = async ({ it }: Opened) => {
  const offers = await shop.system((ctx) => promises.freshOffers(ctx, it.id))
  return offers[below(offers.length || 1)]?.id ?? ''
}
const wish = ({ it }: Opened) => ({
  caseId: it.id,
  form: pick<'written' | 'call'>(['written', 'call']),
  at: new Date(shop.kept.clock.now().getTime() + (1 + below(40)) * 900_000),
})

const deeds: ((on: Opened) => Promise<unknown>)[] = [
  async (on) => {
    const offerId = await offer(on)
    return shop.as(on.customer, (ctx) => promises.acceptOffer(ctx, { offerId }))
  },
  async (on) => {
    const [promiseId, offerId] = [await running(on), await offer(on)]
    return shop.as(lead, (ctx) => promises.askToMove(ctx, { promiseId, offerId, reason: 'a part' }))
  },
  async (on) => {
    const asked = await shop.system((ctx) => promises.moveRequestOf(ctx, on.it.id))
    const say = pick([promises.agreeToMove, promises.declineMove])
    return asked && shop.as(on.customer, (ctx) => say(ctx, asked.id))
  },
  async (on) => {
    const promiseId = await running(on)
    return shop.as(lead, (ctx) => promises.pausePromise(ctx, { promiseId, for: 'a photo' }))
  },
  async (on) => {
    const promiseId = await running(on)
    return shop.as(lead, (ctx) => promises.resumePromise(ctx, promiseId))
  },
  async (on) => {
    const promiseId = await running(on)
    return shop.as(on.customer, (ctx) => promises.releasePromise(ctx, promiseId))
  },
  (on) => shop.as(on.customer, (ctx) => promises.propose(ctx, wish(on))),
  (on) => shop.as(lead, (ctx) => promises.overbook(ctx, { ...wish(on), reason: 'a friend' })),
  (on) => shop.as(on.customer, (ctx) => promises.promiseExtra(ctx, { caseId: on.it.id, form: pick(['update', 'resolution']) })),
  (on) => shop.as(on.customer, (ctx) => promises.escalate(ctx, { caseId: on.it.id, reason: 'slow', words: '' })),
  () => visit(),
  () => visit(),
]

/** A visitor comes, stays, goes, or sends the form; the product locks the visit's own row for as long. */
async function visit(): Promise<unknown> {
  const [nth, way] = [below(4), below(5)]
  const visitId = `visit_${nth}`
  const sent = way === 0 ? await shop.open() : null
  return shop.system(async (ctx) => {
    await ctx.db.run(sql`select pg_advisory_xact_lock(${nth})`)
    if (way === 1) return promises.extendHolds(ctx, visitId)
    if (way === 2) return promises.releaseVisit(ctx, visitId)
    const come = { visitId, teamId: shop.teamId, zone: 'Europe/Vilnius', phone: '+370', kind: 'request' as const, proven: nth > 1 }
    if (!sent) return promises.offersForVisit(ctx, { ...come, language: pick(['en', 'lt']) })
    const offers = await promises.offersOfVisit(ctx, visitId)
    await promises.attachVisit(ctx, visitId, sent.it.id)
    return promises.acceptOffer(ctx, { offerId: offers[below(offers.length || 1)]?.id ?? '' })
  })
}

test(
  `whatever is done at once, nothing is sold twice and nobody waits in a circle (seed ${SEED}, ${ROUNDS} rounds)`,
  { timeout: 600_000 },
  async () => {
    let cases: Opened[] = []
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 6 === 0) cases = await Promise.all(Array.from({ length: 8 }, () => shop.open()))
      const done = Array.from({ length: 24 }, async () => {
        const [deed, on] = [deeds[below(deeds.length)], cases[below(cases.length)]]
        if (deed && on) await deed(on)
      })
      for (const { reason } of (await Promise.allSettled(done)).filter((one) => one.status === 'rejected'))
        if (!(reason instanceof Refusal)) wrong.push(String(reason))
      shop.at(new Date(shop.kept.clock.now().getTime() + pick([0, 1, 5, 11, 30]) * 60_000))
    }
    await shop.sweep()
    expect([...wrong, ...(await auditCapacity(shop.kept.database)), ...(await auditLedgers(shop.kept.database))]).toEqual([])
    expect(sold).toBeGreaterThan(ROUNDS)
  },
)
