import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBacktest } from './command.ts'
import type { Summary } from './report.ts'

const corpus = path.resolve(import.meta.dirname, '../../..', process.env['KEPT_DATA'] ?? '../shared/data', 'incidents_cases.csv')
const hasCorpus = existsSync(corpus)
const why = hasCorpus ? '' : ' (skipped: no incidents_cases.csv at KEPT_DATA)'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'kept-backtest-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = async (flags: Record<string, string | string[]>, file = corpus) =>
  (await runBacktest({ json: true, ...flags }, file)) as Summary

async function exportOf(lines: readonly string[], name = 'cases.csv'): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

const gates = {
  first_action_at: { coverage: [0.88, 0.92], pinball: 7.9, deviation: 0.035, worst: 0.74 },
  first_resolved_at: { coverage: [0.88, 0.94], pinball: 35, deviation: 0.05, worst: 0.7 },
} as const

describe.skipIf(!hasCorpus)(`on the incident log of April 2016${why}`, () => {
  for (const [outcome, gate] of Object.entries(gates)) {
    test(`${outcome} passes its gates, and beats what desks do by the stated shares`, async () => {
      const { kept, fixed, rolling } = await run({ outcome, level: '0.9', from: '2016-04-01' })
      expect(kept.cases).toBe(7934)
      expect(kept.coverage).toBeGreaterThanOrEqual(gate.coverage[0])
      expect(kept.coverage).toBeLessThanOrEqual(gate.coverage[1])
      expect(kept.pinball).toBeLessThanOrEqual(gate.pinball)
      expect(kept.teamDeviation).toBeLessThanOrEqual(gate.deviation)
      expect(kept.worstTeam?.coverage).toBeGreaterThanOrEqual(gate.worst)
      expect(kept.pinball).toBeLessThanOrEqual(0.7 * fixed.pinball)
      expect(kept.pinball).toBeLessThanOrEqual(0.85 * rolling.pinball)
    })
  }
  test('the baselines are the ones everybody knows: .887 / 12.3 / .41 and .897 / 12.8 / .42', async () => {
    const { fixed, rolling } = await run({ outcome: 'first_action_at', from: '2016-04-01' })
    expect([fixed.coverage, fixed.pinball, fixed.worstTeam?.coverage].map((value) => Number(value?.toPrecision(3)))).toEqual([
      0.887, 12.3, 0.413,
    ])
    expect([rolling.coverage, rolling.pinball, rolling.worstTeam?.coverage].map((value) => Number(value?.toPrecision(3)))).toEqual([
      0.897, 12.8, 0.42,
    ])
  })
  test('first action at other levels: 80 and 95 % within 2.5 points, 50 % within 5, and quotes rise with the level', async () => {
    const levels = ['0.5', '0.8', '0.9', '0.95']
    const quotes: number[][] = []
    for (const level of levels) {
      const out = path.join(folder, `${level}.csv`)
      const { kept } = await run({ outcome: 'first_action_at', level, from: '2016-04-01', out })
      expect(Math.abs(kept.coverage - Number(level))).toBeLessThan(level === '0.5' ? 0.05 : 0.025)
      quotes.push((await quotedIn(out)).map(([, hours]) => Number(hours)))
    }
    for (const [i, hours] of quotes.entries()) if (i) expect(hours.every((each, row) => each >= (quotes[i - 1]?.[row] ?? 0))).toBe(true)
  })
  test('no peeking: without all outcomes later than a quote, the quote is the same', async () => {
    const [head = '', ...rows] = (await readFile(corpus, 'utf8')).trim().split(/\r?\n/)
    const [opened, ended] = ['opened_at', 'first_resolved_at'].map((name) => head.split(',').indexOf(name))
    const all = path.join(folder, 'all.csv')
    await run({ outcome: 'first_resolved_at', from: '2016-04-01', out: all })
    const quoted = new Map((await quotedIn(all)).map(([number, ...quote]) => [number, quote]))
    for (const day of ['2016-04-05T11:00', '2016-04-19T15:30', '2016-04-29T09:00']) {
      const blind = rows.map((row) => {
        const cells = row.split(',')
        if ((cells[ended ?? 0] ?? '') > day) cells[ended ?? 0] = ''
        return cells.join(',')
      })
      const until = blind.filter((row) => (row.split(',')[opened ?? 0] ?? '') <= day)
      const out = path.join(folder, 'blind.csv')
      await run({ outcome: 'first_resolved_at', from: `${day.slice(0, 10)}T00:00`, out }, await exportOf([head, ...until]))
      const lastHours = (await quotedIn(out)).filter(([number]) => rows.some((row) => row.startsWith(`${number},${day.slice(0, 10)}`)))
      const atThatTime = lastHours.slice(-1)
      for (const [number = '', ...quote] of atThatTime) expect(quote).toEqual(quoted.get(number))
    }
  })
})

async function quotedIn(file: string): Promise<string[][]> {
  const [head, ...lines] = (await readFile(file, 'utf8')).trim().split('\n')
  expect(head).toBe('number,quoted_hours,class,level')
  return lines.map((line) => line.split(','))
}

describe('anyone’s export', () => {
  const day = (i: number) => `2026-03-${String(1 + Math.floor(i / 24)).padStart(2, '0')}`
  const rows = Array.from(
    { length: 600 },
    (_, i) =>
      `${i},${day(i)} ${String(i % 24).padStart(2, '0')}:00,${i % 20 ? `${day(i)} ${String(i % 24).padStart(2, '0')}:${10 + (i % 40)}` : ''},${i % 3 ? 'Front' : '"Back, office"'}`,
  )
  test('with other names, no priority and a comma in a team: it uses what there is', async () => {
    const out = path.join(folder, 'own.csv')
    const file = await exportOf(['id,created,answered,queue', ...rows], 'own.csv.in')
    const found = await run(
      { outcome: 'answered', number: 'id', opened: 'created', team: 'queue', from: '2026-03-10', out, zone: 'Europe/Vilnius' },
      file,
    )
    expect(found.cases).toBe(384)
    expect(found.basis.history).toBeGreaterThan(300)
    expect(await readFile(out, 'utf8')).toContain('"queue=Back, office"')
  })
  test('in the first days there is no record, and the configured level says so', async () => {
    const out = path.join(folder, 'new.csv')
    const file = await exportOf(['number,opened_at,done_at,group_first', ...rows], 'new.csv.in')
    const { basis } = await run({ outcome: 'done_at', out }, file)
    expect(basis.level).toBeGreaterThan(30)
    expect((await readFile(out, 'utf8')).split('\n')[1]).toBe('0,8.0000,"new, no record yet",0.9')
  })
  test('faults are named in words', async () => {
    const file = await exportOf(['number,opened_at,done_at', '1,2026-03-01,2026-03-02', '2,yesterday,', '3,2026-03-01,'], 'bad.csv')
    await expect(run({ outcome: 'done_at' }, file)).rejects.toThrow(
      'Line 3: "yesterday" in column "opened_at" is no time like 2016-04-01T09:30',
    )
    await expect(run({ outcome: 'solved_at' }, file)).rejects.toThrow(
      'There is no column "solved_at". The columns are: number, opened_at, done_at',
    )
    await expect(run({ outcome: 'done_at', class: ['topic=subject'] }, file)).rejects.toThrow('There is no column "subject"')
    const good = await exportOf(['number,opened_at,done_at', '1,2026-03-01,2026-03-02'], 'good.csv')
    await expect(run({ outcome: 'done_at', from: '2026-04-01' }, good)).rejects.toThrow('There are no cases from 2026-04-01 on')
    await expect(run({ outcome: 'done_at', from: 'April' }, good)).rejects.toThrow('--from is a date')
    await expect(run({ outcome: 'done_at', level: '90' }, good)).rejects.toThrow('--level')
    await expect(run({ outcome: 'done_at', zone: 'Mars' }, good)).rejects.toThrow('no time zone')
    await expect(run({ outcome: 'done_at' }, path.join(folder, 'absent.csv'))).rejects.toThrow('There is no file')
  })
  test('a large export stays in bounded memory: under 400 bytes a row', async () => {
    const count = process.env['FULL'] ? 1_000_000 : 100_000
    const lines = Array.from(
      { length: count },
      (_, i) =>
        `${i},${new Date(Date.UTC(2020, 0, 1) + i * 240_000).toISOString()},${new Date(Date.UTC(2020, 0, 1) + i * 240_000 + (i % 97) * 900_000).toISOString()},t${i % 40}`,
    )
    const file = await exportOf(['number,opened_at,done_at,group_first', ...lines], 'large.csv')
    lines.length = 0
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
    const from = new Date(Date.UTC(2020, 0, 1) + (count - 2000) * 240_000).toISOString()
    const { cases } = await run({ outcome: 'done_at', from }, file)
    clearInterval(watch)
    expect(cases).toBe(2000)
    expect(most - before).toBeLessThan(Math.max(count * 400, 150e6))
  })
})
