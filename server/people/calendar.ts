import type { CalendarContent, CalendarPreview, CalendarView, Place } from '#contract/working-time.ts'
import { actorId, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, found, refuse } from '#platform/refusal.ts'
import * as store from './calendar-store.ts'
import { isPlace, placeDays, yearsHeld } from './place.ts'
import { calendarFaults, type HoursFault } from './rules/calendar-fault.ts'
import { calendarFrom, daysAhead } from './rules/day-plan.ts'
import { mayChangeCalendars } from './rules/may.ts'
import { changerName, namesOf } from './staff.ts'

const daysShown = 14

type Statement = Omit<CalendarContent, 'place' | 'openOn' | 'days'> &
  Partial<Pick<CalendarContent, 'openOn' | 'days'>> & { place?: Place | null }

/** Adds working time with the holidays of its place laid in; returns its id. Refuses what cannot be worked with, fault by fault. */
export async function addCalendar(ctx: Context, statement: Statement): Promise<string> {
  allow(mayChangeCalendars(ctx.actor))
  const content = whole(statement)
  await ensureRight(content)
  const row = { ...(await laidIn(ctx, content)), id: newId('calendar', ctx), ...touched(ctx) }
  await store.insertCalendar(ctx.db, row, calendarFrom(row, row.placeDays))
  await ctx.tell('people.calendar_changed', { calendarId: row.id })
  return row.id
}

/** Changes a calendar as a whole. Refuses when it was changed since `version` was read, and says by whom. */
export async function changeCalendar(
  ctx: Context,
  id: string,
  { version, ...content }: CalendarContent & { version: number },
): Promise<void> {
  allow(mayChangeCalendars(ctx.actor))
  const current = found(await store.lockCalendar(ctx.db, id))
  if (current.version !== version)
    refuse('people.changed_meanwhile', { version: current.version, by: await changerName(ctx, current.changedBy) })
  await ensureRight(content)
  const row = { ...(await laidIn(ctx, content)), id, version: version + 1, ...touched(ctx) }
  await store.updateCalendar(ctx.db, row, calendarFrom(row, row.placeDays))
  await ctx.tell('people.calendar_changed', { calendarId: id })
}

/** Has a team work by a calendar. */
export async function assignCalendar(ctx: Context, { teamId, calendarId }: { teamId: string; calendarId: string }): Promise<void> {
  allow(mayChangeCalendars(ctx.actor))
  // Held, so that it is not removed meanwhile.
  if (!(await store.lockCalendar(ctx.db, calendarId))) refuse('people.unknown_calendar')
  if (!(await store.setTeamCalendar(ctx.db, teamId, calendarId))) refuse('not_found')
  await ctx.tell('people.calendar_changed', { calendarId })
}

/** Removes a calendar by which no team works. */
export async function removeCalendar(ctx: Context, id: string): Promise<void> {
  allow(mayChangeCalendars(ctx.actor))
  found(await store.lockCalendar(ctx.db, id))
  const teams = (await store.teamsByCalendar(ctx.db)).filter(({ calendarId }) => calendarId === id)
  if (teams.length) refuse('people.calendar_in_use', { teams: teams.map(({ name }) => name).join(', ') })
  await store.deleteCalendar(ctx.db, id)
  await ctx.tell('people.calendar_changed', { calendarId: id })
}

/** All calendars by name, with the teams that work by them. */
export async function listCalendars(ctx: Context): Promise<CalendarView[]> {
  const [rows, teams] = [await store.allCalendars(ctx.db), await store.teamsByCalendar(ctx.db)]
  const names = await namesOf(
    ctx,
    rows.flatMap(({ changedBy }) => changedBy ?? []),
  )
  return rows.map((row) => view(ctx, row, teams, names))
}

/** One calendar with everything that was stated. */
export async function readCalendar(ctx: Context, id: string): Promise<CalendarView> {
  const row = found(await store.calendarById(ctx.db, id))
  return view(ctx, row, await store.teamsByCalendar(ctx.db), await namesOf(ctx, row.changedBy ? [row.changedBy] : []))
}

/** What a calendar would mean if it were saved: its faults, its next two weeks, the coming holidays of its place. Changes nothing. */
export async function previewCalendar(ctx: Context, content: CalendarContent): Promise<CalendarPreview> {
  const faults = await faultsOf(content)
  const days = content.place && !faults.some(({ pointer }) => pointer === '/place') ? await heldDays(ctx, content.place) : []
  const today = ctx.now.toISOString().slice(0, 10)
  const holidays = days.filter(({ date }) => date >= today)
  if (faults.length) return { faults, days: [], holidays }
  const firstDate = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(content.zone).toPlainDate().toString()
  const ahead = daysAhead(calendarFrom(content, days), content, days, { firstDate, count: daysShown })
  return {
    faults,
    days: ahead.map((day) => ({ ...day, spans: day.spans.map(([start, end]): [string, string] => [start, end]) })),
    holidays,
  }
}

/** Lays the holidays of the present years into calendars that hold older ones; returns how many. */
export async function renewHolidays(ctx: Context): Promise<number> {
  const rows = await store.lockOutdated(ctx.db, ctx.now.getUTCFullYear())
  for (const row of rows) {
    const fresh = { ...row, ...(await laidIn(ctx, whole({ ...row, place: placeOf(row) }))) }
    await store.updateCalendar(ctx.db, fresh, calendarFrom(fresh, fresh.placeDays))
    await ctx.tell('people.calendar_changed', { calendarId: row.id })
  }
  return rows.length
}

async function ensureRight(content: CalendarContent): Promise<void> {
  const errors = await faultsOf(content)
  if (errors.length) refuse('people.bad_hours', { errors })
}

async function faultsOf(content: CalendarContent): Promise<HoursFault[]> {
  const isKnown = !content.place || (await isPlace(content.place))
  return [...calendarFaults(content), ...(isKnown ? [] : [{ pointer: '/place', detail: 'No holidays are known of this place.' }])]
}

/** What a statement becomes in its row, the holidays of its place included. */
async function laidIn(ctx: Context, { place, name, zone, week, openOn, days }: CalendarContent) {
  const year = ctx.now.getUTCFullYear()
  const stated = { name, zone, week, openOn, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
  if (!place) return { ...stated, country: null, region: null, placeDays: [], placedYear: null }
  return { ...stated, country: place.country, region: place.region, placeDays: await heldDays(ctx, place), placedYear: year }
}

const heldDays = (ctx: Context, place: Place) => placeDays(place, yearsHeld(ctx.now.getUTCFullYear()))
const whole = ({ place = null, openOn = [], days = [], name, zone, week }: Statement): CalendarContent => ({
  name,
  zone,
  week,
  place,
  openOn,
  days,
})
const placeOf = ({ country, region }: store.CalendarRow) => (country ? { country, region } : null)
const touched = ({ actor, now }: Context) => ({ changedAt: now, changedBy: actorId(actor) })

function view(
  ctx: Context,
  row: store.CalendarRow,
  teams: readonly { id: string; name: string; calendarId: string }[],
  names: ReadonlyMap<string, string>,
): CalendarView {
  const { id, name, zone, week, openOn, days, version, changedAt, changedBy } = row
  const today = ctx.now.toISOString().slice(0, 10)
  return {
    id,
    name,
    zone,
    week,
    openOn,
    days,
    version,
    changedAt,
    place: placeOf(row),
    changedBy: (changedBy && names.get(changedBy)) ?? null,
    holidays: row.placeDays.filter(({ date }) => date >= today),
    teams: teams.filter(({ calendarId }) => calendarId === id).map((team) => ({ id: team.id, name: team.name })),
    mayChange: mayChangeCalendars(ctx.actor) === null,
  }
}
