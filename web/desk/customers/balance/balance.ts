import type { Balance } from '#contract/review.ts'

export interface Count {
  asked: number
  promised: number
  kept: number
  broken: number
}

type Told = Pick<Balance, 'departments' | 'pairs'>
type Department = Told['departments'][number]

const nothing: Count = { asked: 0, promised: 0, kept: 0, broken: 0 }

/** What a department asked of a team; nothing where it never did. */
export function countOf({ pairs }: Pick<Told, 'pairs'>, organisationId: string, teamId: string): Count {
  return pairs.find((pair) => pair.organisationId === organisationId && pair.teamId === teamId) ?? nothing
}

/** Every two departments of which one asked the other, with both directions. */
export function relationsOf(told: Told): { one: Department; other: Department; there: Count; back: Count }[] {
  return told.departments.flatMap((one, index) =>
    told.departments.slice(index + 1).flatMap((other) => {
      const [there, back] = [countOf(told, one.id, other.team.id), countOf(told, other.id, one.team.id)]
      return [there, back].some(({ asked, promised }) => asked + promised > 0) ? [{ one, other, there, back }] : []
    }),
  )
}

/** What a department got as a customer of the others and gave as their company; what it asked of itself is neither. */
export function sidesOf(told: Told, { id, team }: Department): { got: Count; gave: Count } {
  const others = told.pairs.filter(({ organisationId, teamId }) => !(organisationId === id && teamId === team.id))
  return {
    got: sum(others.filter(({ organisationId }) => organisationId === id)),
    gave: sum(others.filter(({ teamId }) => teamId === team.id)),
  }
}

const sum = (counts: readonly Count[]): Count =>
  counts.reduce(
    (all, { asked, promised, kept, broken }) => ({
      asked: all.asked + asked,
      promised: all.promised + promised,
      kept: all.kept + kept,
      broken: all.broken + broken,
    }),
    nothing,
  )
