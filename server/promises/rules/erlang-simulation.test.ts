import { expect, test } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { lineBound, stillWaiting } from './erlang-line.ts'
import { erlangC, type Traffic } from './erlang.ts'

/** Mulberry32: the same draws from the same seed. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Run = { readonly waited: number; readonly hungUp: number; readonly meanWait: number; readonly answeredWithin: number }

/** A desk event by event: callers come, wait in their order for whoever is free first, and hang up when their patience ends before. */
function simulate({ arrivalRate, serviceRate, servers, patienceRate }: Traffic, within: number, callers: number, seed: number): Run {
  const draw = draws(seed)
  const lasts = (rate: number) => (rate > 0 ? -Math.log(1 - draw()) / rate : Number.POSITIVE_INFINITY)
  const freeAt = new Float64Array(servers)
  let [now, waited, hungUp, waits, answered, counted] = [0, 0, 0, 0, 0, 0]
  for (let caller = 0; caller < callers; caller++) {
    now += lasts(arrivalRate)
    const [service, patience] = [lasts(serviceRate), lasts(patienceRate)]
    // First come first served: who comes now is served when the first of all becomes free.
    let first = 0
    for (let i = 1; i < servers; i++) if ((freeAt[i] ?? 0) < (freeAt[first] ?? 0)) first = i
    const wait = Math.max(0, (freeAt[first] ?? 0) - now)
    if (wait <= patience) freeAt[first] = now + wait + service
    if (caller < callers / 20) continue
    counted++
    if (wait > 0) waited++
    if (wait > patience) hungUp++
    else if (wait <= within) answered++
    waits += Math.min(wait, patience)
  }
  return { waited: waited / counted, hungUp: hungUp / counted, meanWait: waits / counted, answeredWithin: answered / counted }
}

/** The 99.9 % interval of the mean of ten runs of their own seeds (Student, nine degrees of freedom). */
function intervalOf(runs: readonly Run[], of: (run: Run) => number): [number, number] {
  const values = runs.map(of)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length)
  return [mean - 4.781 * spread, mean + 4.781 * spread]
}

const what: [string, Traffic, number][] = [
  ['12 people at a load of 10', { arrivalRate: 10, serviceRate: 1, servers: 12, patienceRate: 0 }, 0.2],
  [
    'what if 2 of 14 are ill: 100 calls in half an hour, 180 s each, one minute of patience',
    { arrivalRate: 100 / 1800, serviceRate: 1 / 180, servers: 12, patienceRate: 1 / 60 },
    20,
  ],
  ['what if a fifth more call than can be answered', { arrivalRate: 12, serviceRate: 1, servers: 10, patienceRate: 0.5 }, 0.5],
]

for (const [name, traffic, within] of what)
  test(`agrees with a desk simulated event by event: ${name} (seeds 1 to 10)`, () => {
    const found = traffic.patienceRate ? erlangA(traffic, within) : erlangC(traffic, within)
    const callers = process.env['FULL'] ? 400_000 : 40_000
    const runs = Array.from({ length: 10 }, (_, i) => simulate(traffic, within, callers, i + 1))
    const pairs: [number, [number, number]][] = [
      [found.probabilityOfWait, intervalOf(runs, ({ waited }) => waited)],
      [found.abandonmentShare, intervalOf(runs, ({ hungUp }) => hungUp)],
      [found.meanWait ?? Number.NaN, intervalOf(runs, ({ meanWait }) => meanWait)],
      [found.answeredWithin ?? Number.NaN, intervalOf(runs, ({ answeredWithin }) => answeredWithin)],
    ]
    for (const [value, [low, high]] of pairs) {
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
    }
  })

test('who joins a line with so many ahead is answered within the bound as often as it says (seed 7)', () => {
  const draw = draws(7)
  const [pace, ahead] = [{ answerRate: 0.05, patienceRate: 0.004 }, 6]
  const bound = lineBound(pace, ahead, 0.9)
  const tries = process.env['FULL'] ? 200_000 : 20_000
  let within = 0
  for (let i = 0; i < tries; i++) {
    let wait = 0
    for (let k = 0; k <= ahead; k++) wait -= Math.log(1 - draw()) / (pace.answerRate + k * pace.patienceRate)
    if (wait <= bound) within++
  }
  expect(Math.abs(within / tries - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / tries))
})

test('a line bound rises with who is ahead and the level, and hardly moves as patience comes to last for ever', () => {
  const patient = { answerRate: 0.05, patienceRate: 0 }
  const bounds = Array.from({ length: 60 }, (_, ahead) => lineBound(patient, ahead, 0.9))
  for (const [i, bound] of bounds.entries()) {
    expect(bound).toBeGreaterThan(bounds[i - 1] ?? 0)
    expect(lineBound({ ...patient, patienceRate: 1e-12 }, i, 0.9)).toBeCloseTo(bound, 4)
    expect(lineBound(patient, i, 0.95)).toBeGreaterThan(bound)
  }
  expect(bounds[0]).toBeCloseTo(Math.log(10) / 0.05, 6)
  expect(stillWaiting(patient, 2000, 40_000)).toBeCloseTo(0.5, 1)
  expect(lineBound({ answerRate: 0, patienceRate: 0.1 }, 3, 0.9)).toBe(Number.POSITIVE_INFINITY)
})
