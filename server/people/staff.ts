import type { RoleName, Staff } from '#contract/people.ts'
import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { hashed } from '#platform/secret.ts'
import * as store from './store.ts'

export interface NewStaff {
  email: string
  name: string
  role: RoleName
  teamIds: string[]
  takesCalls?: boolean
  languages?: Language[]
  passwordHash?: string
}

const invitationMs = 15 * 60_000

/** Adds a person; returns them. They sign in once they have chosen a password by an invitation. */
export async function addStaff(ctx: Context, input: NewStaff): Promise<Staff> {
  const staff = {
    id: newId('staff', ctx),
    email: input.email.toLowerCase(),
    name: input.name,
    role: input.role,
    passwordHash: input.passwordHash ?? null,
  }
  const known = new Set((await store.allTeams(ctx.db)).map(({ id }) => id))
  if (input.teamIds.some((id) => !known.has(id))) refuse('people.unknown_team')
  if (!(await store.insertStaff(ctx.db, staff, input.takesCalls ?? false, input.languages ?? ['en']))) refuse('people.email_taken')
  await store.joinTeams(ctx.db, staff.id, input.teamIds)
  await ctx.tell('people.staff_added', { staffId: staff.id, role: staff.role })
  return { id: staff.id, name: staff.name, email: staff.email, role: staff.role, teamIds: input.teamIds }
}

/** A link's token with which a person chooses their password: once, within a quarter of an hour. */
export async function invite(ctx: Context, staffId: string): Promise<string> {
  const token = ctx.random.bytes(24).toString('base64url')
  await store.insertInvitation(ctx.db, hashed(token), staffId, new Date(ctx.now.getTime() + invitationMs))
  return token
}

export const listStaff = async (ctx: Context): Promise<Staff[]> => (await store.allStaff(ctx.db)).map(staffView)

export const findStaff = async (ctx: Context, id: string): Promise<Staff | null> => {
  const row = await store.staffById(ctx.db, id)
  return row && staffView(row)
}

/** Names of people and keys by id, for histories and rows. */
export const namesOf = async (ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(ids.length ? (await store.namesOf(ctx.db, [...new Set(ids)])).map(({ id, name }) => [id, name]) : [])

export const chooseShortcuts = (ctx: Context, staffId: string, shortcuts: 'letters' | 'off') =>
  store.setShortcuts(ctx.db, staffId, shortcuts)

function staffView({ id, name, email, role, teamIds }: store.StaffRow): Staff {
  return { id, name, email, role, teamIds }
}

/** Who changed something last, by name: "Kept" where it was nobody of the staff. */
export const changerName = async (ctx: Context, id: string | null): Promise<string> => (id && (await namesOf(ctx, [id])).get(id)) || 'Kept'
