import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ladder, LEAST_FINISHED } from './ladder.ts'
import { newPast, REACH } from './past.ts'
import { leftAt } from './survival.ts'
import type { Calendar } from './working-time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2026-03-02T00:00:00Z')
const calendar: Calendar = { zone: 'UTC', week: Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]), holidays: [], extra: {} }
const now = start + 45 * DAY

type Case = { openedAtMs: number; endedAtMs: number | null; classes: string[] }

const aCase = fc
  .record({
    opened: fc.integer({ min: 0, max: 44 * 24 }),
    hours: fc.integer({ min: 0, max: 2000 }),
    team: fc.constantFrom('a', 'b'),
    topic: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ opened, hours, team, topic }): Case => {
    const openedAtMs = start + opened * HOUR
    const endedAtMs = openedAtMs + hours * HOUR
    return { openedAtMs, endedAtMs: endedAtMs <= now ? endedAtMs : null, classes: [`${team} ${topic}`, team, 'all'] }
  })
const log = fc.array(aCase, { minLength: 30, maxLength: 250 }).map((cases) => cases.toSorted((a, b) => a.openedAtMs - b.openedAtMs))
const runs = { seed: 20260703, numRuns: process.env['FULL'] ? 10_000 : 100 }

function pastOf(cases: readonly Case[]) {
  const past = newPast('UTC')
  cases.forEach(({ openedAtMs, classes }, i) => past.add(String(i), openedAtMs, classes))
  cases.forEach(({ endedAtMs }, i) => endedAtMs !== null && past.finish(String(i), endedAtMs))
  return past
}

/** The method in as few words as possible, from the whole list at each step. */
function slow(
  cases: readonly Case[],
  classes: readonly string[],
  ageOf: (it: Case) => number,
  atMs: number,
  reachMs: number,
): { left: number; named: string } | null {
  const counted: { age: number; isFinished: boolean; weight: number }[] = []
  const used = new Set<Case>()
  let [weight, named] = [1, '']
  for (const name of classes) {
    const members = cases
      .filter((it) => it.classes.includes(name))
      .slice(-REACH.cases)
      .filter(({ openedAtMs }) => openedAtMs >= now - reachMs)
    const fresh = members.filter((it) => !used.has(it))
    const finished = fresh.filter(({ endedAtMs }) => endedAtMs !== null).length
    for (const it of fresh)
      counted.push({ age: Math.floor(ageOf(it)), isFinished: it.endedAtMs !== null, weight: weight / (finished + 15) })
    for (const it of fresh) used.add(it)
    weight *= 15 / (finished + 15)
    if (!named && members.filter(({ endedAtMs }) => endedAtMs !== null).length >= LEAST_FINISHED) named = name
    if (named && weight < 0.01) break
  }
  const ages = [...new Set(counted.filter(({ isFinished, age }) => isFinished && age <= atMs).map(({ age }) => age))]
  const sum = (some: typeof counted) => some.reduce((total, it) => total + it.weight, 0)
  const left = ages.reduce(
    (share, at) =>
      share * (1 - sum(counted.filter(({ age, isFinished }) => isFinished && age === at)) / sum(counted.filter(({ age }) => age >= at))),
    1,
  )
  return named ? { left, named } : null
}

test('agrees with a slow second implementation (seed 20260703)', () => {
  fc.assert(
    fc.property(
      log,
      fc.constantFrom('a', 'b'),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 400 }),
      (cases, team, topic, hours) => {
        const past = pastOf(cases)
        const clock = past.clock(calendar, now)
        if (!clock) throw new Error('no clock')
        const classes = [`${team} ${topic}`, team, 'all']
        const found = ladder(past, classes, now, clock)
        const atMs = Math.min(hours * HOUR, found?.curve.lastMs ?? 0)
        const expected = slow(
          cases,
          classes,
          (it) => clock.elapsed(it.openedAtMs, it.endedAtMs ?? now),
          atMs,
          found?.reachMs ?? REACH.horizonMs,
        )
        expect(found?.rung.class ?? null).toBe(expected?.named ?? null)
        if (found && expected) expect(leftAt(found.curve, atMs)).toBeCloseTo(expected.left, 6)
      },
    ),
    runs,
  )
})
test('looks back four long waits, two weeks at least and thirty days at most, and further where that is too little', () => {
  const reachOf = (waitHours: number, every = 6) => {
    const count = Math.floor((29 * 24) / every)
    const cases = Array.from({ length: count }, (_, i): Case => {
      const openedAtMs = now - (count - i) * every * HOUR
      const endedAtMs = openedAtMs + waitHours * HOUR
      return { openedAtMs, endedAtMs: endedAtMs <= now ? endedAtMs : null, classes: ['all'] }
    })
    const past = pastOf(cases)
    const clock = past.clock(calendar, now)
    return ((clock && ladder(past, ['all'], now, clock)?.reachMs) ?? 0) / DAY
  }
  expect(reachOf(1)).toBe(14)
  expect(reachOf(120)).toBeGreaterThan(16)
  expect(reachOf(120)).toBeLessThan(26)
  expect(reachOf(240)).toBe(30)
  expect(reachOf(1, 12)).toBe(30)
})
test('a class is named when it has forty finished cases, and thirty-nine make no record', () => {
  const cases = (count: number): Case[] =>
    Array.from({ length: count }, (_, i) => ({ openedAtMs: now - DAY - i, endedAtMs: now - i, classes: ['fine', 'all'] })).reverse()
  const named = (count: number) => {
    const past = pastOf(cases(count))
    const clock = past.clock(calendar, now)
    return clock && ladder(past, ['fine', 'all'], now, clock)?.rung
  }
  expect(named(39)).toBe(undefined)
  expect(named(40)).toEqual({ class: 'fine', finished: 40, open: 0 })
})
test('the past keeps no more than the reach of a quote, whatever comes', () => {
  const past = newPast('UTC')
  for (let i = 0; i < 5000; i++) past.add(String(i), start + i * HOUR, ['one', `own ${i}`])
  expect(past.casesOf('one').length).toBe(REACH.cases)
  expect(past.casesOf('own 10')).toEqual([])
  expect(past.casesOf('own 4990').length).toBe(1)
})
test('a case that comes late is put where it belongs, and one that left is censored when it left', () => {
  const past = newPast('UTC')
  for (const [id, hours] of [
    ['a', 1],
    ['c', 5],
    ['b', 3],
  ] as const)
    past.add(id, start + hours * HOUR, ['x'])
  past.leave('b', start + 9 * HOUR)
  past.finish('b', start + 10 * HOUR)
  expect(past.casesOf('x').map(({ openedAtMs }) => (openedAtMs - start) / HOUR)).toEqual([1, 3, 5])
  expect(past.casesOf('x')[1]).toMatchObject({ endedAtMs: start + 9 * HOUR, finished: false })
})
