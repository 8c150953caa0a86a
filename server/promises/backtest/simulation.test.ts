import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCaseLog } from './case-log.ts'
import { runBacktest } from './command.ts'
import { type Given, watch } from './desk.ts'
import { type Simulated, simulate } from './simulation.ts'
import type { Simulation } from './simulation-summary.ts'

const corpus = path.resolve(import.meta.dirname, '../../..', process.env['KEPT_DATA'] ?? '../shared/data', 'incidents_cases.csv')
const hasCorpus = existsSync(corpus)
const why = hasCorpus ? '' : ' (skipped: no incidents_cases.csv at KEPT_DATA)'

const HOUR = 3_600_000
const MINUTE = 60_000
const at = (text: string) => Date.parse(`${text}Z`)

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'kept-simulation-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = async (flags: Record<string, string>, file = corpus) =>
  (await runBacktest({ json: true, simulate: true, level: '0.9', ...flags }, file)) as Simulation

async function exportOf(lines: readonly string[]): Promise<string> {
  const file = path.join(folder, 'cases.csv')
  await writeFile(file, `${['number,opened_at,done_at,group_first', ...lines].join('\n')}\n`)
  return file
}

describe.skipIf(!hasCorpus)(`four weeks of the incident log${why}`, () => {
  const found = new Map<string, Promise<Simulation>>()
  const four = (outcome: string): Promise<Simulation> => {
    const known = found.get(outcome) ?? run({ outcome, from: '2016-04-01' })
    found.set(outcome, known)
    return known
  }
  test('first action: kept within 2 points of the level, overall and where the level is stated', async () => {
    const { overall, stated, pastHorizon, noRecord, running, unrounded } = await four('first_action_at')
    expect([overall.total, pastHorizon.total, noRecord.total, running]).toEqual([7508, 220, 0, 0])
    expect(Math.abs(overall.offLevel ?? 1)).toBeLessThanOrEqual(0.02)
    expect(Math.abs(stated.offLevel ?? 1)).toBeLessThanOrEqual(0.02)
    // Rounding only ever gives time, and little of it.
    expect((stated.share ?? 0) - (unrounded.share ?? 0)).toBeGreaterThanOrEqual(0)
    expect((stated.share ?? 0) - (unrounded.share ?? 0)).toBeLessThan(0.01)
  })
  test('first action: every team touches the level +- 2 points', async () => {
    const { teams } = await four('first_action_at')
    const held = teams.filter(({ touches }) => touches !== null)
    expect(held).toHaveLength(12)
    expect(held.filter(({ touches }) => !touches).map(({ name }) => name)).toEqual([])
  })
  test('nobody is told less than 15 minutes before a break, and half of the told do break, in both outcomes', async () => {
    for (const outcome of ['first_action_at', 'first_resolved_at']) {
      const { risk } = await four(outcome)
      expect(risk.longWindows.broken).toBeGreaterThan(500)
      expect(risk.longWindows.toldTooLate).toBe(0)
      expect(risk.longWindows.leadMinutes.min).toBeGreaterThanOrEqual(15)
      expect(risk.causes.every(({ told, precision }) => told > 0 && (precision ?? 0) > 0.5)).toBe(true)
      expect(risk.recall).toBeGreaterThan(0.8)
    }
  })
  test('where the record says thirty days, it knew how seldom the configured level would be kept', async () => {
    const { pastHorizon } = await four('first_resolved_at')
    expect(pastHorizon.total).toBeGreaterThan(500)
    expect(Math.abs((pastHorizon.recordChance ?? 0) - (pastHorizon.share ?? 1))).toBeLessThan(0.03)
  })
})

test('a log to check by eye: two hours are promised, said as a quarter hour, called at risk in the last quarter', async () => {
  // Opened 9:02, so 11:02, said 11:15; the last quarter of 133 minutes begins at 10:41:45.
  const file = await exportOf([
    'early,2026-03-02T09:02,2026-03-02T10:41,Front',
    'told,2026-03-02T09:02,2026-03-02T10:42,Front',
    'just,2026-03-02T09:02,2026-03-02T11:15,Front',
    'broken,2026-03-02T09:02,2026-03-02T11:16,Front',
    'open,2026-03-02T09:02,,Back',
    'later,2026-03-02T13:00,,Back',
    'outside,2026-03-09T09:02,2026-03-09T09:03,Front',
    'end,2026-02-28T09:00,2026-03-02T14:00,Back',
  ])
  const wish = { outcome: 'done_at', fixed: '2', from: '2026-03-02', weeks: '1' }
  const found = await run(wish, file)
  expect(found.overall).toMatchObject({ kept: 3, total: 6 })
  expect(found.noRecord).toMatchObject({ kept: 3, total: 6, recordChance: null })
  expect(found.stated).toMatchObject({ kept: 0, total: 0, share: null, offLevel: null })
  expect(found.risk).toMatchObject({ told: 5, broke: 3, broken: 3, precision: 0.6, recall: 1 })
  expect(found.risk.causes).toEqual([
    { cause: 'clock', told: 5, broke: 3, precision: 0.6 },
    { cause: 'estimate', told: 0, broke: 0, precision: null },
  ])
  expect(found.risk.longWindows).toMatchObject({ broken: 3, toldTooLate: 0, leadMinutes: { min: 30, median: 33.25 } })
  expect(found.leftHours).toMatchObject({ min: 0, median: 33 / 60 })
  expect(found.lengthHours).toMatchObject({ min: 2, median: 133 / 60 })
  const today = await run({ ...wish, from: '2026-03-09' }, file)
  expect(today.overall).toMatchObject({ kept: 1, total: 1 })
})

test('what is not yet due when the log ends is not judged', async () => {
  const file = await exportOf(['a,2026-03-02T09:00,2026-03-02T10:00,Front', 'b,2026-03-02T09:30,,Front'])
  const found = await run({ outcome: 'done_at', fixed: '2' }, file)
  expect([found.overall.total, found.running]).toEqual([1, 1])
})

/** One case an hour: of each day's 24, 21 take 58 minutes, one 9 h 30, two 29 hours; which ones follows from the seed. */
function pattern(days: number, seed: number): string[] {
  let drawn = seed
  const draw = (below: number) => Math.floor(((drawn = (drawn * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31) * below)
  return Array.from({ length: days }, () => {
    const waits = [...Array.from({ length: 21 }, () => 58), 570]
    for (let i = 0; i < 2; i++) waits.splice(draw(waits.length + 1), 0, 1740)
    return waits
  }).flatMap((waits, day) =>
    waits.map((minutes, hour) => {
      const opened = at('2026-03-02T00:00') + (day * 24 + hour) * HOUR
      return `${day}-${hour},${new Date(opened).toISOString()},${new Date(opened + minutes * MINUTE).toISOString()},${minutes}`
    }),
  )
}

async function promisedIn(lines: readonly string[], from: string, days: number): Promise<Simulated[]> {
  const columns = { outcome: 'done_at', number: 'number', opened: 'opened_at', team: 'none', priority: 'none', classes: [], rungs: [] }
  const log = await readCaseLog(await exportOf(lines), 'UTC', columns, () => {})
  const week = Array.from({ length: 7 }, () => [['00:00', '24:00'] as const])
  const terms = { level: 0.9, fixed: [2], fromMs: at(from), calendar: { zone: 'UTC', week, holidays: [], extra: {} } }
  return [...simulate(log, terms, at(from) + days * 24 * HOUR)]
}

test('with a record: ten hours are promised, and what has not come in the first three is called at risk by its chance (seed 20261125)', async () => {
  const promised = await promisedIn(pattern(35, 20_261_125), '2026-03-30T00:00', 5)
  expect(promised).toHaveLength(120)
  const waits = (minutes: number) => promised.filter(({ finishedAtMs, given }) => finishedAtMs - given.agreedAtMs === minutes * MINUTE)
  const slow = waits(1740)
  expect(slow).toHaveLength(10)
  expect(promised.every(({ given }) => given.basis === 'record')).toBe(true)
  expect(slow.every(({ course }) => course.state === 'kept_late' && course.cause === 'estimate')).toBe(true)
  for (const { given, course } of slow) {
    expect((given.dueAtMs - given.agreedAtMs) / HOUR).toBeGreaterThan(8)
    // The operating clock stretches the 58 minutes by how the hours of the week differ, which here is chance.
    expect(((course.atRiskAtMs ?? 0) - given.agreedAtMs) / HOUR).toBeGreaterThan(0.5)
    expect(((course.atRiskAtMs ?? 0) - given.agreedAtMs) / HOUR).toBeLessThan(3)
  }
  expect(waits(58).every(({ course }) => course.state === 'kept')).toBe(true)
})

test('no peeking: what ends after a day changes nothing of what was promised by then', async () => {
  const lines = pattern(35, 7)
  const cut = '2026-04-01T00:00:00.000Z'
  const blind = lines
    .map((line) => line.split(','))
    .map(([id, opened, done = '', minutes]) => [id, opened, done > cut ? '' : done, minutes].join(','))
  const given = async (from: readonly string[]) => (await promisedIn(from, '2026-03-30T00:00', 2)).map((it) => [it.given, it.chance])
  expect(await given(blind)).toEqual(await given(lines))
})

test('a promise is watched as the sweep does: the earlier of chance and clock, late the millisecond after it is due', () => {
  const given: Given = { basis: 'record', agreedAtMs: 0, quotedMs: 4 * HOUR, dueAtMs: 4 * HOUR, fallsAtMs: HOUR }
  const end = 9 * HOUR
  expect(watch(given, HOUR, end)).toEqual({ state: 'kept', atRiskAtMs: null, cause: null })
  expect(watch(given, HOUR + 1, end)).toEqual({ state: 'kept', atRiskAtMs: HOUR, cause: 'estimate' })
  expect(watch({ ...given, fallsAtMs: null }, 4 * HOUR, end)).toEqual({ state: 'kept', atRiskAtMs: 3 * HOUR, cause: 'clock' })
  expect(watch({ ...given, fallsAtMs: 3.5 * HOUR }, 4 * HOUR + 1, end)).toEqual({
    state: 'kept_late',
    atRiskAtMs: 3 * HOUR,
    cause: 'clock',
  })
  expect(watch(given, Number.POSITIVE_INFINITY, 4 * HOUR)).toMatchObject({ state: 'running', atRiskAtMs: HOUR })
  expect(watch(given, Number.POSITIVE_INFINITY, end)).toMatchObject({ state: 'late', atRiskAtMs: HOUR })
})

test('faults are named in words', async () => {
  const file = await exportOf(['a,2026-03-02T09:00,2026-03-02T10:00,Front'])
  await expect(run({ outcome: 'done_at', weeks: '0' }, file)).rejects.toThrow('--weeks is a whole number')
  await expect(run({ outcome: 'done_at', out: path.join(folder, 'out.csv') }, file)).rejects.toThrow('leave it out with --simulate')
  await expect(runBacktest({ outcome: 'done_at', weeks: '4' }, file)).rejects.toThrow('--weeks belongs to --simulate')
})

test('days are those of the zone, also where the clock changes within the weeks', async () => {
  const file = await exportOf(['a,2026-03-02T00:30,2026-03-02T10:00,Front'])
  const wish = { outcome: 'done_at', from: '2026-03-02', zone: 'Europe/Vilnius' }
  expect(await run(wish, file)).toMatchObject({ from: '2026-03-02T00:30:00+02:00', until: '2026-03-30T00:30:00+03:00' })
  expect(await runBacktest({ ...wish, simulate: true }, file)).toContain('1 cases opened from 2026-03-02 until 2026-03-30')
})
