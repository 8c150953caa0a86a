import { expect, test } from 'vitest'
import type { PastCase } from './past.ts'
import { minutesAt, replayFixed, replayQuoted } from './replay.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = Date.parse('2026-11-25T12:00:00Z')
const calendar = { zone: 'UTC', week: Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]), holidays: [], extra: {} }

/** A hundred cases, two hours apart: nine in ten take one hour, the tenth takes five; the last is still open. */
const cases: PastCase[] = Array.from({ length: 100 }, (_, nth) => {
  const openedAtMs = now - 10 * DAY + nth * 2 * HOUR
  return { openedAtMs, endedAtMs: openedAtMs + (nth % 10 === 9 ? 5 : 1) * HOUR, finished: true, mark: 0 }
})
const open: PastCase = { openedAtMs: now - HOUR / 2, endedAtMs: null, finished: false, mark: 0 }

test('what would have been kept with the same minutes for all: judged where it can be', () => {
  expect(replayFixed(cases, calendar, 60, now)).toMatchObject({ kept: 90, total: 100 })
  expect(replayFixed([...cases, open], calendar, 60, now)).toMatchObject({ total: 100 })
  expect(replayFixed([...cases, open], calendar, 20, now)).toMatchObject({ kept: 0, total: 101 })
  expect(replayFixed(cases.slice(0, 39), calendar, 60, now)).toBeNull()
})

test('what would have been kept by the record of that time begins with the forty-first case and knows nothing early', () => {
  const option = { id: 'o', levelMinutes: 60, target: 0.8 }
  const found = replayQuoted(cases, calendar, option, now)
  expect(found?.total).toBe(59)
  expect(found?.kept).toBeGreaterThanOrEqual(53)
  const blind = cases.map((it, nth) => (nth < 95 ? it : { ...it, endedAtMs: null, finished: false }))
  expect(replayQuoted(blind.slice(0, 95), calendar, option, now)).toEqual(replayQuoted(cases.slice(0, 95), calendar, option, now))
})

test('the minutes at a level say the same as what would have been kept with them', () => {
  expect(minutesAt(cases, calendar, 0.5, now)).toBe(60)
  expect(minutesAt(cases, calendar, 0.95, now)).toBe(300)
  for (const level of [0.5, 0.8]) {
    const kept = replayFixed(cases, calendar, minutesAt(cases, calendar, level, now) ?? 0, now)
    expect((kept?.kept ?? 0) / (kept?.total ?? 1)).toBeGreaterThanOrEqual(level)
  }
  expect(minutesAt(cases.slice(0, 39), calendar, 0.5, now)).toBeNull()
})
