import type { SpanText, SpecialDay } from '#contract/working-time.ts'
import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { awayOfTeam } from './absence-store.ts'
import type { Calendar, WorkingInterval } from './rules/calendar.ts'
import { presenceOf, type Shift, shiftOf } from './rules/presence.ts'
import { plansOfTeam } from './shift-store.ts'
import { calendarOf } from './team.ts'

/** Who is there when, with what they can do. */
export interface Presence {
  staffId: string
  name: string
  skills: string[]
  languages: Language[]
  takesCalls: boolean
  stretches: WorkingInterval[]
}

/**
 * The people of a team by name, and when each is there between two instants: their shifts or the team's hours, without holidays and absences.
 * Three statements however many they are; what is computed of equal plans is kept.
 */
export async function presencesOf(
  ctx: Pick<Context, 'db'>,
  { teamId, fromMs, toMs }: { teamId: string; fromMs: number; toMs: number },
): Promise<Presence[]> {
  const team = await calendarOf(ctx, teamId)
  const people = await plansOfTeam(ctx.db, teamId)
  const absences = Map.groupBy(await awayOfTeam(ctx.db, teamId, new Date(fromMs), new Date(toMs)), ({ staffId }) => staffId)
  return people.map(({ id, name, skills, languages, takesCalls, plan }) => {
    const away = (absences.get(id) ?? []).map(({ startsAt, endsAt }) => ({ startMs: startsAt.getTime(), endMs: endsAt.getTime() }))
    return { staffId: id, name, skills, languages, takesCalls, stretches: presenceOf(shiftFor(team, plan), away, fromMs, toMs) }
  })
}

const mostPlans = 2_000
let plans = 0
let shifts = new WeakMap<Calendar, Map<string, Shift>>()

/** Equal plans of one team are one shift, so that its computed hours stay with it. */
function shiftFor(team: Calendar, plan: string | null): Shift {
  if (plan === null) return shiftOf(team, null)
  if (plans >= mostPlans) [plans, shifts] = [0, new WeakMap()]
  const known = shifts.get(team) ?? new Map<string, Shift>()
  shifts.set(team, known)
  const kept = known.get(plan)
  if (kept) return kept
  const { days, ...stated } = JSON.parse(plan) as { zone: string | null; week: SpanText[][] | null; days: SpecialDay[] }
  const shift = shiftOf(team, { ...stated, days: Object.fromEntries(days.map(({ date, hours }) => [date, hours])) })
  known.set(plan, shift)
  plans++
  return shift
}
