import type { Flags } from '../exports/flags.ts'
import { erlangA } from '../rules/erlang-a.ts'
import { serversFor, type Staffing } from '../rules/erlang-staffing.ts'
import { type Answered, erlangB, erlangC, type Traffic } from '../rules/erlang.ts'
import { erlangWish, type ErlangWish, type Model } from './erlang-flags.ts'

/** What `kept erlang` prints: the servers looked at, and with a target the fewest that meet it (`null` where none do). */
export type ErlangFound = { readonly model: Model; readonly servers: number } & Traffic &
  Answered & {
    readonly within: number | null
    readonly target?: number
    readonly serversNeeded?: number | null
    readonly estimate?: number
  }

/** Answers `kept erlang`: what a queue does with so many servers, or how many a target needs; refuses in a sentence what cannot be read. */
export function runErlang(flags: Flags): ErlangFound {
  const wish = erlangWish(flags)
  const found = wish.target === null ? null : staffing(wish, wish.target)
  const servers = wish.servers ?? found?.servers
  if (servers === undefined) throw new Error('No number of servers up to 1000000 meets that target')
  const traffic = { ...wish.traffic, servers }
  const staffed = wish.target === null ? {} : { target: wish.target, serversNeeded: found?.servers ?? null, estimate: found?.estimate ?? 0 }
  return { model: wish.model, ...traffic, ...answer(wish.model, traffic, wish.within), within: wish.within, ...staffed }
}

const answer = (model: Model, traffic: Traffic, within: number | null) =>
  model === 'b' ? erlangB(traffic) : model === 'c' ? erlangC(traffic, within) : erlangA(traffic, within)

/** In the loss system the target is the share that gets through. */
function staffing({ model, traffic, within }: ErlangWish, target: number): Staffing | null {
  const load = traffic.arrivalRate / traffic.serviceRate
  return serversFor(load, target, (servers) => (answer(model, { ...traffic, servers }, within).answeredWithin ?? 0) >= target)
}
