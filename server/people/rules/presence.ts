import { type Calendar, type Span, type WorkingInterval, workingIntervals } from './calendar.ts'
import { weekdayOf } from './day-plan.ts'

/** When a person works, as they or their lead state it: a week of their own or (null) their team's hours, and dates that differ. */
export type ShiftPlan = {
  readonly zone: string | null
  readonly week: readonly (readonly Span[])[] | null
  readonly days: Readonly<Record<string, readonly Span[]>>
}

/** A plan laid over the hours of a team, once: what `presenceOf` asks again and again. */
export type Shift = {
  readonly hours: Calendar
  /** Dates on which the team has hours of its own and the person has not stated theirs: a shift that begins then is cut to them. */
  readonly cut: readonly { readonly date: string; readonly shift: Calendar; readonly team: Calendar }[]
}

const NEVER: readonly (readonly Span[])[] = [[], [], [], [], [], [], []]
const REACH_MS = 4 * 86_400_000

/**
 * Lays a person's plan over the hours of their team. Without a week of their own they follow the team; with one they are there by it, but not on
 * dates on which the team is closed, and only within the team's own hours on dates that have them. A date they stated wins over all of it.
 */
export function shiftOf(team: Calendar, plan: ShiftPlan | null): Shift {
  if (!plan) return { hours: team, cut: [] }
  const { days, week } = plan
  if (!week) return { hours: Object.keys(days).length ? { ...team, extra: { ...team.extra, ...days } } : team, cut: [] }
  const zone = plan.zone ?? team.zone
  const special = Object.entries(team.extra).filter(([date, spans]) => spans.length > 0 && !Object.hasOwn(days, date))
  return {
    // A date with the team's own hours is left out of the week here, and comes back cut to them.
    hours: { zone, week, holidays: [...team.holidays, ...Object.keys(team.extra)], extra: days },
    cut: special.map(([date, spans]) => ({
      date,
      shift: { zone, week: NEVER, holidays: [], extra: { [date]: week[weekdayOf(date)] ?? [] } },
      team: { zone: team.zone, week: NEVER, holidays: [], extra: { [date]: spans } },
    })),
  }
}

/** Answers when somebody with this shift is there between two instants: in order, apart from each other, absences taken out. */
export function presenceOf(shift: Shift, absences: readonly WorkingInterval[], fromMs: number, toMs: number): WorkingInterval[] {
  const cut = shift.cut
    .filter(({ date }) => isNear(date, fromMs, toMs))
    .flatMap((day) => shared(workingIntervals(day.shift, fromMs, toMs), workingIntervals(day.team, fromMs, toMs)))
  return without(united([...workingIntervals(shift.hours, fromMs, toMs), ...cut]), absences)
}

/** Whether what begins on a date, in any zone, can reach into a window. */
function isNear(date: string, fromMs: number, toMs: number): boolean {
  const noonMs = Date.parse(`${date}T12:00Z`)
  return noonMs > fromMs - REACH_MS && noonMs < toMs + REACH_MS
}

/** What lies in both lists. */
function shared(some: readonly WorkingInterval[], others: readonly WorkingInterval[]): WorkingInterval[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ startMs: Math.max(one.startMs, other.startMs), endMs: Math.min(one.endMs, other.endMs) }))
      .filter(({ startMs, endMs }) => startMs < endMs),
  )
}

function united(intervals: WorkingInterval[]): WorkingInterval[] {
  const joined: { startMs: number; endMs: number }[] = []
  for (const { startMs, endMs } of intervals.sort((a, b) => a.startMs - b.startMs)) {
    const previous = joined.at(-1)
    if (previous && startMs <= previous.endMs) previous.endMs = Math.max(previous.endMs, endMs)
    else joined.push({ startMs, endMs })
  }
  return joined
}

/** What is left of stretches after holes are taken out; both in any order of holes. */
function without(stretches: readonly WorkingInterval[], holes: readonly WorkingInterval[]): WorkingInterval[] {
  let left = [...stretches]
  for (const hole of holes)
    left = left.flatMap(({ startMs, endMs }) => {
      if (hole.endMs <= startMs || hole.startMs >= endMs) return [{ startMs, endMs }]
      return [
        { startMs, endMs: hole.startMs },
        { startMs: hole.endMs, endMs },
      ].filter((part) => part.startMs < part.endMs)
    })
  return left
}
