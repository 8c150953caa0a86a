import type { AbsenceReason, AbsenceView } from '#contract/working-time.ts'
import { actorId, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import * as store from './absence-store.ts'
import { absenceInstants, absenceWords } from './rules/absence-time.ts'
import { mayRecordAbsence } from './rules/may.ts'
import { lockPerson, shiftsOf } from './shift-store.ts'
import { findStaff } from './staff.ts'

const longestMs = 366 * 86_400_000

/** Records when somebody is away, in dates (the last one included) or local times of their zone. Refuses what overlaps another absence of theirs. */
export async function recordAbsence(
  ctx: Context,
  { staffId, from, until, reason }: { staffId: string; from: string; until: string; reason: AbsenceReason },
): Promise<AbsenceView> {
  if (!(await lockPerson(ctx.db, staffId))) refuse('not_found')
  const person = found(await shiftsOf(ctx.db, staffId))
  allow(mayRecordAbsence(ctx.actor, person))
  const { zone } = await store.zoneOf(ctx.db, staffId)
  const { startsAt, endsAt } = instantsOf(zone, from, until)
  const other = await store.overlapping(ctx.db, staffId, startsAt, endsAt)
  if (other) refuse('people.absence_overlaps', { name: person.name, ...wordsOf(other) })
  const row = { id: newId('absence', ctx), staffId, startsAt, endsAt, zone, reason }
  await store.insertAbsence(ctx.db, row, { now: ctx.now, by: actorId(ctx.actor) })
  await ctx.tell('people.absence_changed', { staffId, teamIds: person.teamIds, absent: true })
  return view(ctx, { ...row, name: person.name, teamIds: person.teamIds })
}

/** Takes an absence back: they are there after all. */
export async function removeAbsence(ctx: Context, id: string): Promise<void> {
  const absence = found(await store.absenceById(ctx.db, id))
  const person = found(await shiftsOf(ctx.db, absence.staffId))
  allow(mayRecordAbsence(ctx.actor, person))
  if (!(await store.deleteAbsence(ctx.db, id))) refuse('not_found')
  await ctx.tell('people.absence_changed', { staffId: absence.staffId, teamIds: person.teamIds, absent: false })
}

/** Who of a team is away between two instants, earliest first; why is told to themselves and to whoever plans their shifts. */
export const listAbsences = async (ctx: Context, { teamId, from, to }: { teamId: string; from: Date; to: Date }): Promise<AbsenceView[]> =>
  (await store.absencesOfTeam(ctx.db, teamId, from, to)).map((row) => view(ctx, row))

/** A person of ours who is not recorded as away now; null where they are, or where there is no such person. */
export async function staffPresent(ctx: Context, staffId: string): Promise<{ id: string; name: string } | null> {
  const person = await findStaff(ctx, staffId)
  const away = person && (await store.overlapping(ctx.db, staffId, ctx.now, new Date(ctx.now.getTime() + 1)))
  return person && !away ? { id: person.id, name: person.name } : null
}

function instantsOf(zone: string, from: string, until: string): { startsAt: Date; endsAt: Date } {
  const instants = absenceInstants(zone, from, until)
  if (!instants)
    refuse('people.bad_hours', { errors: [{ pointer: '/until', detail: 'The end lies after the beginning, and both are real dates.' }] })
  const { startsMs, endsMs } = instants
  if (endsMs - startsMs > longestMs)
    refuse('people.bad_hours', { errors: [{ pointer: '/until', detail: 'An absence lasts a year at most.' }] })
  return { startsAt: new Date(startsMs), endsAt: new Date(endsMs) }
}

const wordsOf = ({ zone, startsAt, endsAt }: store.AbsenceRow) => absenceWords(zone, startsAt.getTime(), endsAt.getTime())

function view(ctx: Context, row: store.TeamAbsence): AbsenceView {
  const { id, staffId, name, startsAt, endsAt, zone } = row
  const mayRemove = mayRecordAbsence(ctx.actor, { id: staffId, teamIds: row.teamIds }) === null
  return { id, staffId, name, startsAt, endsAt, zone, ...wordsOf(row), reason: mayRemove ? row.reason : null, mayRemove }
}
