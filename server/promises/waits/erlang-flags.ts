import { type Flags, word } from '../exports/flags.ts'
import type { Traffic } from '../rules/erlang.ts'

/** What each flag of `kept erlang` is called, the usual name first. */
const names = {
  model: ['model'],
  servers: ['servers', 'agents', 'people', 'n'],
  load: ['load', 'offered-load', 'erlangs', 'traffic'],
  arrivals: ['arrivals', 'arrival', 'arrival-rate', 'calls', 'lambda'],
  per: ['per', 'interval', 'period'],
  service: ['service', 'service-rate', 'mu'],
  handling: ['handling', 'handling-time', 'service-time', 'aht'],
  patience: ['patience', 'patience-rate', 'abandonment', 'abandonment-rate', 'theta'],
  patienceTime: ['patience-time', 'mean-patience'],
  within: ['within', 'answer-within', 'threshold'],
  target: ['target', 'service-level'],
} as const

type Name = keyof typeof names

const text = { type: 'string' } as const

/** The options of `kept erlang`, each under all its names. */
export const erlangOptions = Object.fromEntries(
  Object.values(names)
    .flat()
    .map((name) => [name, name === 'n' ? { ...text, short: 'n' } : text]),
)

const means: Readonly<Record<Name, string>> = {
  model: 'b: who finds nobody free is lost; c: they wait; a: they wait and may hang up',
  servers: 'how many people or lines; may be left out with a target',
  load: 'the load in erlangs: how many would be taken at once if everybody were answered at once',
  arrivals: 'how many come, in a unit of time or in --per',
  per: 'the time in which they come, 1 unless given',
  service: 'how many one person does in a unit of time',
  handling: 'how long one takes, instead of a rate',
  patience: 'the rate at which each who waits hangs up',
  patienceTime: 'how long they wait on average before they do, instead of a rate',
  within: 'a time: the share answered within it is told',
  target: 'the share that is to be answered within it (model b: to get through), as 0.8, 80 or 80%; tells the servers needed',
}

/** The flags with their other names, a line each. All times are in one unit, whichever it is. */
export const erlangHelp = Object.entries(names)
  .map(([name, [flag, ...others]]) => {
    const also = others.length ? ` (or ${others.map((other) => (other === 'n' ? '-n' : `--${other}`)).join(', ')})` : ''
    return `  --${flag}${also}\n      ${means[name as Name]}`
  })
  .join('\n')

const MOST_SERVERS = 1_000_000

/** The models there are. */
export type Model = 'b' | 'c' | 'a'

/** What is asked of a model: `servers` null where they are to be found for a target (a share); `within` in the unit of the rates. */
export type ErlangWish = {
  readonly model: Model
  readonly traffic: Omit<Traffic, 'servers'>
  readonly servers: number | null
  readonly within: number | null
  readonly target: number | null
}

/** Reads the flags, or says in a sentence what to give. */
export function erlangWish(flags: Flags): ErlangWish {
  const model = modelOf(word(flags, 'model'))
  const servers = given(flags, 'servers')
  if (servers !== null && !(Number.isInteger(servers) && servers >= 1 && servers <= MOST_SERVERS))
    throw new Error('--servers is a whole number from 1 to 1000000, such as 12')
  const within = given(flags, 'within')
  const target = targetOf(given(flags, 'target'))
  if (servers === null && target === null) throw new Error('Give --servers, such as --servers 12, or --target, such as 0.8, to find them')
  if (target !== null && model !== 'b' && within === null)
    throw new Error('--target needs --within: the time within which that share is answered, such as --within 20')
  return { model, traffic: { ...flowOf(flags), patienceRate: patienceOf(flags, model) }, servers, within, target }
}

function modelOf(written: string | undefined): Model {
  const model = /^(?:erlang[- ]?)?([abc])$/i.exec(written ?? '')?.[1]?.toLowerCase()
  if (model === 'a' || model === 'b' || model === 'c') return model
  throw new Error('--model is b (calls that find nobody free are lost), c (they wait) or a (they wait and may hang up)')
}

/** A load alone is so many arrivals in the time one takes. */
function flowOf(flags: Flags): Pick<Traffic, 'arrivalRate' | 'serviceRate'> {
  const [load, arrivals, per] = [given(flags, 'load'), given(flags, 'arrivals'), positive(flags, 'per')]
  const [service, handling] = [positive(flags, 'service'), positive(flags, 'handling')]
  if (service !== null && handling !== null)
    throw new Error('Give --service (how many one person does in a unit of time) or --handling (how long one takes), not both')
  const rate = service ?? (handling === null ? null : 1 / handling)
  if (load !== null && arrivals !== null) throw new Error('Give --load, or --arrivals with --service or --handling, not both')
  if (load !== null) return { arrivalRate: load * (rate ?? 1), serviceRate: rate ?? 1 }
  if (arrivals === null) throw new Error('Give --load, such as --load 10, or --arrivals with --service or --handling')
  if (rate === null)
    throw new Error('--arrivals needs --service (how many one person does in a unit of time) or --handling (how long one takes)')
  return { arrivalRate: arrivals / (per ?? 1), serviceRate: rate }
}

function patienceOf(flags: Flags, model: Model): number {
  const [rate, time] = [given(flags, 'patience'), positive(flags, 'patienceTime')]
  if (rate !== null && time !== null) throw new Error('Give --patience (a rate) or --patience-time (its mean), not both')
  if (model === 'a' && rate === null && time === null)
    throw new Error('Model a needs --patience, the rate at which one who waits hangs up, or --patience-time, how long they wait on average')
  return rate ?? (time === null ? 0 : 1 / time)
}

function targetOf(share: number | null): number | null {
  if (share === null) return null
  const target = share > 1 ? share / 100 : share
  if (!(target > 0 && target < 1)) throw new Error('--target is a share such as 0.8 (or 80)')
  return target
}

function positive(flags: Flags, name: Name): number | null {
  const value = given(flags, name)
  if (value === 0) throw new Error(`--${names[name][0]} is a number above 0`)
  return value
}

function given(flags: Flags, name: Name): number | null {
  const [flag, second] = names[name].filter((each) => flags[each] !== undefined)
  if (flag === undefined) return null
  if (second !== undefined) throw new Error(`--${flag} and --${second} are the same; give one`)
  const written = word(flags, flag)?.trim() ?? ''
  const value = written.endsWith('%') ? Number(written.slice(0, -1)) / 100 : Number(written)
  if (written === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`--${flag} is a number from 0 on, not "${String(flags[flag])}"`)
  return value
}
