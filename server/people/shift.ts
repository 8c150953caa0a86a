import type { ShiftsView, SpanText, SpecialDay } from '#contract/working-time.ts'
import type { Language } from '#contract/wire.ts'
import { actorId, type Context } from '#platform/context.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import { hoursFaults } from './rules/calendar-fault.ts'
import { mayPlan, mayRecordAbsence } from './rules/may.ts'
import * as store from './shift-store.ts'
import { changerName } from './staff.ts'

export interface Shifts {
  zone: string | null
  week: SpanText[][] | null
  days: SpecialDay[]
}

/** The people of a team by name, with the week each works, single days, and what they can do. */
export const listShifts = async (ctx: Context, teamId: string): Promise<ShiftsView[]> =>
  (await store.shiftsOfTeam(ctx.db, teamId)).map((row) => view(ctx, row))

/** Changes a person's shifts as a whole; a week of null has them follow their team. Refuses when they changed since `version`. */
export async function changeShifts(
  ctx: Context,
  staffId: string,
  { version, ...shifts }: Shifts & { version: number },
): Promise<ShiftsView> {
  const person = await heldPerson(ctx, staffId)
  if (person.version !== version)
    refuse('people.changed_meanwhile', { version: person.version, by: await changerName(ctx, person.changedBy) })
  const errors = hoursFaults(shifts)
  if (errors.length) refuse('people.bad_hours', { errors })
  const { week } = shifts
  const days = shifts.days.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const fresh = { ...person, week, days, zone: week ? shifts.zone : null, version: version + 1 }
  await store.saveShifts(ctx.db, staffId, fresh, { now: ctx.now, by: actorId(ctx.actor) })
  await ctx.tell('people.shifts_changed', { staffId, teamIds: person.teamIds })
  return view(ctx, fresh)
}

/** Says what a person can do: skills in short words (kept in small letters), languages, whether they take calls. */
export async function changeAbilities(
  ctx: Context,
  staffId: string,
  { skills, languages, takesCalls }: { skills: string[]; languages: Language[]; takesCalls: boolean },
): Promise<ShiftsView> {
  const person = await heldPerson(ctx, staffId)
  const able = { skills: [...new Set(skills.map((skill) => skill.toLowerCase()))].sort(), languages: [...new Set(languages)], takesCalls }
  await store.saveAbilities(ctx.db, staffId, able)
  await ctx.tell('people.shifts_changed', { staffId, teamIds: person.teamIds })
  return view(ctx, { ...person, ...able })
}

/** Every skill somebody here has, in order. */
export const listSkills = async (ctx: Context): Promise<string[]> => (await store.allSkills(ctx.db)).map(({ skill }) => skill)

async function heldPerson(ctx: Context, staffId: string): Promise<store.ShiftRow> {
  if (!(await store.lockPerson(ctx.db, staffId))) refuse('not_found')
  const person = found(await store.shiftsOf(ctx.db, staffId))
  allow(mayPlan(ctx.actor, person))
  return person
}

function view(ctx: Context, row: store.ShiftRow): ShiftsView {
  const { id, name, role, skills, languages, takesCalls, zone, week, days, version } = row
  return {
    staffId: id,
    name,
    role,
    skills,
    languages,
    takesCalls,
    zone,
    week,
    days,
    version,
    mayChange: mayPlan(ctx.actor, row) === null,
    mayAbsent: mayRecordAbsence(ctx.actor, row) === null,
  }
}
