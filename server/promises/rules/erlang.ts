/** Traffic that many servers share: rates in one unit of time, whole servers from 1 on. `patienceRate` 0: nobody hangs up. */
export type Traffic = {
  readonly arrivalRate: number
  readonly serviceRate: number
  readonly servers: number
  readonly patienceRate: number
}

/**
 * What a queue does in the long run. Shares are of all callers; times are in the unit of the rates, `null` where they
 * have no bound. A queue is `stable` when it does not grow for ever.
 */
export type Answered = {
  readonly offeredLoad: number
  readonly occupancy: number
  readonly stable: boolean
  /** Of a caller who comes: nobody is free for them. */
  readonly probabilityOfWait: number
  /** Over all callers, those who are answered at once and those who hang up included. */
  readonly meanWait: number | null
  readonly meanWaitOfThoseWhoWait: number | null
  readonly meanQueueLength: number | null
  readonly abandonmentShare: number
  /** Answered by a person within the time asked about; `null` when none was. */
  readonly answeredWithin: number | null
}

/** Erlang B: the chance that all servers are taken, by the recursion over servers (Jagerman 1974); calls that find none free are lost. */
export function blocking(servers: number, load: number): number {
  return 1 / inverseBlocking(servers, load)
}

/** One over Erlang B, which grows where B would vanish; 1 without servers, infinite where B is nothing to a computer. */
export function inverseBlocking(servers: number, load: number): number {
  let inverse = 1
  for (let k = 1; k <= servers; k++) inverse = 1 + (inverse * k) / load
  return inverse
}

/** Erlang C: the chance to wait for the next free server, from Erlang B; 1 where the load is as large as the servers are many. */
export function waiting(servers: number, load: number): number {
  if (load >= servers) return 1
  const blocked = blocking(servers, load)
  return blocked / (1 - (load / servers) * (1 - blocked))
}

/** The loss system (M/M/n/n): what is blocked never waits; `probabilityOfWait` and `abandonmentShare` are nothing. */
export function erlangB({ arrivalRate, serviceRate, servers }: Traffic): Answered & { readonly probabilityOfBlocking: number } {
  const offeredLoad = arrivalRate / serviceRate
  const probabilityOfBlocking = offeredLoad > 0 ? blocking(servers, offeredLoad) : 0
  const none = { probabilityOfWait: 0, meanWait: 0, meanWaitOfThoseWhoWait: null, meanQueueLength: 0, abandonmentShare: 0 }
  const occupancy = (offeredLoad * (1 - probabilityOfBlocking)) / servers
  return { offeredLoad, occupancy, stable: true, probabilityOfBlocking, ...none, answeredWithin: 1 - probabilityOfBlocking }
}

/**
 * The queue without hanging up (M/M/n, Erlang C); an overloaded one grows for ever: everybody waits, without an end.
 * `within` is the time asked about.
 */
export function erlangC({ arrivalRate, serviceRate, servers }: Traffic, within: number | null = null): Answered {
  const offeredLoad = arrivalRate / serviceRate
  if (offeredLoad >= servers) return { ...endless, offeredLoad, answeredWithin: within === null ? null : 0 }
  const probabilityOfWait = offeredLoad > 0 ? waiting(servers, offeredLoad) : 0
  const spare = servers * serviceRate - arrivalRate
  return {
    offeredLoad,
    occupancy: offeredLoad / servers,
    stable: true,
    probabilityOfWait,
    meanWait: probabilityOfWait / spare,
    meanWaitOfThoseWhoWait: 1 / spare,
    meanQueueLength: (arrivalRate * probabilityOfWait) / spare,
    abandonmentShare: 0,
    answeredWithin: within === null ? null : 1 - probabilityOfWait * Math.exp(-spare * within),
  }
}

const endless = {
  occupancy: 1,
  stable: false,
  probabilityOfWait: 1,
  meanWait: null,
  meanWaitOfThoseWhoWait: null,
  meanQueueLength: null,
  abandonmentShare: 0,
}
