import { addMailbox } from '#channels'
import { addCalendar, addTeam } from '#people'
import { addOption, foundCharter, listOptions, setCapacity } from '#promises'
import type { Context } from '#platform/context.ts'

export interface NewTeam {
  name: string
  zone: string
  /** Monday to Friday, local time. */
  hours: [string, string]
  /** ISO 3166 code; its public holidays are laid in and kept ahead. */
  country?: string
  mailbox?: string
  answersPerHour: number
}

/** Adds a team that can promise at once: working time, capacity, a mailbox, and the promise menu if the desk has none yet. Returns its id. */
export async function foundTeam(ctx: Context, wish: NewTeam): Promise<string> {
  const day = [wish.hours]
  const calendarId = await addCalendar(ctx, {
    name: wish.name,
    zone: wish.zone,
    week: [day, day, day, day, day, [], []],
    place: wish.country ? { country: wish.country.toUpperCase(), region: null } : null,
  })
  const teamId = await addTeam(ctx, { name: wish.name, calendarId })
  await setCapacity(ctx, { teamId, answersPerHour: wish.answersPerHour })
  if (wish.mailbox) await addMailbox(ctx, { address: wish.mailbox, aliases: [], teamId })
  if (!(await listOptions(ctx)).length) await foundMenu(ctx)
  await foundCharter(ctx)
  return teamId
}

/** What a desk promises until it decides otherwise: an answer in writing within two working hours or by the next working day, and a call. */
export async function foundMenu(ctx: Context): Promise<void> {
  await addOption(ctx, { name: 'Written answer', form: 'written', minutes: 120, level: 0.9, isDefault: true, teamId: null })
  await addOption(ctx, { name: 'Word of how it stands', form: 'update', minutes: 240, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, { name: 'Matter settled', form: 'resolution', minutes: 1620, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, { name: 'A lead’s answer', form: 'escalation', minutes: 60, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, {
    name: 'Written answer, next working day',
    form: 'written',
    minutes: 540,
    level: 0.9,
    isDefault: false,
    teamId: null,
  })
  await addOption(ctx, { name: 'Call', form: 'call', minutes: 60, windowMinutes: 10, level: 0.9, isDefault: false, teamId: null })
}
