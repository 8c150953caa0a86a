import type { ListCases } from '#contract/cases.ts'
import type { List } from '#contract/wire.ts'
import { actorId, type Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { searchQuery } from './rules/search.ts'
import { readNumber } from './rules/number.ts'
import * as store from './store.ts'

/** A part of the cases an actor may see, by danger of their promises or newest first. */
export async function listCases(ctx: Context, wish: ListCases): Promise<List<store.CaseListed>> {
  const number = readNumber(wish.q ?? '')
  if (number !== null) return { items: await byNumber(ctx, number), nextCursor: null }
  const q = wish.q ? searchQuery(wish.q) : null
  if (wish.q && !q) return { items: [], nextCursor: null }
  const sort = q ? 'newest' : wish.sort
  const rows = await store.listCases(
    ctx.db,
    ctx.actor,
    { ...filterOf(ctx, wish), q, sort, after: readCursor(wish.cursor, sort), limit: wish.limit + 1 },
    ctx.now,
  )
  const items = rows.slice(0, wish.limit)
  const last = items.at(-1)
  const more = rows.length > wish.limit && last
  return { items, nextCursor: more ? Buffer.from(JSON.stringify([last.sortText, last.id])).toString('base64url') : null }
}

/** How many cases each part of the inbox holds. */
export async function countCases(ctx: Context): Promise<store.CountRow & { teams: Record<string, number> }> {
  const [row, teams] = [await store.countCases(ctx.db, ctx.actor, ctx.now), await store.countByTeam(ctx.db, ctx.actor)]
  return { ...row, teams: Object.fromEntries(teams.map(({ teamId, count }) => [teamId, count])) }
}

function filterOf(ctx: Context, wish: ListCases) {
  const me = actorId(ctx.actor)
  return {
    state: wish.state ?? null,
    kind: wish.kind ?? null,
    teamId: wish.team ?? null,
    customerId: wish.customer ?? null,
    organisationId: wish.organisation ?? null,
    projectId: wish.project ?? null,
    productId: wish.product ?? null,
    openedFrom: wish.openedFrom ? new Date(wish.openedFrom) : null,
    openedTo: wish.openedTo ? new Date(wish.openedTo) : null,
    section: wish.section ?? null,
    ownerId: wish.owner === 'me' ? me : wish.owner === 'none' ? null : (wish.owner ?? null),
    unowned: wish.owner === 'none',
  }
}

async function byNumber(ctx: Context, number: number): Promise<store.CaseListed[]> {
  const it = await store.listedCase(ctx.db, { number })
  return it && (await store.visibleIds(ctx.db, ctx.actor, [it.id])).length ? [it] : []
}

/** A cursor of the same order; one of another order, or an invented one, is refused. */
function readCursor(text: string | undefined, sort: ListCases['sort']): { at: string; id: string } | null {
  if (!text) return null
  const [at, id] = parsed(text)
  const form = sort === 'due' ? /^[\d :+.-]{10,40}$/ : /^$/
  return typeof at === 'string' && form.test(at) && typeof id === 'string' ? { at, id } : refuse('bad_request')
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
