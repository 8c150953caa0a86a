import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ability, gapMinutes } from './expectation.ts'

// Seed 1807.
const runs = { seed: 1807, numRuns: process.env['FULL'] ? 10_000 : 300 }
const offers = fc.array(
  fc.record({
    form: fc.constantFrom('written', 'call', 'update', 'resolution', 'escalation'),
    dueAtMs: fc.integer({ min: 0, max: 10_000_000 }),
  }),
  { maxLength: 8 },
)
const form = fc.constantFrom('written' as const, 'call' as const, null)

test('what we can is the soonest answer of the form asked for, and of any where there is none', () => {
  fc.assert(
    fc.property(offers, form, (all, asked) => {
      const answers = all.filter((offer) => offer.form === 'written' || offer.form === 'call')
      const fitting = answers.filter((offer) => offer.form === asked)
      const among = fitting.length ? fitting : answers
      const found = ability(all, asked)
      if (found) expect(among).toContainEqual(found)
      else expect(among).toEqual([])
      for (const { dueAtMs } of among) expect(found?.dueAtMs).toBeLessThanOrEqual(dueAtMs)
    }),
    runs,
  )
})

test('a gap is whole minutes, rounded up, never under none, and none where it is in time', () => {
  const at = fc.option(fc.integer({ min: 0, max: 10_000_000 }))
  fc.assert(
    fc.property(at, at, (by, able) => {
      const gap = gapMinutes(by, able)
      expect(gap === null).toBe(by === null || able === null)
      if (by === null || able === null) return
      expect(gap === 0).toBe(able <= by)
      if (able > by) expect(able - by).toBeLessThanOrEqual((gap ?? 0) * 60_000)
    }),
    runs,
  )
  expect(gapMinutes(0, 1)).toBe(1)
  expect(gapMinutes(0, 60_000)).toBe(1)
  expect(gapMinutes(0, 60_001)).toBe(2)
})
