import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastAnswers, paceSaid } from './importance.ts'

// Seed 1906.
const count = fc.integer({ min: 0, max: 60 })
const counts = fc.record({ urgent: count, ordinary: count, paperwork: count })

test('nothing follows from fewer than twenty, and only what more than half say is other than usual', () => {
  fc.assert(
    fc.property(counts, (said) => {
      const total = said.urgent + said.ordinary + said.paperwork
      const found = paceSaid(said)
      expect(found === null).toBe(total < leastAnswers)
      if (!found || found.pace === 'ordinary') return
      expect(found.count * 2).toBeGreaterThan(total)
    }),
    { seed: 1906, numRuns: process.env['FULL'] ? 10_000 : 300 },
  )
})

test('on both sides of a half', () => {
  expect(paceSaid({ urgent: 0, ordinary: 10, paperwork: 10 })).toMatchObject({ pace: 'ordinary' })
  expect(paceSaid({ urgent: 0, ordinary: 10, paperwork: 11 })).toEqual({ pace: 'paperwork', count: 11, total: 21 })
  expect(paceSaid({ urgent: 11, ordinary: 10, paperwork: 0 })).toMatchObject({ pace: 'urgent' })
  expect(paceSaid({ urgent: 19, ordinary: 0, paperwork: 0 })).toBeNull()
})
