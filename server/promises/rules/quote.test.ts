import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newPast, type Past } from './past.ts'
import { type History, outlook, quote } from './quote.ts'
import type { Calendar } from './working-time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const calendar: Calendar = {
  zone: 'Europe/Vilnius',
  week: Array.from({ length: 7 }, () => [['09:00', '18:00'] as const]),
  holidays: [],
  extra: {},
}
const opened = at('2026-11-23T16:00')
const history: History = {
  openedAtMs: opened,
  option: { id: 'written', levelMinutes: 240, target: 0.9 },
  calendar,
  classes: ['front/request', 'front'],
  past: null,
}

describe('without a record', () => {
  test('answers the configured level in working time from the opening, and claims no chance', () => {
    expect(quote(history, opened)).toMatchObject({
      dueAtMs: at('2026-11-24T11:00'),
      probability: null,
      class: null,
      basis: 'level',
      inputs: { optionId: 'written', levelMinutes: 240, target: 0.9, fromMs: opened, cases: 0, operatingHours: null, usuallyByMs: null },
    })
    expect(quote({ ...history, past: pastOf(39, () => HOUR) }, opened)?.basis).toBe('level')
  })
  test('asked again before the level has passed it answers the same, after it anew from now', () => {
    expect(quote(history, opened + HOUR)?.dueAtMs).toBe(at('2026-11-24T11:00'))
    expect(quote(history, at('2026-11-24T11:00'))?.dueAtMs).toBe(at('2026-11-24T15:00'))
  })
  test('no working time, no quote; no record, no chance', () => {
    expect(quote({ ...history, calendar: { ...calendar, week: [] } }, opened)).toBe(null)
    expect(outlook(history, opened).chance(opened + DAY)).toBe(null)
    expect(outlook(history, opened).fallsBelow(opened + DAY, 0.9)).toBe(null)
  })
})

/** So many cases, one every two hours of the last days, each finished after what `waits` says, as far as that is past. */
function pastOf(count: number, waits: (i: number) => number, classes: readonly string[] = ['front/request', 'front']): Past {
  const past = newPast('Europe/Vilnius')
  const openedAtMs = (i: number) => opened - (count - i) * 2 * HOUR
  for (let i = 0; i < count; i++) past.add(String(i), openedAtMs(i), classes)
  for (let i = 0; i < count; i++) if (openedAtMs(i) + waits(i) <= opened) past.finish(String(i), openedAtMs(i) + waits(i))
  return past
}

const spread = (seed: number) => (i: number) => (((i * 7919 + seed * 104729) % 97) / 97) ** 3 * 6 * DAY
const runs = { seed: 20260704, numRuns: process.env['FULL'] ? 10_000 : 200 }
const level = fc.double({ min: 0.05, max: 0.98, noNaN: true })

describe('with a record', () => {
  test('answers what was found, from how many cases, and when it is usual', () => {
    const found = quote({ ...history, past: pastOf(200, spread(1)) }, opened)
    expect(found).toMatchObject({ basis: 'history', probability: 0.9, class: 'front/request', inputs: { isPastHorizon: false, days: 19 } })
    expect(found?.inputs.cases).toBeGreaterThan(150)
    expect((found?.inputs.cases ?? 0) + (found?.inputs.open ?? 0)).toBe(200)
    expect(found?.inputs.usuallyByMs).toBeLessThan(found?.dueAtMs ?? 0)
    expect(found?.inputs.operatingHours).toBeGreaterThan(1)
  })
  test('quotes rise with the level, for new cases and for those that wait already (seed 20260704)', () => {
    fc.assert(
      fc.property(level, level, fc.integer({ min: 0, max: 72 }), fc.nat(50), (a, b, hours, seed) => {
        const past = pastOf(150, spread(seed))
        const due = (target: number) =>
          quote({ ...history, openedAtMs: opened - hours * HOUR, option: { ...history.option, target }, past }, opened)
        expect(due(Math.min(a, b))?.dueAtMs).toBeLessThanOrEqual(due(Math.max(a, b))?.dueAtMs ?? 0)
      }),
      runs,
    )
  })
  test('where even thirty days are not enough, it answers thirty days with the lower chance they have', () => {
    const slow = quote({ ...history, past: pastOf(300, (i) => (i % 3 ? 400 * DAY : HOUR)) }, opened)
    expect(slow?.dueAtMs).toBe(opened + 30 * DAY)
    expect(slow?.inputs.isPastHorizon).toBe(true)
    expect(slow?.probability).toBeLessThan(0.6)
  })
  test('the chance by the quoted time is about the level, and it falls below half of it where fallsBelow says (seed 20260704)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 0.97, noNaN: true }), fc.nat(50), (target, seed) => {
        const running = { ...history, past: pastOf(150, spread(seed)), option: { ...history.option, target } }
        const dueAtMs = quote(running, opened)?.dueAtMs ?? 0
        expect(outlook(running, opened).chance(dueAtMs)).toBeGreaterThanOrEqual(target - 1e-9)
        const fallsAtMs = outlook(running, opened).fallsBelow(dueAtMs, target)
        if (fallsAtMs === null) return
        expect(fallsAtMs).toBeLessThan(dueAtMs)
        // The operating clock stands still at night and runs fast in busy hours: so step on that clock.
        const clock = running.past.clock(calendar, opened)
        const fallsAge = clock?.elapsed(opened, fallsAtMs) ?? 0
        const later = clock?.add(opened, fallsAge + 1) ?? 0
        const earlier = clock?.add(opened, Math.max(0, fallsAge - 50)) ?? 0
        expect(chanceIfOpen(running, later, dueAtMs)).toBeLessThan(target / 2)
        if (fallsAge > 50) expect(chanceIfOpen(running, earlier, dueAtMs)).toBeGreaterThanOrEqual(target / 2 - 1e-9)
      }),
      runs,
    )
  })
})

/** The chance at a later instant if nothing else changes: from the curve of the opening. */
function chanceIfOpen(running: History, atMs: number, byMs: number): number {
  const missed = (ms: number) => 1 - (outlook(running, opened).chance(ms) ?? 0)
  return 1 - missed(byMs) / missed(atMs)
}

test('a quote over 100,000 cases of history costs less than ten milliseconds (a tenfold ceiling on the gate of one)', () => {
  const past = newPast('UTC')
  const gap = (30 * DAY) / 100_000
  const classes = (i: number) => [
    `p${i % 90} t${i % 30} s${i % 7}`,
    `p${i % 90} t${i % 30}`,
    `t${i % 30} c${i % 11}`,
    `t${i % 30}`,
    `p${i % 90}`,
    'all',
  ]
  for (let i = 0; i < 100_000; i++) past.add(String(i), opened - 30 * DAY + i * gap, classes(i))
  for (let i = 0; i < 100_000; i++) {
    const endedAtMs = opened - 30 * DAY + i * gap + spread(3)(i)
    if (endedAtMs <= opened) past.finish(String(i), endedAtMs)
  }
  // Processor time, because a busy machine says nothing about the rule.
  const before = process.cpuUsage()
  for (let i = 0; i < 1000; i++) quote({ ...history, classes: classes(i), past }, opened)
  const { system, user } = process.cpuUsage(before)
  expect((system + user) / 1000 / 1000).toBeLessThan(10)
})
