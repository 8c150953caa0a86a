import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeTeam } from './ability.ts'
import { chancesOfWork, isTooLow, poissonAtLeast } from './estimate.ts'

const HOUR = 3_600_000
const always = { zone: 'UTC', week: Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]), holidays: [], extra: {} }

test('the tail of a Poisson count agrees with published values, and with itself where the method changes', () => {
  // Tables of the cumulative Poisson distribution: P(X <= 2) at mean 3 is .4232, P(X <= 9) at mean 10 is .4579.
  expect(poissonAtLeast(3, 3)).toBeCloseTo(1 - 0.4232, 4)
  expect(poissonAtLeast(10, 10)).toBeCloseTo(1 - 0.4579, 4)
  expect([poissonAtLeast(0, 0), poissonAtLeast(1, 0)]).toEqual([1, 0])
  expect(Math.abs(poissonAtLeast(520, 500) - poissonAtLeast(520, 500.0001))).toBeLessThan(2e-3)
})

test('more work lowers a chance, more time raises it (seed 92026)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }), (units, hours, rate) => {
      const at = (due: number, work: number) =>
        chancesOfWork(
          { ...wholeTeam(always, rate), load: [] },
          0,
          Array.from({ length: work }, () => due * HOUR),
        ).at(-1) ?? -1
      const chance = at(hours, units)
      return chance >= 0 && chance <= 1 && at(hours, units + 1) <= chance + 1e-12 && at(hours + 1, units) >= chance - 1e-9
    }),
    { seed: 92026, numRuns: process.env.FULL ? 10_000 : 300 },
  )
})

test('of what is due at once, those promised first come first', () => {
  const chances = chancesOfWork({ ...wholeTeam(always, 12), load: [] }, 0, [2 * HOUR, 2 * HOUR, 2 * HOUR + 60_000, 3 * HOUR])
  expect(chances).toEqual([24, 24, 24.2, 36].map((mean, nth) => poissonAtLeast(nth < 3 ? nth + 1 : 1, mean)))
})

test('what is due later does not weigh on what is due sooner, and half the stated level is too low', () => {
  const load = [
    { dueAtMs: HOUR, units: 2 },
    { dueAtMs: 1.5 * HOUR, units: 40 },
  ]
  const [sooner = 0, later = 0] = chancesOfWork({ ...wholeTeam(always, 6), load }, 0, [HOUR, 2 * HOUR])
  expect(sooner).toBeGreaterThan(0.9)
  expect(later).toBeLessThan(0.01)
  expect([isTooLow(0.44, 0.9), isTooLow(0.45, 0.9), isTooLow(null, 0.9)]).toEqual([true, false, false])
})
