import { addWorking, elapsedWorking, type Calendar } from './working-time.ts'
import type { Stretch } from './call-slots.ts'
import { firstIndex } from './search.ts'

/** What whoever does something must have; null: nothing in particular. */
export type Need = { readonly skill: string | null; readonly language: string | null }

/** Nothing in particular. */
export const anyone: Need = { skill: null, language: null }

/** Somebody of a team: what they can do, and when they are there (rising, disjoint). */
export type Person = {
  readonly takesCalls: boolean
  readonly staffId: string
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  readonly stretches: readonly Stretch[]
}

/**
 * What a team can write: `ratePerHour` answers in an hour with everybody there, and as much less as people are missing. `people` are known
 * until `untilMs`; without any (null), and after it, the calendar stands for everybody.
 */
export type Team = {
  readonly calendar: Calendar
  readonly ratePerHour: number
  readonly people: readonly Person[] | null
  readonly untilMs: number
}

/** A team whose calendar stands for everybody. */
export const wholeTeam = (calendar: Calendar, ratePerHour: number): Team => ({
  calendar,
  ratePerHour,
  people: null,
  untilMs: Number.NEGATIVE_INFINITY,
})

/** Says whether a person has what is needed. */
export const canDo = ({ skills, languages }: Pick<Person, 'skills' | 'languages'>, { skill, language }: Need): boolean =>
  (skill === null || skills.includes(skill)) && (language === null || languages.includes(language))

/** Counts the answers a team can write between two instants. O(log of the presences), after the first question O(presences). */
export function unitsBetween(team: Team, fromMs: number, toMs: number): number {
  const { starts, before, rates, endMs } = curveOf(team)
  const known = (atMs: number) => {
    const i = lastAt(starts, atMs)
    return i < 0 ? 0 : (before[i] ?? 0) + (Math.min(atMs, endMs) - (starts[i] ?? 0)) * (rates[i] ?? 0)
  }
  const inside = Math.max(0, known(Math.min(toMs, endMs)) - known(Math.min(fromMs, endMs)))
  return inside + (elapsedWorking(team.calendar, Math.max(fromMs, endMs), toMs) * team.ratePerHour) / 3_600_000
}

/** Answers when a team will have written so many answers from an instant on, to the millisecond above; null when ten years do not suffice. */
export function writtenAt(team: Team, fromMs: number, units: number): number | null {
  if (!(team.ratePerHour > 0)) return null
  const { starts, rates, endMs } = curveOf(team)
  let left = units
  for (let i = Math.max(0, lastAt(starts, fromMs)); i < starts.length && fromMs < endMs; i++) {
    const startMs = Math.max(fromMs, starts[i] ?? 0)
    const here = ((starts[i + 1] ?? endMs) - startMs) * (rates[i] ?? 0)
    if (here > 0 && left <= here + 1e-9) return startMs + Math.ceil(left / (rates[i] ?? 1) - 1e-6)
    left -= Math.max(0, here)
  }
  return addWorking(team.calendar, Math.max(fromMs, endMs), Math.ceil((left * 3_600_000) / team.ratePerHour - 1e-6))
}

/** Answers written per millisecond, as a staircase: `rates[i]` holds from `starts[i]` to the next start, the last one to `endMs`. */
type Curve = { readonly starts: Float64Array; readonly before: Float64Array; readonly rates: Float64Array; readonly endMs: number }

const curves = new WeakMap<Team, Curve>()

function curveOf(team: Team): Curve {
  const known = curves.get(team)
  if (known) return known
  const curve = team.people?.length ? staircase(team.people, team.ratePerHour / team.people.length / 3_600_000, team.untilMs) : nobody
  curves.set(team, curve)
  return curve
}

const nobody: Curve = { starts: new Float64Array(), before: new Float64Array(), rates: new Float64Array(), endMs: Number.NEGATIVE_INFINITY }

function staircase(people: readonly Person[], ratePerMs: number, endMs: number): Curve {
  const steps = new Map<number, number>()
  const step = (atMs: number, by: number) => steps.set(atMs, (steps.get(atMs) ?? 0) + by)
  for (const { startMs, endMs: overMs } of people.flatMap(({ stretches }) => stretches)) {
    step(startMs, 1)
    step(overMs, -1)
  }
  const starts = Float64Array.from([...steps.keys()].sort((a, b) => a - b))
  const [before, rates] = [new Float64Array(starts.length), new Float64Array(starts.length)]
  let [there, total] = [0, 0]
  for (const [i, startMs] of starts.entries()) {
    if (i > 0) total += (startMs - (starts[i - 1] ?? 0)) * (rates[i - 1] ?? 0)
    there += steps.get(startMs) ?? 0
    before[i] = total
    rates[i] = there * ratePerMs
  }
  return { starts, before, rates, endMs }
}

/** Index of the last start at or before an instant, -1 when none is. */
const lastAt = (starts: Float64Array, atMs: number): number => firstIndex(starts.length, (i) => (starts[i] ?? 0) > atMs) - 1
