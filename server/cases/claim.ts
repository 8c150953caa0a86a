import type { Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { introduce } from '#customers'
import { findStaff, listTeams, namesOf } from '#people'
import { findCase, lockCase } from './finding.ts'
import { mayAssign, mayClaim } from './rules/may.ts'
import * as store from './store.ts'

/** Claims a case in one atomic update; whoever comes second is told who has it. */
export async function claimCase(ctx: Context, caseId: string): Promise<void> {
  allow(mayClaim(ctx.actor))
  const it = await findCase(ctx, caseId)
  const me = 'id' in ctx.actor ? ctx.actor.id : ''
  if (it.ownerId === me) return
  if (!(await store.claim(ctx.db, caseId, me, ctx.now))) refuse('cases.already_claimed', { by: await ownerName(ctx, caseId) })
  await ctx.tell('case.claimed', { caseId, staffId: me })
}

/** Gives a case back to its team's queue. */
export async function unclaimCase(ctx: Context, caseId: string): Promise<void> {
  const it = await lockCase(ctx, caseId)
  if (it.ownerId === null) return
  allow(mayAssign(ctx.actor, it))
  await store.changeCase(ctx.db, caseId, ctx.now, { owner_id: null })
  await ctx.tell('case.handed_over', { caseId, from: it.ownerId, to: it.teamId })
}

/** Hands a case to a person or to a team's queue. A person from elsewhere becomes its guest. */
export async function handOver(
  ctx: Context,
  input: { caseId: string; to: { staffId: string } | { teamId: string }; version?: number | undefined },
): Promise<void> {
  const it = await lockCase(ctx, input.caseId)
  // Before the question of rights: whoever lost a race is told who won it, not that they may not.
  if (input.version !== undefined && input.version !== it.version)
    refuse('cases.stale', { version: it.version, by: await ownerName(ctx, it.id) })
  allow(mayAssign(ctx.actor, it))
  const to = 'staffId' in input.to ? await person(ctx, it.id, input.to.staffId) : await queue(ctx, it, input.to.teamId)
  await store.changeCase(ctx.db, it.id, ctx.now, to.change)
  await ctx.tell('case.handed_over', { caseId: it.id, from: it.ownerId ?? it.teamId, to: to.id })
}

/** Refuses an edit of something that somebody changed since it was read. */
export function ensureFresh(it: store.Case, version: number | undefined): void {
  if (version !== undefined && version !== it.version) refuse('cases.stale', { version: it.version })
}

async function person(ctx: Context, caseId: string, staffId: string) {
  const staff = (await findStaff(ctx, staffId)) ?? refuse('cases.unknown_owner')
  await store.addGuest(ctx.db, caseId, staff.id)
  return { id: staff.id, change: { owner_id: staff.id } }
}

async function queue(ctx: Context, { organisationId }: store.Case, teamId: string) {
  if (!(await listTeams(ctx)).some(({ id }) => id === teamId)) refuse('cases.unknown_owner')
  if (organisationId) await introduce(ctx, organisationId, teamId)
  return { id: teamId, change: { owner_id: null, team_id: teamId } }
}

async function ownerName(ctx: Context, caseId: string): Promise<string> {
  const { ownerId } = found(await store.caseById(ctx.db, caseId))
  return ownerId ? ((await namesOf(ctx, [ownerId])).get(ownerId) ?? '') : ''
}
