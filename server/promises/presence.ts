import { presencesOf } from '#people'
import type { Context } from '#platform/context.ts'
import { onceInRequest } from '#platform/once.ts'
import type { Person } from './rules/ability.ts'

/** Who of a team is there when, known until an instant. */
export interface People {
  people: Person[]
  untilMs: number
}

const daysAhead = 28

/**
 * Who of a team is there in the coming four weeks; null for a team without people, whose calendar then stands for everybody. Asked for several
 * times in one request it is read once.
 */
export const peopleOf = (ctx: Context, teamId: string): Promise<People | null> => there(ctx, teamId, () => readPeople(ctx, teamId))

const there = onceInRequest<People | null>()

async function readPeople(ctx: Context, teamId: string): Promise<People | null> {
  const fromMs = ctx.now.getTime()
  const untilMs = fromMs + daysAhead * 86_400_000
  const people = await presencesOf(ctx, { teamId, fromMs, toMs: untilMs })
  return people.length ? { people: people.map(personOf), untilMs } : null
}

const personOf = ({ staffId, takesCalls, skills, languages, stretches }: Person): Person => ({
  staffId,
  takesCalls,
  skills,
  languages,
  stretches,
})
