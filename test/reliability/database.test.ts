import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#platform/db/sql.ts'
import { openInstallation, type App, type Installation } from './app-process.ts'
import { audit } from './audit.ts'
import { ask, hung, sendMail } from './clients.ts'
import { openDice, runSeed, size } from './dice.ts'
import { figure, median } from './figures.ts'
import { readJournals } from './journal.ts'
import { drain, openCrowd } from './load.ts'
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts'

const kills = size('R3', 3, 50)
const cuts = size('R3_CUTS', 3, 10)
let sink: SmtpSink
let desk: Installation

beforeAll(async () => {
  sink = await openSmtpSink()
  desk = await openInstallation(sink.url)
})
afterAll(async () => {
  await desk.close()
  await sink.close()
})

test(
  `R3: PostgreSQL killed ${kills} times and all its connections cut ${cuts} times under 12 clients (seed ${runSeed}): nothing lost, no app exit, back by itself`,
  { timeout: 120_000 + (kills + cuts) * 40_000 },
  async () => {
    const dice = openDice(runSeed + 3)
    const app = await desk.start()
    const crowd = openCrowd(desk, desk.folder, dice.nth(1), 12)
    const away: Away = { statuses: new Map(), withoutRetry: 0 }
    const returns: number[] = []
    for (let round = 0; round < kills + cuts; round++) {
      crowd.work()
      await pause(200 + dice.below(800))
      if (round < kills) process.kill(await desk.postmasterPid(), 'SIGKILL')
      else await cutAll()
      returns.push(await untilBack(app, away))
      await crowd.rest()
    }
    await drain(desk)
    crowd.close()
    const tries = readJournals(crowd.journals)
    // A connection that broke after the sink's 250 and before the mark is a kill to the queue.
    const findings = await audit({ database: desk.database, tries, sunk: sink.sunk, copies: (kills + cuts) * 4 })
    const statuses = new Set([...tries.values()].flatMap((it) => it.statuses))
    figure('R3', {
      seed: runSeed + 3,
      kills,
      cuts,
      acknowledged: [...tries.values()].filter((it) => it.acknowledged).length,
      findings: findings.length,
      medianReturnMs: median(returns),
      worstReturnMs: Math.round(Math.max(...returns)),
      statuses: [...statuses].sort().join(' '),
      whileAway: [...away.statuses].map(([status, count]) => `${status}x${count}`).join(' '),
    })
    expect(app.isAlive(), desk.words.slice(-20).join('\n')).toBe(true)
    expect(findings.slice(0, 20), `seed ${runSeed + 3}`).toEqual([])
    expect(
      [...statuses].filter((status) => status === hung || (status >= 500 && ![503].includes(status) && status !== 0)),
      desk.words.slice(-20).join('\n'),
    ).toEqual([])
    expect(away.withoutRetry).toBe(0)
    expect(away.statuses.get(503)).toBeGreaterThan(0)
    expect(away.statuses.get(451)).toBeGreaterThan(0)
    expect(Math.max(...returns)).toBeLessThan(100_000)
  },
)

interface Away {
  statuses: Map<number, number>
  /** Answers of 503 that did not say when to come again. */
  withoutRetry: number
}

/** Knocks at both doors until the app answers from its database again; only 200, 503 and 451 may be heard meanwhile. */
async function untilBack(app: App, away: Away): Promise<number> {
  const began = performance.now()
  for (;;) {
    const [{ status, headers }, code] = await Promise.all([ask(desk, 'GET', '/api/v1/cases?limit=1'), knock()])
    for (const heard of [status, code]) away.statuses.set(heard, (away.statuses.get(heard) ?? 0) + 1)
    if (status === 503 && !headers.get('retry-after')) away.withoutRetry++
    if (status === 200 && code === 250) return performance.now() - began
    if (!app.isAlive()) throw new Error(`The app ended:\n${desk.words.slice(-20).join('\n')}`)
    await pause(30)
  }
}

/** Knocks with a mail that is refused after its recipient, so that it leaves nothing: RCPT reads the database. */
const knock = (): Promise<number> => sendMail(desk.smtpPort, { from: 'knock@client.example', to: ['help@kept.example'], data: null })

async function cutAll(): Promise<void> {
  await desk.database.run(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
}
