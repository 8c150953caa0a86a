import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { computeCases } from './calendar-command.ts'

const root = path.join(import.meta.dirname, '../..')
const corpus = path.resolve(root, process.env['KEPT_DATA'] ?? '../shared/data', 'bizcal_cases.json')
const folder = mkdtempSync(path.join(tmpdir(), 'kept-calendar-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = {
  schedules: { office: { week: [[['09:00', '17:00']], [], [], [], [], [], []], holidays: [], extra: {} } },
  cases: [{ zone: 'Europe/Vilnius', schedule: 'office', start: 1_763_967_600, seconds: 3600, until: 1_764_572_400 }],
}

const kept = (...words: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'server', 'cli.ts'), ...words], { cwd: root, encoding: 'utf8' })
function fileOf(content: unknown): string {
  const file = path.join(folder, 'cases.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('npx kept calendar', () => {
  test.skipIf(!existsSync(corpus))(
    'computes the published cases, all exact, without their answers (skipped where KEPT_DATA has no bizcal_cases.json)',
    () => {
      const { schedules, cases } = JSON.parse(readFileSync(corpus, 'utf8')) as { schedules: object; cases: Record<string, unknown>[] }
      const answers = cases.map(({ deadline, elapsed_until }) => ({ deadline, elapsed_until }))
      const asked = cases.map(({ zone, schedule, start, seconds, until }) => ({ zone, schedule, start, seconds, until }))
      const { status, stdout, stderr } = kept('calendar', fileOf({ schedules, cases: asked }))
      expect([status, stderr]).toEqual([0, ''])
      expect(JSON.parse(stdout)).toEqual(answers)
    },
  )

  test('without a file it says how it is used', () => {
    expect(kept('calendar')).toMatchObject({ status: 64, stdout: '' })
  })

  test('a file that is not there, or no JSON, ends with 1 and words on stderr only', () => {
    expect(kept('calendar', path.join(folder, 'none.json'))).toMatchObject({ status: 1, stdout: '' })
    const { status, stdout, stderr } = kept('calendar', fileOf('{'))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('This file is no JSON')
  })
})

test.each<[string, unknown, string]>([
  ['no cases', { schedules: {} }, 'cases'],
  ['a start in words', { ...good, cases: [{ ...good.cases[0], start: 'now' }] }, 'cases.0.start'],
  ['an unknown schedule', { ...good, cases: [{ ...good.cases[0], schedule: 'toString' }] }, 'no schedule named toString'],
  ['an unknown zone', { ...good, cases: [{ ...good.cases[0], zone: 'Mars' }] }, 'no time zone named Mars'],
  ['a wrong clock time', { ...good, schedules: { office: { week: [[['9', '17:00']], [], [], [], [], [], []] } } }, '/week/0/0/0'],
  [
    'a day that does not exist',
    { ...good, schedules: { office: { ...good.schedules.office, holidays: ['2026-02-30'] } } },
    'schedules.office.holidays.0',
  ],
])('a bad file is refused in words: %s', (_, content, words) => {
  expect(() => computeCases(JSON.stringify(content))).toThrow(words)
})

test('where ten years do not hold the time there is no deadline', () => {
  const never = { schedules: { office: { week: [[], [], [], [], [], [], []] } }, cases: good.cases }
  expect(computeCases(JSON.stringify(never))).toEqual([{ deadline: null, elapsed_until: 0 }])
})
