import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { openInstallation, type App, type Installation } from './app-process.ts'
import { audit } from './audit.ts'
import { ask } from './clients.ts'
import { openDice, runSeed, size, type Dice } from './dice.ts'
import { figure } from './figures.ts'
import { openJournal, readJournals, type Journal } from './journal.ts'

const keys = size('R4', 200, 1_000)
const kills = Math.max(2, Math.round(keys * 0.015))
const clients = 20
let desk: Installation

beforeAll(async () => {
  desk = await openInstallation(null)
})
afterAll(() => desk.close())

/** What one key was asked for, and every answer that came. */
interface Asked {
  answers: { status: number; body: string; replayed: string | null }[]
  otherStatus: number
}

test(
  `R4: ${keys} keys asked 5 times by ${clients} clients with ${kills} kills (seed ${runSeed}): one effect a key, the first answer for all, another body refused`,
  { timeout: 120_000 + keys * 1_000 + kills * 20_000 },
  async () => {
    const dice = openDice(runSeed + 4)
    const folder = `${desk.folder}/journals`
    let app = await desk.start()
    const targets: string[] = []
    for (let nth = 0; nth < 10; nth++) targets.push(await target(nth))
    let next = 0
    const all: Asked[] = []
    const lives = Array.from({ length: clients }, async (_, n) => {
      const journal = openJournal(folder, `client-${n}`)
      const own = dice.nth(n)
      while (next < keys) {
        const nth = next++
        all.push(await askFive(own, journal, targets))
        if (nth % 50 === 0) await pause(own.below(20))
      }
      journal.close()
    })
    const killer = killing(
      dice.nth(99),
      () => next,
      (fresh) => (app = fresh),
      () => app,
    )
    await Promise.all(lives)
    const killed = await killer
    const bodies = all.filter(({ answers }) => new Set(answers.map(({ status, body }) => `${status} ${body}`)).size > 1)
    const unanswered = all.filter(({ answers }) => answers.length < 5)
    const admitted = all.filter(({ otherStatus }) => otherStatus !== 422)
    const firsts = all.filter(({ answers }) => answers.filter(({ replayed }) => replayed === 'false').length > 1)
    await app.kill()
    const tries = readJournals(folder)
    for (let nth = 0; nth < 10; nth++)
      tries.set(targetMark(nth), { mark: targetMark(nth), what: 'case', acknowledged: true, tries: 1, statuses: [201] })
    const findings = await audit({ database: desk.database, tries, sunk: null })
    figure('R4', {
      seed: runSeed + 4,
      keys,
      tries: all.reduce((sum, { answers }) => sum + answers.length, 0),
      kills: killed,
      differing: bodies.length,
      otherAdmitted: admitted.length,
      findings: findings.length,
    })
    expect(findings.slice(0, 20), `seed ${runSeed + 4}`).toEqual([])
    expect(bodies.slice(0, 3)).toEqual([])
    expect(unanswered).toHaveLength(0)
    expect(admitted.slice(0, 3).map(({ otherStatus }) => otherStatus)).toEqual([])
    expect(firsts.slice(0, 3)).toEqual([])
    expect(killed).toBeGreaterThan(0)
  },
)

/** A new case, a note on a case, or an answer: two at once, one given up early, then two more; at last the same key with other words. */
async function askFive(dice: Dice, journal: Journal, targets: readonly string[]): Promise<Asked> {
  const mark = dice.mark()
  const key = `key-${mark}`
  const roll = dice.roll()
  const id = dice.pick(targets)
  const [method, path] =
    roll < 0.5 ? ['POST', '/api/v1/cases'] : roll < 0.8 ? ['POST', `/api/v1/cases/${id}/messages`] : ['PUT', `/api/v1/cases/${id}/answer`]
  const words = (text: string) =>
    roll < 0.5 ? { customer: { email: `${mark}@client.example` }, text } : roll < 0.8 ? { text, as: 'note' } : { text, undoSeconds: 0 }
  const asked: Asked = { answers: [], otherStatus: 0 }
  const once = async (signal?: AbortSignal) => {
    journal.intend({ mark, what: path })
    const { status, body, headers } = await ask(desk, method, path, words(`Again: ${mark}`), key, signal)
    journal.answered(mark, status)
    if (status >= 200 && status < 300) asked.answers.push({ status, body, replayed: headers.get('idempotent-replayed') })
    return status
  }
  const early = new AbortController()
  setTimeout(() => early.abort(), dice.below(30))
  await Promise.all([once(), once(), once(early.signal)])
  for (let nth = 0; nth < 400 && asked.answers.length < 5; nth++) if ((await once()) !== 201) await pause(25)
  for (let nth = 0; nth < 200 && asked.otherStatus !== 422 && asked.otherStatus < 200; nth++) {
    const { status } = await ask(desk, method, path, words(`Other words under the same key: ${mark}`), key)
    if (status && status !== 503) asked.otherStatus = status
    else await pause(50)
  }
  return asked
}

const targetMark = (nth: number) => `mark-${nth.toString(16).padStart(16, '0')}`

async function target(nth: number): Promise<string> {
  const { body } = await ask(desk, 'POST', '/api/v1/cases', {
    customer: { email: `target-${nth}@client.example` },
    text: `A case to write on. ${targetMark(nth)}`,
  })
  return (JSON.parse(body) as { id: string }).id
}

/** Kills the app at instants spread over the work, until the work is done or the kills are. */
async function killing(dice: Dice, progress: () => number, fresh: (app: App) => void, current: () => App): Promise<number> {
  let killed = 0
  while (killed < kills && progress() < keys) {
    const goal = Math.round(((killed + dice.roll()) * keys) / kills)
    while (progress() < Math.min(goal, keys - 1)) await pause(5)
    if (progress() >= keys) break
    await current().kill()
    fresh(await desk.start())
    killed++
  }
  return killed
}
