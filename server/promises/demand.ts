import type { Case } from '#cases'
import type { Demand, DemandGroup, DemandOutcome, DemandSummary } from '#contract/demands.ts'
import { numberText } from '#cases'
import { elapsedWorking, listTeams, namesOf } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import * as store from './demand-store.ts'
import { menuOf } from './option.ts'
import type { Meant } from './meaning.ts'
import { groupOf, groupsOf, leadOf, localOf } from './rules/demand.ts'

const windowMs = 90 * 86_400_000
const mostGroups = 200

/** Writes down that a customer asked for something else than was offered, and what they got; counted under its groups from now on. */
export async function recordDemand(
  ctx: Context,
  it: Case,
  { meant, language, outcome, bestAt }: { meant: Meant; language: string | null; outcome: DemandOutcome; bestAt: Date | null },
): Promise<void> {
  const { form, at, words, personId, place, zone } = meant
  const { calendar } = await menuOf(ctx, it.teamId)
  const local = at ? localOf(at.getTime(), zone) : { weekday: null, hour: null }
  const leadMinutes = at ? leadOf(elapsedWorking(calendar, ctx.now.getTime(), at.getTime())) : null
  const asked = { form, teamId: it.teamId, ...local, leadMinutes, personId, place, language }
  await store.insertDemand(ctx.db, {
    ...asked,
    id: newId('demand', ctx),
    caseId: it.id,
    customerId: it.customerId,
    productId: it.productId,
    organisationId: it.organisationId,
    askedAt: at,
    words,
    bestAt,
    outcome,
    groups: groupsOf(asked),
    madeAt: ctx.now,
  })
}

/** What was asked for in a stretch of time (the last ninety days unless told), in groups, most people first, 200 at most. */
export async function demandSummary(ctx: Context, asked: { from?: string | undefined; to?: string | undefined }): Promise<DemandSummary> {
  const { from, to } = stretchOf(ctx, asked)
  const counts = await store.countGroups(ctx.db, { from, to, limit: mostGroups })
  const teams = new Map((await listTeams(ctx)).map(({ id, name }) => [id, name]))
  const groups = counts.flatMap((count) => {
    const group = groupOf(count.key)
    return group ? [{ count, group }] : []
  })
  const people = await namesOf(
    ctx,
    groups.flatMap(({ group }) => (group.kind === 'person' && group.of ? [group.of] : [])),
  )
  return { from, to, groups: groups.map(({ count, group }) => viewGroup(ctx, count, group, { teams, people })) }
}

/** Who asked, latest first, of one group where its key is given. */
export async function listDemands(
  ctx: Context,
  asked: { from?: string | undefined; to?: string | undefined; group?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Demand[]; nextCursor: string | null }> {
  const { from, to } = stretchOf(ctx, asked)
  const rows = await store.listDemands(ctx.db, {
    from,
    to,
    group: asked.group ?? null,
    after: afterOf(asked.cursor),
    limit: asked.limit + 1,
  })
  const items = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? items.at(-1) : undefined
  return {
    items: items.map(
      ({ id, caseId, caseNumber, customer, form, askedAt, leadMinutes, words, place, bestAt, outcome, madeAt, changeId }) => ({
        id,
        caseId,
        caseNumber: numberText(caseNumber),
        customer,
        form,
        askedAt,
        leadMinutes,
        words,
        place,
        bestAt,
        outcome,
        madeAt,
        changeId,
      }),
    ),
    nextCursor: last ? Buffer.from(JSON.stringify([last.atText, last.id])).toString('base64url') : null,
  }
}

/** From when until when demands are looked at; refuses an end before its beginning. */
export function stretchOf(ctx: Context, { from, to }: { from?: string | undefined; to?: string | undefined }): { from: Date; to: Date } {
  const until = to ? new Date(to) : ctx.now
  const since = from ? new Date(from) : new Date(until.getTime() - windowMs)
  return since <= until ? { from: since, to: until } : refuse('bad_request')
}

function viewGroup(
  ctx: Context,
  { key, asked, times, granted, waiting, lastAt }: store.GroupCount,
  { of, ...group }: NonNullable<ReturnType<typeof groupOf>>,
  { teams, people }: { teams: ReadonlyMap<string, string>; people: ReadonlyMap<string, string> },
): DemandGroup {
  const languages = new Intl.DisplayNames([ctx.t.language], { type: 'language' })
  const name = of && (group.kind === 'person' ? (people.get(of) ?? null) : group.kind === 'language' ? (languages.of(of) ?? of) : of)
  return {
    key,
    ...group,
    team: group.teamId ? (teams.get(group.teamId) ?? null) : null,
    personId: group.kind === 'person' ? of : null,
    name,
    asked,
    times,
    granted,
    waiting,
    lastAt,
  }
}

function afterOf(cursor: string | undefined): [string, string] | null {
  if (!cursor) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [at, id] = Array.isArray(read) ? read : []
    return typeof at === 'string' && /^\d{4}-\d\d-\d\d [\d:.+-]+$/.test(at) && typeof id === 'string' ? [at, id] : refuse('bad_request')
  } catch {
    return refuse('bad_request')
  }
}
