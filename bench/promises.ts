// What promising costs with a thousand to a million promises open: quote, offers, accept, move, sweep and ledger, beside the same statements by plain pg.
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import type { Case } from '#cases'
import { openCase } from '#cases'
import { meetCustomer } from '#customers'
import { acceptOffer, freshOffers, movePromise, promisesSweeps, startDefault } from '#promises'
import { system, type Actor } from '#platform/context.ts'
import type { Database, DatabasePlace } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { readCase } from '#platform/events/journal.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { foundCompanyCast, type Cast } from '../server/demo/cast.ts'
import { type LedgerEntry, replayLedger } from '../server/promises/rules/ledger.ts'
import { cpuSeconds } from './processes.ts'
import { fillPromises, quoteFigures } from './promises-seed.ts'
import { recording, type Asked } from './raw.ts'

const rounds = 200

interface Begun {
  it: Case
  customer: Actor
  offerIds: string[]
  promiseId: string
}

/** Prints a row for each operation and number of open promises. */
export async function benchPromises(kept: Kept, place: DatabasePlace, pids: number[], sizes: readonly number[]): Promise<void> {
  const { database } = kept
  const cast = await change(kept, system, 'en', foundCompanyCast)
  console.log(`\n| operation | open promises | p50 ms | p99 ms | CPU ms/op | statements | raw p50 ms |\n|---|---|---|---|---|---|---|`)
  quoteFigures(100_000)
  for (const open of sizes) {
    await fillPromises(database, open, cast.teams)
    // A minute later: what was reserved is summed.
    const [, estimating] = promisesSweeps
    await kept.database.run(sql`update team_estimates set estimated_at = 'epoch'`)
    await estimating?.work(kept)
    const begun: Begun[] = []
    for (let nth = 0; nth <= rounds; nth++) begun.push(await begin(kept, cast, nth))
    const [spare = begun[0], ...cases] = begun
    if (!spare) return
    await row(kept, place, pids, 'offers', open, (on, nth) => offers(on, (nth ? cases[nth - 1] : spare) ?? spare))
    await row(kept, place, pids, 'accept', open, (on, nth) => accept(on, (nth ? cases[nth - 1] : spare) ?? spare))
    await row(kept, place, pids, 'move', open, (on, nth) => move(on, (nth ? cases[nth - 1] : spare) ?? spare))
    await sweepRow(kept, pids, open, cases)
    await row(kept, place, pids, 'ledger', open, (on, nth) => ledger(on, (nth ? cases[nth - 1] : spare) ?? spare))
  }
}

async function begin(kept: Kept, cast: Cast, nth: number): Promise<Begun> {
  return change(kept, system, 'en', async (ctx) => {
    const email = `open-${ctx.now.getTime()}-${nth}@bench.example`
    const { id: customerId } = await meetCustomer(ctx, { email, name: 'Bench', language: 'en' })
    const message = { channel: 'email' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: 'Bench', address: email } }
    const it = await openCase(ctx, { customerId, teamId: cast.teams.front, kind: 'request', channel: 'email', language: 'en', message })
    await startDefault(ctx, it)
    return { it, customer: { kind: 'customer', id: customerId, caseId: it.id }, offerIds: [], promiseId: '' }
  })
}

async function offers(kept: Kept, on: Begun): Promise<void> {
  on.offerIds = (await change(kept, on.customer, 'en', (ctx) => freshOffers(ctx, on.it.id))).map(({ id }) => id)
}

async function accept(kept: Kept, on: Begun): Promise<void> {
  on.promiseId = (await change(kept, on.customer, 'en', (ctx) => acceptOffer(ctx, { offerId: on.offerIds[0] ?? '' }))).id
}

async function move(kept: Kept, on: Begun): Promise<void> {
  const to = { promiseId: on.promiseId, offerId: on.offerIds[1] ?? '' }
  on.promiseId = (await change(kept, on.customer, 'en', (ctx) => movePromise(ctx, to))).id
}

async function ledger(kept: Kept, on: Begun): Promise<void> {
  const happened = await look(kept, system, 'en', (ctx) => readCase(ctx.db, on.it.id))
  const own = happened.filter(({ facts }) => 'promiseId' in facts && facts.promiseId === on.promiseId)
  replayLedger(own.map(({ name, at, facts }) => ({ name, atMs: at.getTime(), facts }) as LedgerEntry))
}

/** A promise comes due for each of the cases; everything else stays open. */
async function sweepRow(kept: Kept, pids: number[], open: number, cases: readonly Begun[]): Promise<void> {
  const ids = cases.map(({ it }) => it.id)
  await kept.database.run(sql`update promises set check_at = now() where case_id = any(${ids}) and ended_at is null`)
  const [checking] = promisesSweeps
  const [before, started] = [cpuSeconds(pids), performance.now()]
  let done = 0
  for (let some = 1; some > 0; done += some) some = (await checking?.work(kept)) ?? 0
  const each = (performance.now() - started) / done
  print(['sweep, a promise due', open, each.toFixed(2), '', ((cpuSeconds(pids) - before) * 1000) / done, '', ''])
}

async function row(
  kept: Kept,
  place: DatabasePlace,
  pids: number[],
  name: string,
  open: number,
  operation: (kept: Kept, nth: number) => Promise<void>,
): Promise<void> {
  const asked = await undone(kept, (on) => operation(on, 0))
  const raw = await rawMs(place, asked)
  const [took, before]: [number[], number] = [[], cpuSeconds(pids)]
  for (let nth = 0; nth <= rounds; nth++) {
    const started = performance.now()
    await operation(kept, nth)
    took.push(performance.now() - started)
  }
  const cpuMs = ((cpuSeconds(pids) - before) * 1000) / took.length
  print([name, open, quantile(took, 0.5).toFixed(2), quantile(took, 0.99).toFixed(2), cpuMs, asked.statements.length, raw.toFixed(2)])
}

/** What an operation asks of the database, without leaving a trace in it. */
async function undone(kept: Kept, operation: (kept: Kept) => Promise<void>): Promise<Asked> {
  const back = new Error('undone')
  const { database, asked } = recording(kept.database)
  const undoing: Database = {
    ...database,
    transaction: (work) =>
      database.transaction(async (db) => {
        await work(db)
        throw back
      }),
  }
  await operation({ ...kept, database: undoing }).catch((error: unknown) => {
    if (error !== back) throw error
  })
  return asked
}

async function rawMs(place: DatabasePlace, { statements }: Asked): Promise<number> {
  const client = new pg.Client(place)
  await client.connect()
  const took: number[] = []
  for (let nth = 0; nth < 50; nth++) {
    const started = performance.now()
    await client.query('begin')
    for (const [index, { text, values }] of statements.entries()) await client.query({ name: `raw${index}`, text, values: [...values] })
    await client.query('rollback')
    took.push(performance.now() - started)
  }
  await client.end()
  return quantile(took, 0.5)
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

function print(cells: (string | number)[]): void {
  const text = cells.map((cell) => (typeof cell === 'string' ? cell : Number.isInteger(cell) ? cell.toLocaleString('en') : cell.toFixed(2)))
  console.log(`| ${text.join(' | ')} |`)
}
