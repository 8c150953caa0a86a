import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptRecord, type RecordedPromise, recordOf, verdictOf, wilson } from './record.ts'

const SEED = 8_2026
const promise = (state: RecordedPromise['state'], rest: Partial<RecordedPromise> = {}): RecordedPromise => ({
  state,
  movedBy: null,
  atRiskAtMs: null,
  lateAtMs: null,
  endedAtMs: 1000,
  ...rest,
})
const many = (n: number, one: (i: number) => RecordedPromise) => Array.from({ length: n }, (_, i) => one(i))

describe('the Wilson interval', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i as published', (successes, n, low, high) => {
    const [a, b] = wilson(successes, n)
    expect([Math.round(a * 1e4) / 1e4, Math.round(b * 1e4) / 1e4]).toEqual([low, high])
  })
  test(`holds the share and stays within 0 and 1 (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const [k, n] = [Math.min(a, b), Math.max(a, b)]
        const [low, high] = wilson(k, n)
        return low >= 0 && high <= 1 && (n === 0 || (low <= k / n + 1e-12 && k / n - 1e-12 <= high))
      }),
      { seed: SEED, numRuns: process.env.FULL ? 10_000 : 300 },
    )
  })
})

describe('the verdict on a promise', () => {
  test('kept is kept, also when the sweep had called it late before Send was counted', () => {
    expect(verdictOf(promise('kept'))).toBe('kept')
    expect(verdictOf(promise('kept', { lateAtMs: 900 }))).toBe('kept')
  })
  test('what went late is broken, however it ended', () => {
    expect(verdictOf(promise('kept_late'))).toBe('broken')
    expect(verdictOf(promise('late', { lateAtMs: 900, endedAtMs: null }))).toBe('broken')
    expect(verdictOf(promise('released', { lateAtMs: 900 }))).toBe('broken')
    expect(verdictOf(promise('moved', { movedBy: 'customer', lateAtMs: 900 }))).toBe('broken')
  })
  test('a move counts only when we moved it after it was at risk', () => {
    expect(verdictOf(promise('moved', { movedBy: 'us', atRiskAtMs: 500 }))).toBe('broken')
    expect(verdictOf(promise('moved', { movedBy: 'us' }))).toBe(null)
    expect(verdictOf(promise('moved', { movedBy: 'customer', atRiskAtMs: 500 }))).toBe(null)
  })
  test('what runs, was replaced or let go counts nothing', () => {
    for (const state of ['agreed', 'at_risk', 'waiting', 'released'] as const) expect(verdictOf(promise(state))).toBe(null)
  })
})

describe('the record', () => {
  test('shows nothing under twenty', () => {
    expect(keptRecord(many(19, () => promise('kept')))).toBe(null)
    expect(keptRecord([...many(19, () => promise('kept')), promise('released')])).toBe(null)
    expect(keptRecord(many(20, () => promise('kept')))).toMatchObject({ kept: 20, total: 20, high: 1 })
    expect(recordOf(19, 19)).toBe(null)
  })
  test('counts the last hundred by when they were decided, in whatever order they come', () => {
    const old = many(50, (i) => promise('kept_late', { endedAtMs: i, lateAtMs: i }))
    const late = many(96, (i) => promise('kept', { endedAtMs: 1000 + i }))
    expect(keptRecord([...late, ...old])).toMatchObject({ kept: 96, total: 100 })
    expect(keptRecord([...old, ...late])).toMatchObject({ kept: 96, total: 100 })
  })
  test('a chain counts once at its end, and each link we moved at risk counts as broken', () => {
    const chain = [
      promise('moved', { movedBy: 'customer' }),
      promise('moved', { movedBy: 'us', atRiskAtMs: 1 }),
      promise('moved', { movedBy: 'us' }),
      promise('kept'),
    ]
    expect(keptRecord([...chain, ...many(20, () => promise('kept'))])).toMatchObject({ kept: 21, total: 22 })
  })
})
