import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { openInstallation, type Installation } from './app-process.ts'
import { audit } from './audit.ts'
import { openDice, runSeed, size } from './dice.ts'
import { figure, median } from './figures.ts'
import { readJournals } from './journal.ts'
import { drain, openCrowd } from './load.ts'
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts'

const rounds = size('R1', 6, 200)
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
  `R1: ${rounds} times kill -9 of the app while 20 clients write (seed ${runSeed}): nothing lost, nothing doubled, no half case`,
  { timeout: 60_000 + rounds * 30_000 },
  async () => {
    const dice = openDice(runSeed)
    const crowd = openCrowd(desk, desk.folder, dice.nth(1))
    const returns: number[] = []
    let app = await desk.start()
    for (let round = 0; round < rounds; round++) {
      crowd.work()
      await pause(150 + dice.below(1_850))
      await app.kill()
      app = await desk.start()
      returns.push(app.readyMs)
      await crowd.rest()
    }
    await drain(desk)
    crowd.close()
    const tries = readJournals(crowd.journals)
    const findings = await audit({ database: desk.database, tries, sunk: sink.sunk, copies: rounds * 4 })
    const acknowledged = [...tries.values()].filter((it) => it.acknowledged).length
    const odd = [...tries.values()].filter(({ statuses }) => statuses.some((status) => status >= 500 && status !== 503))
    figure('R1', {
      seed: runSeed,
      rounds,
      tried: tries.size,
      acknowledged,
      mails: sink.sunk.length,
      copies: sink.sunk.length - new Set(sink.sunk.map(({ messageId }) => messageId)).size,
      findings: findings.length,
      medianReturnMs: median(returns),
      worstReturnMs: Math.round(Math.max(...returns)),
    })
    expect(findings.slice(0, 20), `seed ${runSeed}`).toEqual([])
    expect(odd.slice(0, 5), desk.words.slice(-20).join('\n')).toEqual([])
    expect(acknowledged).toBeGreaterThan(rounds * 20)
    expect(new Set([...tries.values()].filter((it) => it.acknowledged).map(({ what }) => what))).toEqual(
      new Set(['case', 'mail', 'form', 'customer', 'note', 'update', 'answer']),
    )
    expect(Math.max(...returns)).toBeLessThan(50_000)
  },
)
