import type { Calendar } from './rules/calendar.ts'
import type { Team } from '#contract/people.ts'
import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { found } from '#platform/refusal.ts'
import { calendarById, calendarText } from './calendar-store.ts'
import { calendarFrom } from './rules/day-plan.ts'
import * as store from './store.ts'

/** All teams by name. */
export const listTeams = (ctx: Context): Promise<Team[]> => store.allTeams(ctx.db)

/** Who of a team takes calls, with the languages they speak. */
export const listCallers = (ctx: Context, teamId: string): Promise<{ id: string; languages: Language[] }[]> =>
  store.callersOf(ctx.db, teamId)

/** The languages somebody of each team speaks, and those that somebody who takes calls does. */
export const languagesOfTeams = (ctx: Context): Promise<{ teamId: string; inWriting: Language[]; byCall: Language[] }[]> =>
  store.languagesOfTeams(ctx.db)

/** Adds a team that works by a calendar; returns its id. */
export async function addTeam(ctx: Context, { name, calendarId }: { name: string; calendarId: string }): Promise<string> {
  const id = newId('team', ctx)
  await store.insertTeam(ctx.db, { id, name }, calendarId)
  return id
}

/** The working time of a team. Equal hours are one object, so that what was computed for them stays with them. */
export async function calendarOf(ctx: Pick<Context, 'db'>, teamId: string): Promise<Calendar> {
  return hoursOf(found(await calendarText(ctx.db, teamId)).text)
}

/** Working time from its text as `hoursText` gives it. */
export function hoursOf(text: string): Calendar {
  let calendar = calendars.get(text)
  if (!calendar) {
    if (calendars.size >= 500) calendars.clear()
    calendar = JSON.parse(text) as Calendar
    calendars.set(text, calendar)
  }
  return calendar
}

const calendars = new Map<string, Calendar>()

/** A calendar as it is now, by name and as a text of its working time that others may keep; null when there is none. */
export async function hoursText(ctx: Pick<Context, 'db'>, calendarId: string): Promise<{ name: string; text: string } | null> {
  const row = await calendarById(ctx.db, calendarId)
  return row && { name: row.name, text: JSON.stringify(calendarFrom(row, row.placeDays)) }
}
