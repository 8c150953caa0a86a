import type { ServiceOption } from '#contract/promises.ts'
import { calendarOf, type Calendar } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import * as store from './option-store.ts'

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
  const id = newId('option', ctx)
  const plain = { windowMinutes: 0, skill: null, inLanguage: false, choosers: 'everyone' as const, active: true, version: 1 }
  await store.insertOption(ctx.db, { ...plain, ...option, id })
  return id
}

/** Says how many written answers a team can give in an hour of its working time. */
export async function setCapacity(ctx: Context, { teamId, answersPerHour }: { teamId: string; answersPerHour: number }): Promise<void> {
  await store.setCapacity(ctx.db, teamId, answersPerHour)
  await store.beginSnapshot(ctx.db, teamId)
}

/** The whole menu, in its order; an option of all teams has the team id ''. */
export async function listOptions(ctx: Context): Promise<ServiceOption[]> {
  const rows = await store.allOptions(ctx.db)
  return rows.map(({ id, form, name, teamId, level, minutes, isDefault, active }) => ({
    id,
    form,
    name,
    teamId: teamId ?? '',
    level,
    minutes,
    isDefault,
    active,
  }))
}

/** What a team offers from, and when it works. */
export interface Menu {
  options: store.OptionRow[]
  calendar: Calendar
}

/** The active menu of a team. Asked for several times in one request it is read once. */
export function menuOf(ctx: Context, teamId: string): Promise<Menu> {
  const known = menus.get(ctx)
  if (known?.teamId === teamId) return known.menu
  const menu = readMenu(ctx, teamId)
  menus.set(ctx, { teamId, menu })
  return menu
}

const menus = new WeakMap<Context, { teamId: string; menu: Promise<Menu> }>()

async function readMenu(ctx: Context, teamId: string): Promise<Menu> {
  const options = await store.optionsOfTeam(ctx.db, teamId)
  return { options, calendar: await calendarOf(ctx, teamId) }
}
