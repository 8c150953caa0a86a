import { addMailbox } from '#channels'
import { addOrganisation, meetCustomer, proveAddress } from '#customers'
import { addCalendar, addStaff, addTeam, changeAbilities, changeShifts, foundCompany } from '#people'
import { foundCharter, setCapacity } from '#promises'
import { foundMenu } from '../founding.ts'
import type { Actor, Context } from '#platform/context.ts'
import type { Language } from '#contract/wire.ts'
import type { RoleName } from '#contract/people.ts'

/** The small company of demo, tests and pictures: a bicycle shop with couriers and a workshop. */
export interface Cast {
  teams: { front: string; workshop: string; billing: string }
  staff: Record<'ieva' | 'tomas' | 'olena' | 'rasa' | 'mantas' | 'daiva', Actor & { kind: 'staff' }>
  mailboxes: { help: string; billing: string }
  customers: Record<string, { id: string; email: string; name: string; language: Language }>
}

const hours: [string, string][] = [['09:00', '18:00']]
const early: [string, string][] = [['08:00', '16:30']]
/** Olena studies on Friday mornings, and Mantas opens the workshop early and leaves early. */
const shifts: [keyof Cast['staff'], [string, string][][]][] = [
  ['olena', [hours, hours, hours, hours, [['13:00', '18:00']], [], []]],
  ['mantas', [early, early, early, early, early, [], []]],
]
const skills: Partial<Record<keyof Cast['staff'], string[]>> = {
  ieva: ['refunds'],
  mantas: ['e-bikes', 'wheels'],
  rasa: ['wheels'],
  daiva: ['refunds'],
}

const people: [keyof Cast['staff'], string, RoleName, (keyof Cast['teams'])[], boolean, Language[]][] = [
  ['ieva', 'Ieva Petrauskienė', 'lead', ['front', 'workshop', 'billing'], true, ['lt', 'en', 'uk']],
  ['tomas', 'Tomas Kazlauskas', 'agent', ['front'], true, ['lt', 'en', 'tr']],
  ['olena', 'Olena Shevchuk', 'agent', ['front'], true, ['uk', 'lt', 'en', 'hu']],
  ['mantas', 'Mantas Jonaitis', 'agent', ['workshop'], true, ['lt', 'en']],
  ['rasa', 'Rasa Balčiūnaitė', 'manager', ['workshop'], false, ['lt', 'en']],
  ['daiva', 'Daiva Urbonienė', 'admin', ['billing'], true, ['lt', 'en', 'hu']],
]

const customers: [string, string, Language, string | null, boolean][] = [
  ['Emma Clarke', 'emma.clarke@mail.example', 'en', '+441632960101', true],
  ['Jonas Vaitkus', 'jonas.vaitkus@pastas.example', 'lt', '+37060000101', true],
  ['Rūta Kazlauskaitė', 'ruta@pastas.example', 'lt', null, false],
  ['Mehmet Kaya', 'mehmet.kaya@posta.example', 'tr', '+905550000101', true],
  ['Ayşe Demir', 'ayse.demir@posta.example', 'tr', null, false],
  ['Олена Коваль', 'olena.koval@poshta.example', 'uk', '+380440000101', true],
  ['Андрій Мельник', 'andrii@poshta.example', 'uk', null, false],
  ['Kovács Anna', 'anna.kovacs@level.example', 'hu', '+3615550101', true],
  ['Nagy Péter', 'peter.nagy@level.example', 'hu', null, false],
  ['Liam Murphy', 'liam@mail.example', 'en', null, false],
  ['Giedrė Stankutė', 'giedre@miestas.example', 'lt', '+37060000102', true],
  ['Vytautas Rimkus', 'vytautas@miestas.example', 'lt', '+37060000103', true],
]

/** Founds the company in one transaction: working time, teams, people, mailboxes, promise menu, a dozen customers, one of them corporate. */
export async function foundCompanyCast(ctx: Context): Promise<Cast> {
  await foundCompany(ctx, { name: 'Velo Shop', zone: 'Europe/Vilnius', language: 'en' })
  const calendarId = await addCalendar(ctx, {
    name: 'Shop hours',
    zone: 'Europe/Vilnius',
    week: [hours, hours, hours, hours, hours, [], []],
    place: { country: 'LT', region: null },
    days: [{ date: '2026-12-31', name: 'New Year’s Eve', hours: [['09:00', '14:00']] }],
  })
  const teams = {
    front: await addTeam(ctx, { name: 'Front', calendarId }),
    workshop: await addTeam(ctx, { name: 'Workshop', calendarId }),
    billing: await addTeam(ctx, { name: 'Billing', calendarId }),
  }
  const staff = {} as Cast['staff']
  for (const [key, name, role, places, takesCalls, languages] of people) {
    const teamIds = places.map((place) => teams[place])
    const added = await addStaff(ctx, { name, email: `${key}@veloshop.example`, role, teamIds, takesCalls, languages })
    staff[key] = { kind: 'staff', id: added.id, name, role, teamIds }
  }
  await foundShifts(ctx, staff)
  await foundMenu(ctx)
  await foundCharter(ctx)
  await setCapacity(ctx, { teamId: teams.front, answersPerHour: 12 })
  await setCapacity(ctx, { teamId: teams.workshop, answersPerHour: 6 })
  await setCapacity(ctx, { teamId: teams.billing, answersPerHour: 4 })
  const mailboxes = {
    help: await addMailbox(ctx, { address: 'help@kept.example', aliases: ['support@kept.example'], teamId: teams.front }),
    billing: await addMailbox(ctx, { address: 'billing@kept.example', aliases: [], teamId: teams.billing }),
  }
  return { teams, staff, mailboxes, customers: await meetEverybody(ctx) }
}

/** Who works other hours than their team, who is away, and what each can do. */
async function foundShifts(ctx: Context, staff: Cast['staff']): Promise<void> {
  for (const [key, week] of shifts) await changeShifts(ctx, staff[key].id, { zone: null, week, days: [], version: 0 })
  for (const [key, , , , takesCalls, languages] of people)
    await changeAbilities(ctx, staff[key].id, { skills: skills[key] ?? [], takesCalls, languages })
}

async function meetEverybody(ctx: Context): Promise<Cast['customers']> {
  const organisationId = await addOrganisation(ctx, { name: 'Miesto dviračiai, UAB' })
  const met: Cast['customers'] = {}
  for (const [name, email, language, phone, proven] of customers) {
    const corporate = email.endsWith('@miestas.example') ? { organisationId } : {}
    const { id } = await meetCustomer(ctx, { name, email, language, ...(phone && { phone }), zone: zones[language], ...corporate })
    if (proven) await proveAddress(ctx, email, 'code')
    met[email.split('@')[0]?.split('.')[0] ?? name] = { id, email, name, language }
  }
  return met
}

const zones: Record<Language, string> = {
  en: 'Europe/London',
  lt: 'Europe/Vilnius',
  tr: 'Europe/Istanbul',
  uk: 'Europe/Kyiv',
  hu: 'Europe/Budapest',
}
