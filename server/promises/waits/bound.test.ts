import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { waitBound } from './bound.ts'
import { expectedWait, learnWaits } from './model.ts'
import { paceOf } from './pace.ts'
import { fitWaits } from './regression.ts'
import { scoreWaits } from './score.ts'
import type { Waited, WaitState } from './state.ts'

const runs = { seed: 20261126, numRuns: process.env['FULL'] ? 10_000 : 200 }

const pace = { answerRate: 1 / 40, patienceRate: 1 / 600 }
const state = (ahead: number, kinds: readonly string[] = []): WaitState => ({
  ahead,
  aheadAlike: ahead,
  people: 5,
  lastWaitsMs: 60_000,
  kinds,
})

/** Waits of forty seconds a place, exponential; those who would wait longer than their patience hang up. */
function past(count: number, patienceMs = 300_000): Waited[] {
  return Array.from({ length: count }, (_, i) => {
    const ahead = (i * 7) % 8
    const waitMs = -Math.log(1 - ((i * 0.6180339887) % 1)) * 40_000 * (1 + ahead)
    const stayMs = -Math.log(1 - ((i * 0.7548776662) % 1)) * patienceMs
    return { state: state(ahead), waitMs: Math.min(waitMs, stayMs), isAnswered: waitMs <= stayMs }
  })
}

describe('the regression', () => {
  test('finds what censored waits were made from: a wait that grows with the places ahead', () => {
    const waits = past(4000)
    const model = learnWaits(waits)
    for (const ahead of [0, 3, 7]) expect(Math.abs(expectedWait(model, state(ahead)) - Math.log(40_000 * (1 + ahead)))).toBeLessThan(0.15)
  })
  test('without anything known it is the time waited for each answer', () => {
    const sample = { count: 4, width: 1, rows: new Float64Array([1, 1, 1, 1]), waits: [10, 20, 30, 40], answered: [1, 0, 1, 0] }
    expect(Math.exp(fitWaits(sample)[0] ?? 0)).toBeCloseTo(50, 3)
  })
})

describe('the bound', () => {
  const model = learnWaits(past(4000))
  test('counts those who hung up: near the ninth in ten of an exponential wait, which the answered alone would halve', () => {
    for (const ahead of [0, 3, 7]) {
      const { seconds, basis } = waitBound(model, pace, state(ahead), 0.9)
      const truth = 40 * (1 + ahead) * Math.log(10)
      expect(basis).toBe('record')
      expect(seconds / truth).toBeGreaterThan(0.75)
      expect(seconds / truth).toBeLessThan(1.35)
    }
  })
  test('is from the pace of the line with fewer than forty like waits', () => {
    expect(waitBound(null, pace, state(0), 0.9)).toMatchObject({ basis: 'erlang', like: 0 })
    expect(waitBound(learnWaits(past(39)), pace, state(0), 0.9).basis).toBe('erlang')
    expect(waitBound(null, pace, state(0), 0.9).seconds).toBeCloseTo(40 * Math.log(10), 3)
  })
  test('rises with the level, and with who is ahead (seed 20261126)', () => {
    const level = fc.double({ min: 0.05, max: 0.98, noNaN: true })
    fc.assert(
      fc.property(level, level, fc.integer({ min: 0, max: 20 }), (a, b, ahead) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const at = (places: number, chance: number) => waitBound(model, pace, state(places), chance).seconds
        expect(at(ahead, low)).toBeLessThanOrEqual(at(ahead, high))
        expect(at(ahead, high)).toBeLessThanOrEqual(at(ahead + 3, high) * 1.2)
      }),
      runs,
    )
  })
  test('looks at a kind of caller once forty of them have waited, and leaves a new kind alone', () => {
    const kinds = past(400).map((it, i) => ({
      ...it,
      waitMs: it.waitMs * (i % 2 ? 3 : 1),
      state: { ...it.state, kinds: [`priority=${i % 2}`] },
    }))
    const learnt = learnWaits([...kinds, ...past(39).map((it) => ({ ...it, state: { ...it.state, kinds: ['priority=9'] } }))])
    expect(learnt.kinds).toEqual(['priority=0', 'priority=1'])
    const of = (kind: string) => waitBound(learnt, pace, state(2, [kind]), 0.9).seconds
    expect(of('priority=1')).toBeGreaterThan(1.4 * of('priority=0'))
    expect(of('priority=9')).toBe(of('nobody=knows'))
  })
})

test('the pace is answers for each second that somebody waits; before twenty, people over their time for a call', () => {
  const seen = { answers: 100, hangUps: 20, lineMs: 4_000_000, waitedMs: 10_000_000 }
  expect(paceOf(seen, { people: 9, handlingMs: 1 })).toEqual({ answerRate: 0.025, patienceRate: 0.002 })
  expect(paceOf({ ...seen, answers: 19 }, { people: 6, handlingMs: 120_000 }).answerRate).toBeCloseTo(0.05, 12)
  expect(paceOf({ answers: 0, hangUps: 0, lineMs: 0, waitedMs: 0 }, { people: 0, handlingMs: null })).toEqual({
    answerRate: 1 / 180,
    patienceRate: 0,
  })
})

describe('the score', () => {
  test('counts who hung up for as long as they held: of four, one late, one in time after a hang-up', () => {
    // As multiples of the bound: in time at .5, hung up at .6, in time at .8, late at 1.2. Kaplan-Meier at 1: 3/4 x 1/2.
    const all = [
      { boundSeconds: 10, waitSeconds: 5, isAnswered: true },
      { boundSeconds: 10, waitSeconds: 6, isAnswered: false },
      { boundSeconds: 10, waitSeconds: 8, isAnswered: true },
      { boundSeconds: 10, waitSeconds: 12, isAnswered: true },
    ]
    const score = scoreWaits(0.9, all)
    expect(score.coverage).toBeCloseTo(1 - (3 / 4) * (1 / 2), 12)
    expect(score.coverageOfAnswered).toBeCloseTo(2 / 3, 12)
    expect(score.loss).toBeCloseTo((0.5 + 0.4 + 0.2 + 1.8) / 4, 12)
    expect(score.lossOfAnswered).toBeCloseTo((0.5 + 0.2 + 1.8) / 3, 12)
    // The hang-up leaves two of three: those after it stand for one and a half each.
    expect(score.lossCorrected).toBeCloseTo((0.5 + 1.5 * 0.2 + 1.5 * 1.8) / 4, 12)
  })
  test('a wait of just the bound is in time, no wait at no bound too', () => {
    expect(scoreWaits(0.9, [{ boundSeconds: 10, waitSeconds: 10, isAnswered: true }]).coverage).toBe(1)
    expect(scoreWaits(0.9, [{ boundSeconds: 0, waitSeconds: 0, isAnswered: true }])).toMatchObject({ coverage: 1, loss: 0 })
  })
})
