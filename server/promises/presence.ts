import { calendarOf, listCallers, workingIntervals } from '#people'
import type { Context } from '#platform/context.ts'
import type { Person } from './rules/ability.ts'

/** Who of a team is there when, known until an instant. */
export interface People {
  people: Person[]
  untilMs: number
}

const daysAhead = 28

/** Who of a team is there in the coming weeks; null for a team without people, whose calendar then stands for everybody. */
export async function peopleOf(ctx: Context, teamId: string): Promise<People | null> {
  const callers = await listCallers(ctx, teamId)
  const fromMs = ctx.now.getTime()
  const untilMs = fromMs + daysAhead * 86_400_000
  const stretches = workingIntervals(await calendarOf(ctx, teamId), fromMs, untilMs)
  return { people: callers.map(({ id, languages }) => ({ staffId: id, takesCalls: true, skills: [], languages, stretches })), untilMs }
}
