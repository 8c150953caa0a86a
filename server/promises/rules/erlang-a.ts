import { type Answered, erlangC, inverseBlocking, type Traffic } from './erlang.ts'
import { firstIndex } from './search.ts'

/** Where the density of the wait is e to the -40 of its peak, nothing of it counts any more. */
const NOTHING = 40

/** Even, for Simpson's rule: forty e-foldings in so many steps leave an error of some 1e-11. */
const STEPS = 4000

/**
 * The queue whose callers hang up after an exponential patience (M/M/n+M, Erlang A; Palm 1957). What a caller who never
 * hangs up would wait has the density exp(h(x)), h(x) = arrivals x (1 - exp(-patience x)) / patience - servers x service x,
 * up to a factor (Zeltyn and Mandelbaum 2005), integrated numerically: no sum over states, so thousands of servers and
 * a patience near for ever are no harder. Without hanging up it is Erlang C.
 */
export function erlangA(traffic: Traffic, within: number | null = null): Answered {
  const { arrivalRate, serviceRate, servers, patienceRate } = traffic
  if (!(patienceRate > 0) || !(arrivalRate > 0)) return erlangC(traffic, within)
  const offeredLoad = arrivalRate / serviceRate
  const wait = virtualWait(traffic)
  const all = integrals(wait, wait.from, wait.to)
  const nobodyWaits = inverseBlocking(servers - 1, offeredLoad) * Math.exp(-wait.top)
  const probabilityOfWait = (arrivalRate * all.mass) / (nobodyWaits + arrivalRate * all.mass)
  const lost = all.lost / all.mass
  const abandonmentShare = probabilityOfWait * lost
  const meanWait = abandonmentShare / patienceRate
  return {
    offeredLoad,
    occupancy: (offeredLoad * (1 - abandonmentShare)) / servers,
    stable: true,
    probabilityOfWait,
    meanWait,
    meanWaitOfThoseWhoWait: lost / patienceRate,
    meanQueueLength: arrivalRate * meanWait,
    abandonmentShare,
    answeredWithin: within === null ? null : 1 - probabilityOfWait * (1 - servedBy(wait, within) / all.mass),
  }
}

type VirtualWait = {
  readonly height: (x: number) => number
  readonly top: number
  readonly from: number
  readonly to: number
  readonly patienceRate: number
}

/** Its logarithm is concave: one peak, and a stretch around it outside of which is nothing. */
function virtualWait({ arrivalRate, serviceRate, servers, patienceRate }: Traffic): VirtualWait {
  const height = (x: number) => (arrivalRate * -Math.expm1(-patienceRate * x)) / patienceRate - servers * serviceRate * x
  const peak = Math.max(0, Math.log(arrivalRate / (servers * serviceRate)) / patienceRate)
  const top = height(peak)
  const isIn = (x: number) => height(x) > top - NOTHING
  let far = 1 / (servers * serviceRate)
  while (isIn(peak + far)) far *= 2
  return {
    height,
    top,
    from: isIn(0) ? 0 : peak - edge(peak, (x) => isIn(peak - x)),
    to: peak + edge(far, (x) => isIn(peak + x)),
    patienceRate,
  }
}

/** How far from the peak it holds, at most `far`, to a thousandth. */
const edge = (far: number, holds: (x: number) => boolean): number => (far * firstIndex(1024, (i) => !holds((far * i) / 1024))) / 1024

/** The density between two waits, and the part of it whose callers hang up first, by Simpson's rule. */
function integrals({ height, top, patienceRate }: VirtualWait, from: number, to: number): { readonly mass: number; readonly lost: number } {
  const step = (to - from) / STEPS
  let [mass, lost] = [0, 0]
  for (let i = 0; i <= STEPS; i++) {
    const x = from + i * step
    const weight = (i === 0 || i === STEPS ? 1 : i % 2 ? 4 : 2) * Math.exp(height(x) - top)
    mass += weight
    lost -= weight * Math.expm1(-patienceRate * x)
  }
  return { mass: (mass * step) / 3, lost: (lost * step) / 3 }
}

function servedBy(wait: VirtualWait, within: number): number {
  const to = Math.min(wait.to, within)
  if (to <= wait.from) return 0
  const { mass, lost } = integrals(wait, wait.from, to)
  return mass - lost
}
