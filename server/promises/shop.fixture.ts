import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openCase, sendingSweep, type Case } from '#cases'
import { meetCustomer } from '#customers'
import { addCalendar, addStaff, addTeam, foundCompany } from '#people'
import { system, type Actor, type Context } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { sweepAll } from '#platform/jobs/sweep.ts'
import { change, type Kept } from '#platform/kept.ts'
import { systemRandom } from '#platform/random.ts'
import { addOption, offerFor, promisesHears, promisesSweeps, setCapacity, startDefault } from './index.ts'

const hours: [string, string][] = [['09:00', '18:00']]

/** A Wednesday noon in Vilnius, inside working time. */
export const noon = new Date('2026-11-25T10:00:00Z')

/** The rooms up to promises on a database of their own, one team, a standing clock: enough to promise, too little to send mail. */
export async function openShop({ answersPerHour = 12, pool = 12, callers = 2 } = {}) {
  const server = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const maker = openDatabase(server, 1, () => {})
  await maker.run({ text: `create database ${name} template kept_template`, values: [] })
  await maker.close()
  const database = openDatabase({ ...server, database: name }, pool, () => {})
  let present = noon
  const house = {
    baseUrl: 'http://desk.example',
    secretKey: Buffer.from('a key for tests'),
    demo: false,
    shop: { name: 'Shop', zone: 'Europe/Vilnius', language: 'en' as const },
  }
  const bell = { ring: () => {}, hear: () => () => {}, close: async () => {} }
  const kept: Kept = {
    database,
    clock: { now: () => new Date(present) },
    random: systemRandom,
    log: () => {},
    house,
    bell,
    mailUrl: null,
    hears: [promisesHears],
  }
  const as = <Result>(actor: Actor, work: (ctx: Context) => Promise<Result>) => change(kept, actor, 'en', work)
  const cast = await as(system, (ctx) => found(ctx, answersPerHour, callers))
  const agent: Actor = { kind: 'staff', id: cast.staffIds[0] ?? '', name: 'Tomas', role: 'agent', teamIds: [cast.teamId] }
  const sweep = () => sweepAll(kept, [...promisesSweeps, sendingSweep])
  return {
    kept,
    as,
    agent,
    sweep,
    ...cast,
    system: <Result>(work: (ctx: Context) => Promise<Result>) => as(system, work),
    at: (time: string | Date) => (present = typeof time === 'string' ? new Date(`2026-11-${time}Z`) : time),
    /** A new customer with a case, their offers and the default promise, as a door would begin it. */
    open: (phone: string | null = '+37060000000') => as(system, (ctx) => begin(ctx, cast.teamId, phone)),
    events: async (caseId: string) =>
      await database.many<{ name: string; facts: Record<string, unknown> }>({
        text: 'select name, facts from events where case_id = $1 order by id',
        values: [caseId],
      }),
    close: () => database.close(),
  }
}

export const customerOf = (it: Case): Actor => ({ kind: 'customer', id: it.customerId, caseId: it.id })

async function begin(ctx: Context, teamId: string, phone: string | null) {
  const email = `${ctx.random.bytes(6).toString('hex')}@mail.example`
  const { id: customerId } = await meetCustomer(ctx, { email, name: 'Emma', language: 'en', ...(phone && { phone }) })
  const message = { channel: 'email' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: 'Emma', address: email } }
  const it = await openCase(ctx, { customerId, teamId, kind: 'request', channel: 'email', language: 'en', message })
  const offers = await offerFor(ctx, {
    caseId: it.id,
    teamId,
    zone: 'Europe/Vilnius',
    customer: { phone, language: 'en' },
    subject: it,
  })
  return { it, offers, running: await startDefault(ctx, it), customer: customerOf(it) }
}

async function found(ctx: Context, answersPerHour: number, callers: number) {
  await foundCompany(ctx, { name: 'Shop', zone: 'Europe/Vilnius', language: 'en' })
  const calendarId = await addCalendar(ctx, {
    name: 'Hours',
    zone: 'Europe/Vilnius',
    week: [hours, hours, hours, hours, hours, [], []],
  })
  const teamId = await addTeam(ctx, { name: 'Front', calendarId })
  const staffIds: string[] = []
  for (let nth = 0; nth < callers; nth++) {
    staffIds.push(
      (
        await addStaff(ctx, {
          name: `Person ${nth}`,
          email: `p${nth}@shop.example`,
          role: 'agent',
          teamIds: [teamId],
          takesCalls: true,
          languages: ['en'],
        })
      ).id,
    )
  }
  await addOption(ctx, { name: 'Two hours', form: 'written', minutes: 120, level: 0.9, isDefault: true, teamId: null })
  await addOption(ctx, { name: 'One hour', form: 'written', minutes: 60, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, { name: 'Call', form: 'call', minutes: 60, windowMinutes: 30, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, { name: 'Word', form: 'update', minutes: 240, level: 0.9, isDefault: false, teamId: null })
  await addOption(ctx, { name: 'Settled', form: 'resolution', minutes: 540, level: 0.9, isDefault: false, teamId: null })
  await setCapacity(ctx, { teamId, answersPerHour })
  return { teamId, staffIds }
}

export type Shop = Awaited<ReturnType<typeof openShop>>
