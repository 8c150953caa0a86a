import type { ListCases } from '#contract/cases.ts'
import type { List } from '#contract/wire.ts'
import { actorId, type Context } from '#platform/context.ts'
import { found, refuse } from '#platform/refusal.ts'
import { searchQuery } from './rules/search.ts'
import { readNumber } from './rules/number.ts'
import * as listing from './listing-store.ts'
import * as store from './store.ts'

/** The sections of the inbox in the order in which the desk works. */
const sections: readonly listing.Section[] = ['emergency', 'late', 'hour', 'later', 'waiting']

/** A part of the cases an actor may see: by danger of their promises, in the order of work, or newest first. */
export async function listCases(ctx: Context, wish: ListCases): Promise<List<store.CaseListed>> {
  const number = readNumber(wish.q ?? '')
  if (number !== null) return { items: await byNumber(ctx, number), nextCursor: null }
  const q = wish.q ? searchQuery(wish.q) : null
  if (wish.q && !q) return { items: [], nextCursor: null }
  const filter = { ...filterOf(ctx, wish), q }
  const isWork = wish.sort === 'work' && !q && !wish.section && (!wish.state || wish.state === 'open' || wish.state === 'answered')
  if (isWork) return inOrderOfWork(ctx, filter, wish)
  const sort = q || wish.sort === 'newest' ? 'newest' : orderIn(wish.section ?? null)
  const after = readCursor(wish.cursor, sort)
  const rows = await listing.listCases(ctx.db, ctx.actor, { ...filter, sort, after, limit: wish.limit + 1 }, ctx.now)
  const items = rows.slice(0, wish.limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > wish.limit && last ? cursorText([last.sortText, last.id]) : null }
}

/** How many cases of its team come before one, `most` at most: emergencies as they were raised, then what is due sooner. The caller has found the case. */
export async function casesBefore(ctx: Context, caseId: string, most: number): Promise<number> {
  const place = found(await listing.placeOf(ctx.db, caseId))
  return (await listing.casesBefore(ctx.db, place, most)).count
}

/** How many cases each part of the inbox holds. */
export async function countCases(ctx: Context): Promise<listing.CountRow & { teams: Record<string, number> }> {
  const [row, teams] = [await listing.countCases(ctx.db, ctx.actor, ctx.now), await listing.countByTeam(ctx.db, ctx.actor)]
  return { ...row, teams: Object.fromEntries(teams.map(({ teamId, count }) => [teamId, count])) }
}

/** One section after another, each in its own order; every page goes by the clock of the first. */
async function inOrderOfWork(ctx: Context, filter: Filter, { cursor, limit }: ListCases): Promise<List<store.CaseListed>> {
  const start = readPlace(cursor, ctx.now)
  const found: { row: store.CaseListed; section: listing.Section }[] = []
  for (const section of sections.slice(sections.indexOf(start.section))) {
    const after = section === start.section ? start.after : null
    const wanted = { ...filter, section, sort: orderIn(section), after, limit: limit + 1 - found.length }
    found.push(...(await listing.listCases(ctx.db, ctx.actor, wanted, start.now)).map((row) => ({ row, section })))
    if (found.length > limit) break
  }
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const more = found.length > limit && last
  return {
    items: shown.map(({ row }) => row),
    nextCursor: more ? cursorText([last.row.sortText, last.row.id, last.section, start.now.getTime()]) : null,
  }
}

/** What does not press yet goes by weight, all else by what is due first. */
const orderIn = (section: listing.Section | null): 'weight' | 'due' => (section === 'later' ? 'weight' : 'due')

type Filter = ReturnType<typeof filterOf> & { q: string | null }

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

const cursorForms = { due: /^\d[\d :+.-]{9,39}$/, weight: /^[123] \d[\d :+.-]{9,39}$/, newest: /^$/ }

/** A cursor of the same order; one of another order, or an invented one, is refused. */
function readCursor(text: string | undefined, sort: listing.CaseFilter['sort']): { at: string; id: string } | null {
  if (!text) return null
  const place = parsed(text)
  return place.length === 2 ? placeOf(place, sort) : refuse('bad_request')
}

/** Where a page of the order of work begins, and by which clock. */
function readPlace(text: string | undefined, now: Date): { section: listing.Section; after: listing.CaseFilter['after']; now: Date } {
  if (!text) return { section: 'emergency', after: null, now }
  const place = parsed(text)
  const section = sections.find((name) => name === place[2]) ?? refuse('bad_request')
  const atMs = place[3]
  if (typeof atMs !== 'number' || !(Math.abs(atMs) < 8e15)) return refuse('bad_request')
  return { section, after: placeOf(place, orderIn(section)), now: new Date(atMs) }
}

function placeOf([at, id]: unknown[], sort: listing.CaseFilter['sort']): { at: string; id: string } {
  return typeof at === 'string' && cursorForms[sort].test(at) && typeof id === 'string' ? { at, id } : refuse('bad_request')
}

const cursorText = (place: readonly unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url')

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
