import type { ServiceOption } from '#contract/promises.ts'
import { calendarOf, listTeams, type Calendar } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { onceInRequest } from '#platform/once.ts'
import { found, refuse } from '#platform/refusal.ts'
import * as store from './option-store.ts'
import { RECORD, recordOf } from './rules/record.ts'
import { countsOfOptions } from './store.ts'

export interface NewOption {
  name: string
  form: store.OptionRow['form']
  /** Working minutes until a written answer, or minutes from now until the first call may begin. */
  minutes: number
  /** For calls: the minutes within which we dial. */
  windowMinutes?: number
  /** The share of such promises that are to be kept, 0 to 1. */
  level: number
  isDefault: boolean
  /** Whose option it is; null: every team's. */
  teamId: string | null
  /** What whoever does it must be able to do. */
  skill?: string | null
  /** Whether whoever does it must speak the customer's language; whoever calls always does. */
  inLanguage?: boolean
  /** Who may choose it: everybody, or customers whose address is proven. */
  choosers?: 'everyone' | 'proven'
}

/** Adds an entry to the menu promises are offered from; returns its id. */
export async function addOption(ctx: Context, option: NewOption): Promise<string> {
  if (option.teamId !== null && !(await listTeams(ctx)).some(({ id }) => id === option.teamId)) refuse('not_found')
  const id = newId('option', ctx)
  const row = { ...plain, ...option, id }
  refuseUnfit(row)
  await store.insertOption(ctx.db, row)
  if (row.isDefault) await store.unsetDefaults(ctx.db, id, row.teamId)
  await ctx.tell('promise.option_changed', { optionId: id, before: null, after: said(row) })
  return id
}

/** How an entry is where nobody says otherwise. */
export const plain = { windowMinutes: 0, skill: null, inLanguage: false, choosers: 'everyone' as const, active: true, version: 1 }

/** What each team can write in an hour with everybody there. */
export async function listCapacities(ctx: Context): Promise<{ teamId: string; name: string; answersPerHour: number | null }[]> {
  const set = new Map((await store.allCapacities(ctx.db)).map(({ teamId, answersPerHour }) => [teamId, answersPerHour]))
  return (await listTeams(ctx)).map(({ id, name }) => ({ teamId: id, name, answersPerHour: set.get(id) ?? null }))
}

/** Says how many written answers a team can give in an hour of its working time. */
export async function setCapacity(ctx: Context, { teamId, answersPerHour }: { teamId: string; answersPerHour: number }): Promise<void> {
  if (!(await listTeams(ctx)).some(({ id }) => id === teamId)) refuse('not_found')
  await store.setCapacity(ctx.db, teamId, answersPerHour)
  await store.beginSnapshot(ctx.db, teamId)
  await ctx.tell('promise.capacity_set', { teamId, answersPerHour })
}

/** The whole menu, in its order, each with its record; an option of all teams has the team id ''. */
export async function listOptions(ctx: Context): Promise<ServiceOption[]> {
  const rows = await store.allOptions(ctx.db)
  const counts = await countsOfOptions(
    ctx.db,
    rows.map(({ id }) => id),
    RECORD.last,
  )
  return rows.map((row) => {
    const count = counts.find(({ optionId }) => optionId === row.id)
    return { ...row, teamId: row.teamId ?? '', record: count ? recordOf(count.kept, count.total) : null }
  })
}

export type ChangeOption = Omit<store.OptionRow, 'teamId' | 'form'>

/** Changes an entry of the menu; refuses `promises.option_changed` when somebody else changed it since it was read. Promises given stand. */
export async function changeOption(ctx: Context, change: ChangeOption): Promise<void> {
  const before = found(await store.lockOption(ctx.db, change.id))
  const after = { ...before, ...change }
  refuseUnfit(after)
  // Every team without a default of its own lives by the one of all teams: it goes to another entry, it does not go away.
  if (before.isDefault && !after.isDefault && before.teamId === null) refuse('promises.default_unfit')
  if (before.version !== change.version || !(await store.saveOption(ctx.db, after)))
    refuse('promises.option_changed', { version: before.version })
  if (after.isDefault) await store.unsetDefaults(ctx.db, after.id, after.teamId)
  await ctx.tell('promise.option_changed', { optionId: after.id, before: said(before), after: said(after) })
}

/** Every team needs a written answer that runs until the customer chooses, and a call needs a window. */
function refuseUnfit({ isDefault, active, form, windowMinutes }: store.OptionRow): void {
  if (isDefault && (!active || form !== 'written')) refuse('promises.default_unfit')
  if (form === 'call' && windowMinutes < 1) refuse('promises.needs_window')
}

function said({ name, minutes, windowMinutes, level, active, isDefault, skill, inLanguage, choosers }: store.OptionRow) {
  return { name, minutes, windowMinutes, level, active, isDefault, skill, inLanguage, choosers }
}

/** What a team offers from, and when it works. */
export interface Menu {
  options: store.OptionRow[]
  calendar: Calendar
}

/** The active menu of a team. Asked for several times in one request it is read once. */
export const menuOf = (ctx: Context, teamId: string): Promise<Menu> => menus(ctx, teamId, () => readMenu(ctx, teamId))

/** Whether the menu of a team has calls that anybody may choose. */
export const offersCalls = async (ctx: Context, teamId: string): Promise<boolean> =>
  (await menuOf(ctx, teamId)).options.some(({ form, choosers }) => form === 'call' && choosers === 'everyone')

const menus = onceInRequest<Menu>()

async function readMenu(ctx: Context, teamId: string): Promise<Menu> {
  const options = await store.optionsOfTeam(ctx.db, teamId)
  return { options, calendar: await calendarOf(ctx, teamId) }
}
