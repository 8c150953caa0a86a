import type { Balance } from '#contract/review.ts'
import { askedByDepartments } from '#cases'
import { departments } from '#customers'
import { listTeams } from '#people'
import { givenToDepartments } from '#promises'
import type { Context } from '#platform/context.ts'

/** Who asked whom among our departments in a span, what was promised for it, and how much of that was kept and broken: counts, both ways. */
export async function balanceOf(ctx: Context, span: { from: Date; to: Date }): Promise<Balance> {
  const [asked, given] = [await askedByDepartments(ctx, span), await givenToDepartments(ctx, span)]
  const pairs = new Map<string, Balance['pairs'][number]>()
  const pairOf = ({ organisationId, teamId }: { organisationId: string; teamId: string }) => {
    const key = `${organisationId} ${teamId}`
    const pair = pairs.get(key) ?? { organisationId, teamId, asked: 0, promised: 0, kept: 0, broken: 0 }
    pairs.set(key, pair)
    return pair
  }
  for (const row of asked) pairOf(row).asked = row.asked
  for (const row of given) Object.assign(pairOf(row), { promised: row.promised, kept: row.kept, broken: row.broken })
  const known = (await departments(ctx)).flatMap(({ id, name, team }) => (team ? [{ id, name, team }] : []))
  const serving = new Set([...known.map(({ team }) => team.id), ...[...pairs.values()].map(({ teamId }) => teamId)])
  const teams = (await listTeams(ctx)).filter(({ id }) => serving.has(id)).map(({ id, name }) => ({ id, name }))
  return { ...span, departments: known, teams, pairs: [...pairs.values()] }
}
