import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { serversFor } from './erlang-staffing.ts'
import { blocking, erlangB, erlangC, type Traffic, waiting } from './erlang.ts'

const runs = { seed: 20261125, numRuns: process.env['FULL'] ? 10_000 : 300 }

const traffic = (arrivalRate: number, serviceRate: number, servers: number, patienceRate = 0): Traffic => ({
  arrivalRate,
  serviceRate,
  servers,
  patienceRate,
})

/** Servers, and a load of some share of them. */
const shared = fc.record({ servers: fc.integer({ min: 1, max: 400 }), share: fc.double({ min: 0.01, max: 0.99, noNaN: true }) })

/** The chances of the states of a queue, each from the one before it: what the books print, by as many terms as it takes. */
function bookA({ arrivalRate, serviceRate, servers, patienceRate }: Traffic): { wait: number; lost: number } {
  const leaving = (n: number) => Math.min(n, servers) * serviceRate + Math.max(0, n - servers) * patienceRate
  let [log, top] = [0, 0]
  const logs = [0]
  for (let n = 1; n < 20_000 && (n < 2 * servers || log > top - 60); n++) {
    log += Math.log(arrivalRate / leaving(n))
    top = Math.max(top, log)
    logs.push(log)
  }
  const chances = logs.map((each) => Math.exp(each - top))
  const sum = (of: (n: number) => number) => chances.reduce((total, chance, n) => total + chance * of(n), 0)
  const all = sum(() => 1)
  return {
    wait: sum((n) => (n >= servers ? 1 : 0)) / all,
    lost: (sum((n) => Math.max(0, n - servers)) * patienceRate) / arrivalRate / all,
  }
}

describe('Erlang B', () => {
  test('is the one of the tables: B(10, 5) = .0184, B(5, 3) = .1101, B(1, a) = a / (1 + a)', () => {
    expect(blocking(10, 5)).toBeCloseTo(0.018385, 6)
    expect(blocking(5, 3)).toBeCloseTo(0.110054, 6)
    expect(blocking(1, 0.25)).toBeCloseTo(0.2, 12)
  })
  test('agrees with the sum of the book where its factorials still fit (seed 20261125)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.1, max: 60, noNaN: true }), (servers, load) => {
        const terms = [1]
        for (let k = 1; k <= servers; k++) terms.push(((terms.at(-1) ?? 0) * load) / k)
        expect(blocking(servers, load)).toBeCloseTo((terms.at(-1) ?? 0) / terms.reduce((sum, term) => sum + term, 0), 10)
      }),
      runs,
    )
  })
  test('what is blocked is no load: occupancy is what gets through', () => {
    const found = erlangB(traffic(5, 1, 10))
    expect(found.occupancy).toBeCloseTo((5 * (1 - 0.0183845703)) / 10, 9)
    expect(found.answeredWithin).toBeCloseTo(1 - found.probabilityOfBlocking, 12)
  })
})

describe('Erlang C', () => {
  test('C(12, 10), C(21, 18) and C(210, 200) to a part in a thousand million', () => {
    expect(Math.abs(waiting(12, 10) - 0.4493882243)).toBeLessThan(1e-9)
    expect(Math.abs(waiting(21, 18) - 0.3958715342)).toBeLessThan(1e-9)
    expect(Math.abs(waiting(210, 200) - 0.375614824)).toBeLessThan(1e-9)
  })
  test('20 people, 100 calls in 1800 s: a mean wait of 2.2435 s at 240 s a call, 30.43 s at 300 s (published)', () => {
    expect(erlangC(traffic(100 / 1800, 1 / 240, 20)).meanWait).toBeCloseTo(2.243505841, 6)
    expect(erlangC(traffic(100 / 1800, 1 / 300, 20)).meanWait).toBeCloseTo(30.4312286, 5)
  })
  test('100 calls in half an hour of 180 s each: 13 people answer 79.56 % within 20 s, 14 people 88.84 % (published)', () => {
    const [thirteen, fourteen] = [13, 14].map((servers) => erlangC(traffic(100 / 1800, 1 / 180, servers), 20).answeredWithin)
    expect(thirteen).toBeCloseTo(0.7956, 4)
    expect(fourteen).toBeCloseTo(0.8884, 4)
  })
  test('as much load as servers has no mean wait, and says so', () => {
    for (const load of [12, 13, 1e6]) {
      const found = erlangC(traffic(load, 1, 12), 20)
      expect(found).toMatchObject({
        stable: false,
        probabilityOfWait: 1,
        meanWait: null,
        answeredWithin: 0,
        occupancy: 1,
        offeredLoad: load,
      })
    }
  })
  test('one more server never makes anybody wait more, and the chances are chances, for thousands of them (seed 20261125)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.01, max: 1.2, noNaN: true }), (servers, share) => {
        const [few, more] = [waiting(servers, servers * share), waiting(servers + 1, servers * share)]
        expect(few).toBeGreaterThanOrEqual(0)
        expect(few).toBeLessThanOrEqual(1)
        expect(more).toBeLessThanOrEqual(few)
      }),
      runs,
    )
  })
  test('waiting follows the law of Little, and nobody waits without callers', () => {
    const found = erlangC(traffic(10, 1, 12))
    expect(found.meanQueueLength).toBeCloseTo(10 * (found.meanWait ?? 0), 12)
    expect(erlangC(traffic(0, 1, 3), 20)).toMatchObject({ probabilityOfWait: 0, meanWait: 0, answeredWithin: 1 })
  })
})

describe('Erlang A', () => {
  test('(48, 1, 50, 1): .4054043950 wait and .039417515 hang up; (100, 1, 100, .5): .59670314 and .033030153', () => {
    const [one, other] = [erlangA(traffic(48, 1, 50, 1)), erlangA(traffic(100, 1, 100, 0.5))]
    expect(Math.abs(one.probabilityOfWait - 0.405404395)).toBeLessThan(1e-7)
    expect(Math.abs(one.abandonmentShare - 0.039417515)).toBeLessThan(1e-7)
    expect(Math.abs(other.probabilityOfWait - 0.59670314)).toBeLessThan(1e-7)
    expect(Math.abs(other.abandonmentShare - 0.033030153)).toBeLessThan(1e-7)
  })
  test('agrees with the chances of the states, overloaded or not (seed 20261125)', () => {
    const patience = fc.double({ min: 0.05, max: 5, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        patience,
        (servers, share, patienceRate) => {
          const it = traffic(servers * share, 1, servers, patienceRate)
          const [found, book] = [erlangA(it), bookA(it)]
          expect(Math.abs(found.probabilityOfWait - book.wait)).toBeLessThan(1e-7)
          expect(Math.abs(found.abandonmentShare - book.lost)).toBeLessThan(1e-7)
        },
      ),
      { ...runs, numRuns: Math.min(runs.numRuns, 1000) },
    )
  })
  test('is Erlang C as patience comes to last for ever (seed 20261125)', () => {
    fc.assert(
      fc.property(shared, fc.double({ min: 0, max: 5, noNaN: true }), ({ servers, share }, within) => {
        const load = servers * share
        const [patient, waits] = [erlangA(traffic(load, 1, servers, 1e-12), within), erlangC(traffic(load, 1, servers), within)]
        expect(Math.abs(patient.probabilityOfWait - waits.probabilityOfWait)).toBeLessThan(1e-7)
        expect(Math.abs((patient.meanWait ?? 0) - (waits.meanWait ?? 0))).toBeLessThan(1e-6 * (1 + (waits.meanWait ?? 0)))
        expect(Math.abs((patient.answeredWithin ?? 0) - (waits.answeredWithin ?? 0))).toBeLessThan(1e-7)
        expect(erlangA(traffic(load, 1, servers, 0))).toEqual(erlangC(traffic(load, 1, servers)))
      }),
      runs,
    )
  })
  test('what is served is what does not hang up, and the share answered within a time rises to it (seed 20261125)', () => {
    fc.assert(
      fc.property(shared, fc.double({ min: 0.05, max: 5, noNaN: true }), ({ servers, share }, patienceRate) => {
        const it = traffic(2 * servers * share, 1, servers, patienceRate)
        const shares = [0, 0.1, 1, 1e6].map((within) => erlangA(it, within).answeredWithin ?? 0)
        for (const [i, each] of shares.entries()) expect(each).toBeGreaterThanOrEqual((shares[i - 1] ?? 0) - 1e-9)
        const { abandonmentShare, probabilityOfWait, occupancy } = erlangA(it)
        expect(shares.at(-1)).toBeCloseTo(1 - abandonmentShare, 8)
        expect(shares[0]).toBeCloseTo(1 - probabilityOfWait, 8)
        expect(occupancy).toBeLessThanOrEqual(1 + 1e-9)
      }),
      runs,
    )
  })
  test('thousands of servers, far overloaded or nearly idle, give finite shares', () => {
    const over = erlangA(traffic(6000, 1, 5000, 0.01), 1)
    expect(over.abandonmentShare).toBeCloseTo(1 / 6, 9)
    expect(over.meanWait).toBeCloseTo(100 / 6, 6)
    expect(erlangA(traffic(5, 1, 5000, 0.01), 1)).toMatchObject({ probabilityOfWait: 0, abandonmentShare: 0, answeredWithin: 1 })
    expect(erlangA(traffic(99_999, 1, 100_000, 1e-9)).probabilityOfWait).toBeCloseTo(waiting(100_000, 99_999), 4)
  })
})

describe('staffing', () => {
  const callsFor = (servers: number) => erlangC(traffic(100 / 1800, 1 / 180, servers), 20).answeredWithin ?? 0
  test('80 % within 20 s of 100 calls of 180 s in half an hour needs 14 people', () => {
    expect(serversFor(10, 0.8, (servers) => callsFor(servers) >= 0.8)?.servers).toBe(14)
  })
  test('finds the fewest that are enough, wherever the root begins (seed 20261125)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 300, noNaN: true }), fc.double({ min: 0.05, max: 0.99, noNaN: true }), (load, target) => {
        const isEnough = (servers: number) => (erlangC(traffic(load, 1, servers), 0.1).answeredWithin ?? 0) >= target
        const { servers } = serversFor(load, target, isEnough) ?? { servers: 0 }
        expect(isEnough(servers)).toBe(true)
        expect(servers === 1 || !isEnough(servers - 1)).toBe(true)
      }),
      runs,
    )
  })
})
