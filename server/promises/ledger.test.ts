import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptCase, answerCase, receiveMessage, rejectCase, sendUpdate } from '#cases'
import { sql } from '#platform/db/sql.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  acceptOffer,
  agreeToMove,
  askToMove,
  declineMove,
  escalate,
  freshOffers,
  movePromise,
  pausePromise,
  promiseExtra,
  propose,
  releasePromise,
  resumePromise,
  runningPromise,
} from './index.ts'
import { type LedgerEntry, type LedgerName, replayLedger } from './rules/ledger.ts'
import { noon, openShop, type Shop } from './shop.fixture.ts'

const SEED = 8_2026
const NUM_RUNS = process.env.FULL ? 10_000 : 40

let shop: Shop
beforeAll(async () => void (shop = await openShop({ answersPerHour: 60, callers: 3 })))
afterAll(() => shop.close())

type Opened = Awaited<ReturnType<Shop['open']>>
const written = (it: Opened['it']) => ({ caseId: it.id, text: 'Word.', undoSeconds: 0 })
const running = (it: Opened['it']) => shop.system((ctx) => runningPromise(ctx, it.id))
const offer = async ({ it, customer }: Opened, nth: number) => {
  const offers = await shop.as(customer, (ctx) => freshOffers(ctx, it.id))
  return offers[nth % Math.max(1, offers.length)]?.id ?? ''
}

/** What may be done to a case; what is refused changes nothing. */
const deeds: Record<string, (on: Opened, nth: number) => Promise<unknown>> = {
  choose: async (on, nth) => {
    const offerId = await offer(on, nth)
    return shop.as(on.customer, (ctx) => acceptOffer(ctx, { offerId }))
  },
  move: async (on, nth) => {
    const [offerId, promise] = [await offer(on, nth), await running(on.it)]
    const ours = { reason: 'ill', agreed: true }
    return shop.as(nth % 2 ? shop.agent : on.customer, (ctx) =>
      movePromise(ctx, { promiseId: promise?.id ?? '', offerId, ...(nth % 2 && ours) }),
    )
  },
  ask: async (on, nth) => {
    const [offerId, promise] = [await offer(on, nth), await running(on.it)]
    const { id } = await shop.as(shop.agent, (ctx) => askToMove(ctx, { promiseId: promise?.id ?? '', offerId, reason: 'a part' }))
    return shop.as(on.customer, (ctx) => (nth % 3 ? agreeToMove(ctx, id) : declineMove(ctx, id)))
  },
  pause: async (on) => {
    const promise = await running(on.it)
    return shop.as(shop.agent, (ctx) => pausePromise(ctx, { promiseId: promise?.id ?? '', for: 'a photo' }))
  },
  resume: async (on) => {
    const promise = await running(on.it)
    return shop.as(shop.agent, (ctx) => resumePromise(ctx, promise?.id ?? ''))
  },
  release: async (on) => {
    const promise = await running(on.it)
    return shop.as(on.customer, (ctx) => releasePromise(ctx, promise?.id ?? ''))
  },
  propose: ({ it, customer }, nth) =>
    shop.as(customer, (ctx) => propose(ctx, { caseId: it.id, form: 'written', at: new Date(ctx.now.getTime() + (nth + 1) * 1_800_000) })),
  escalate: ({ it, customer }) => shop.as(customer, (ctx) => escalate(ctx, { caseId: it.id, reason: 'slow', words: '' })),
  extra: ({ it, customer }, nth) =>
    shop.as(customer, (ctx) => promiseExtra(ctx, { caseId: it.id, form: nth % 2 ? 'update' : 'resolution' })),
  answer: ({ it }) => shop.as(shop.agent, (ctx) => answerCase(ctx, written(it))),
  update: ({ it }) => shop.as(shop.agent, (ctx) => sendUpdate(ctx, written(it))),
  reject: ({ it, customer }) => shop.as(customer, (ctx) => rejectCase(ctx, { caseId: it.id, from: { name: '', address: '' } })),
  accept: ({ it, customer }) => shop.as(customer, (ctx) => acceptCase(ctx, it.id)),
  write: ({ it }) =>
    shop.system((ctx) =>
      receiveMessage(ctx, {
        caseId: it.id,
        customerId: it.customerId,
        stranger: false,
        message: { channel: 'email', text: 'And?', shownText: 'And?', from: { name: '', address: '' } },
      }),
    ),
}

test(
  `a promise’s ledger replayed gives its state, whatever is done to a case (seed ${SEED}, ${NUM_RUNS} stories)`,
  { timeout: 3_600_000 },
  async () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.nat(7), fc.constantFrom(0, 0, 1, 20, 45, 130, 1_440))
    let ended = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (story) => {
        let present = noon
        shop.at(present)
        const on = await shop.open()
        for (const [deed, nth, minutes] of story) {
          await deeds[deed]?.(on, nth).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error
          })
          present = await pass(present, minutes)
        }
        ended += await compare(on.it.id)
      }),
      { seed: SEED, numRuns: NUM_RUNS },
    )
    expect(ended).toBeGreaterThan(NUM_RUNS)
  },
)

/** Lets the clock run as a sweep lives it: from one instant at which something is due to the next. */
async function pass(from: Date, minutes: number): Promise<Date> {
  const until = new Date(from.getTime() + minutes * 60_000)
  for (let rounds = 0; minutes > 0 && rounds < 100; rounds++) {
    await shop.sweep()
    const { at } = await shop.kept.database.one<{ at: Date | null }>(sql`
      select min(at) as at from (select min(check_at) as at from promises union all select min(sends_at) from messages) as dues`)
    shop.at(at && at < until ? at : until)
    if (!at || at >= until) break
  }
  shop.at(until)
  await shop.sweep()
  return until
}

interface Row {
  id: string
  state: string
  dueAt: Date
  atRiskAt: Date | null
  lateAt: Date | null
  stoppedAt: Date | null
  endedAt: Date | null
  movedBy: string | null
}

/** Holds every promise of a case against its ledger, and every ledger against the rules; answers how many promises ended. */
async function compare(caseId: string): Promise<number> {
  const { database } = shop.kept
  const rows = await database.many<Row>(
    sql`select id, state, due_at, at_risk_at, late_at, stopped_at, ended_at, moved_by from promises where case_id = ${caseId}`,
  )
  const events = await database.many<{ name: LedgerName; at: Date; facts: { promiseId: string } }>(
    sql`select name, at, facts from events where case_id = ${caseId} and facts ? 'promiseId' order by id`,
  )
  for (const row of rows) {
    const own = events.filter(({ facts, name }) => facts.promiseId === row.id && isEntry(name))
    const said = replayLedger(own.map(({ name, at, facts }) => ({ name, atMs: at.getTime(), facts }) as LedgerEntry))
    const ms = (at: Date | null) => at?.getTime() ?? null
    const isOver = row.endedAt !== null
    expect(said).toEqual({
      state: row.state,
      dueAtMs: row.dueAt.getTime(),
      atRiskAtMs: ms(row.atRiskAt),
      stoppedAtMs: isOver ? said?.stoppedAtMs : ms(row.stoppedAt),
      endedAtMs: ms(row.endedAt),
      movedBy: row.movedBy,
    })
    if (row.state === 'late') expect(row.atRiskAt, 'at risk precedes late').not.toBeNull()
  }
  const reserved = await database.many<{ promiseId: string }>(
    sql`select promise_id from reservations where case_id = ${caseId} and promise_id is not null`,
  )
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)
  expect(reserved.map(({ promiseId }) => promiseId).sort()).toEqual(open.sort())
  return rows.length - open.length
}

const isEntry = (name: string): boolean =>
  ['agreed', 'at_risk', 'late', 'kept', 'kept_late', 'moved', 'paused', 'resumed', 'released'].includes(name.replace('promise.', ''))

test('a ledger that does not follow is refused', () => {
  const agreed = {
    name: 'promise.agreed',
    atMs: 0,
    facts: {
      caseId: 'c',
      promiseId: 'p',
      form: 'written',
      startsAt: null,
      dueAt: '2026-11-25T12:00:00Z',
      isDefault: true,
      previousId: null,
      probability: null,
    },
  } as const
  const kept = (keptAt: string): LedgerEntry => ({ name: 'promise.kept', atMs: 0, facts: { caseId: 'c', promiseId: 'p', keptAt } })
  expect(replayLedger([agreed, kept('2026-11-25T12:00:00Z')])).toMatchObject({ state: 'kept' })
  expect(() => replayLedger([agreed, kept('2026-11-25T12:00:01Z')])).toThrow('was not kept')
  expect(() => replayLedger([agreed, kept('2026-11-25T11:00:00Z'), kept('2026-11-25T11:00:00Z')])).toThrow('does not follow')
  expect(() => replayLedger([kept('2026-11-25T11:00:00Z')])).toThrow('does not follow')
})
