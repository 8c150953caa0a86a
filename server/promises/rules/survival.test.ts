import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageAt, type Curve, leftAt, quantile, survivalCurve } from './survival.ts'

type Case = { age: number; weight: number; isFinished: boolean }

const curveOf = (cases: readonly Case[]): Curve =>
  survivalCurve({
    ages: cases.map(({ age }) => age),
    weights: cases.map(({ weight }) => weight),
    finished: cases.map(({ isFinished }) => (isFinished ? 1 : 0)),
    count: cases.length,
  })

const cases = fc.array(
  fc.record({ age: fc.integer({ min: 0, max: 60 }), weight: fc.constantFrom(1, 1, 0.5, 0.1), isFinished: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 60,
  },
)
const runs = { seed: 20260701, numRuns: process.env['FULL'] ? 10_000 : 500 }

/** Product over the distinct ages, each looked up in the whole list: what the books print, O(n squared). */
function bookLeft(all: readonly Case[], ageMs: number): number {
  const ages = [...new Set(all.filter(({ isFinished, age }) => isFinished && age <= ageMs).map(({ age }) => age))]
  const sum = (some: readonly Case[]) => some.reduce((total, { weight }) => total + weight, 0)
  return ages.reduce((left, at) => {
    const finished = sum(all.filter(({ age, isFinished }) => isFinished && age === at))
    return left * (1 - finished / sum(all.filter(({ age }) => age >= at)))
  }, 1)
}

describe('the survival curve', () => {
  test('of remission times is the one in the books (Freireich 1963, 6-MP): .857 .807 .753 .690 .627 .538 .448', () => {
    const times = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
    const curve = curveOf(times.map((time) => ({ age: Math.abs(time), weight: 1, isFinished: time > 0 })))
    expect([6, 7, 10, 13, 16, 22, 23].map((age) => leftAt(curve, age).toFixed(3))).toEqual([
      '0.857',
      '0.807',
      '0.753',
      '0.690',
      '0.627',
      '0.538',
      '0.448',
    ])
  })
  test('agrees with the product over distinct ages, weights and ties included (seed 20260701)', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 60 }), (all, age) => {
        const oldest = Math.max(...all.map((it) => it.age))
        expect(leftAt(curveOf(all), Math.min(age, oldest))).toBeCloseTo(bookLeft(all, Math.min(age, oldest)), 9)
      }),
      runs,
    )
  })
  test('answers an age by which no more than the share is open, and no earlier one does (seed 20260701)', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, share) => {
        const curve = curveOf(all)
        const age = ageAt(curve, share)
        if (!Number.isFinite(age)) return
        expect(leftAt(curve, age)).toBeLessThanOrEqual(share + 1e-6)
        if (age >= 1 && age <= curve.lastMs) expect(leftAt(curve, age - 1)).toBeGreaterThan(share)
      }),
      runs,
    )
  })
  test('quotes rise with the chance, and are never shorter for a case that has waited longer (seed 20260701)', () => {
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(cases, chance, chance, fc.integer({ min: 0, max: 80 }), (all, a, b, openMs) => {
        const curve = curveOf(all)
        expect(quantile(curve, Math.min(a, b), openMs)).toBeLessThanOrEqual(quantile(curve, Math.max(a, b), openMs))
        expect(quantile(curve, a, openMs)).toBeLessThanOrEqual(quantile(curve, a, openMs + 10))
      }),
      runs,
    )
  })
  test('open cases make a quote longer: leaving them out is the classic mistake', () => {
    const quick = Array.from({ length: 50 }, (_, i) => ({ age: i + 1, weight: 1, isFinished: true }))
    const open = Array.from({ length: 50 }, () => ({ age: 60, weight: 1, isFinished: false }))
    expect(quantile(curveOf([...quick, ...open]), 0.9)).toBeGreaterThan(60)
    expect(quantile(curveOf(quick), 0.9)).toBeLessThan(50)
  })
})
