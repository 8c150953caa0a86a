import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AbsenceView, PresenceView, ShiftsView } from '#contract/working-time.ts'
import type { Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { browserOf, hire } from '#test/security/world.ts'
import { presencesOf } from './presence.ts'

type Staff = Actor & { kind: 'staff' }

let desk: Desk
let lead: Staff
beforeAll(async () => {
  desk = await openDesk()
  lead = await hire(desk, 'lara', 'lead', [desk.cast.teams.front])
})
afterAll(() => desk.close())

async function ask<Body>(actor: Staff, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const answer = await desk.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: await browserOf(desk, actor.id),
    ...(payload && { payload }),
  })
  return {
    status: answer.statusCode,
    body: (answer.body ? answer.json() : null) as Body & { code?: string; errors?: unknown[]; detail?: string },
  }
}

const week = (team: string) => `teamId=${team}&from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z`
const shifts = async (actor: Staff, name: string, team = desk.cast.teams.front) =>
  (await ask<{ items: ShiftsView[] }>(actor, 'GET', `/shifts?teamId=${team}`)).body.items.find((one) => one.name.startsWith(name))
const local = (at: string | Date) =>
  Temporal.Instant.from(new Date(at).toISOString())
    .toZonedDateTimeISO('Europe/Vilnius')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
async function presence(name: string, team = desk.cast.teams.front): Promise<string[]> {
  const { body } = await ask<{ items: PresenceView[] }>(lead, 'GET', `/presences?${week(team)}`)
  const person = body.items.find((one) => one.name.startsWith(name))
  return (person?.stretches ?? []).map(({ startsAt, endsAt }) => `${local(startsAt).slice(8)} ${local(endsAt).slice(11)}`)
}

test('who has no week of their own is there when the team is', async () => {
  expect(await presence('Tomas')).toEqual(['23T09:00 18:00', '24T09:00 18:00', '25T09:00 18:00', '26T09:00 18:00', '27T09:00 18:00'])
  expect((await presence('Olena')).at(-1)).toBe('27T13:00 18:00')
})

test('a lead sets the week of their people, single days too; who saves second is told', async () => {
  const { tomas } = desk.cast.staff
  const late: [string, string][] = [['12:00', '20:00']]
  const wish = {
    zone: null,
    week: [late, late, late, late, late, [], []],
    days: [{ date: '2026-11-25', name: 'Fair', hours: [['08:00', '10:00']] }],
    version: 0,
  }
  const saved = await ask<ShiftsView>(lead, 'PUT', `/staff/${tomas.id}/shifts`, wish)
  expect([saved.status, saved.body.version]).toEqual([200, 1])
  expect(await presence('Tomas')).toEqual(['23T12:00 20:00', '24T12:00 20:00', '25T08:00 10:00', '26T12:00 20:00', '27T12:00 20:00'])
  expect((await ask(lead, 'PUT', `/staff/${tomas.id}/shifts`, wish)).body.code).toBe('people.changed_meanwhile')
  const back = await ask<ShiftsView>(lead, 'PUT', `/staff/${tomas.id}/shifts`, { zone: 'UTC', week: null, days: [], version: 1 })
  expect(back.body).toMatchObject({ week: null, zone: null })
})

test('nobody plans people of other teams, and an agent nobody', async () => {
  const { mantas, tomas } = desk.cast.staff
  const wish = { zone: null, week: null, days: [], version: 1 }
  expect((await ask(lead, 'PUT', `/staff/${mantas.id}/shifts`, wish)).status).toBe(403)
  expect((await ask(tomas, 'PUT', `/staff/${tomas.id}/shifts`, wish)).status).toBe(403)
  expect((await shifts(tomas, 'Olena'))?.mayChange).toBe(false)
  expect((await shifts(lead, 'Olena'))?.mayChange).toBe(true)
})

test('an agent is away when they say so; who may not know is not told why; two absences do not overlap', async () => {
  const { tomas, olena } = desk.cast.staff
  const wish = { staffId: tomas.id, from: '2026-11-26', until: '2026-11-27', reason: 'ill' }
  const made = await ask<AbsenceView>(tomas, 'POST', '/absences', wish)
  expect([made.status, made.body.from, made.body.until, made.body.reason]).toEqual([201, '2026-11-26', '2026-11-27', 'ill'])
  expect(await presence('Tomas')).toEqual(['23T09:00 18:00', '24T09:00 18:00', '25T09:00 18:00'])
  const list = async (actor: Staff) =>
    (await ask<{ items: AbsenceView[] }>(actor, 'GET', `/absences?${week(desk.cast.teams.front)}`)).body.items
  expect((await list(olena)).map(({ reason, mayRemove }) => [reason, mayRemove])).toEqual([[null, false]])
  expect((await list(lead)).map(({ reason }) => reason)).toEqual(['ill'])
  const again = await ask(lead, 'POST', '/absences', { ...wish, from: '2026-11-27T12:00', until: '2026-11-30' })
  expect([again.status, again.body.detail]).toEqual([
    409,
    'Tomas Kazlauskas is away already from 2026-11-26 until 2026-11-27. Choose other days, or take that absence back.',
  ])
  expect((await ask(olena, 'POST', '/absences', wish)).status).toBe(403)
  expect((await ask(tomas, 'POST', '/absences', { ...wish, from: '2026-12-02', until: '2026-12-01' })).body.errors).toHaveLength(1)
  expect((await ask(olena, 'DELETE', `/absences/${made.body.id}`)).status).toBe(403)
  expect((await ask(tomas, 'DELETE', `/absences/${made.body.id}`)).status).toBe(204)
  expect(await presence('Tomas')).toHaveLength(5)
  const told = await desk.kept.database.many<{ facts: { absent: boolean } }>({
    text: "select facts from events where name = 'people.absence_changed' order by id",
    values: [],
  })
  expect(told.map(({ facts }) => facts.absent)).toEqual([true, false])
})

test('two absences recorded at once do not overlap either', async () => {
  const { olena } = desk.cast.staff
  const both = await Promise.all(
    ['ill', 'other'].map((reason) =>
      ask(olena, 'POST', '/absences', { staffId: olena.id, from: '2026-12-01', until: '2026-12-02', reason }),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('skills are short words in small letters, and all of them are listed', async () => {
  const { olena } = desk.cast.staff
  const able = await ask<ShiftsView>(lead, 'PUT', `/staff/${olena.id}/abilities`, {
    skills: ['Tandems', 'tandems ', 'E-bikes'],
    languages: ['uk', 'en'],
    takesCalls: false,
  })
  expect([able.body.skills, able.body.takesCalls]).toEqual([['e-bikes', 'tandems'], false])
  expect((await ask<{ items: string[] }>(olena, 'GET', '/skills')).body.items).toEqual(['e-bikes', 'refunds', 'tandems', 'wheels'])
})

test('presence takes three statements, however many people there are', async () => {
  for (let nth = 0; nth < 20; nth++) await hire(desk, `many${nth}`, 'agent', [desk.cast.teams.workshop])
  let asked = 0
  const { database } = desk.kept
  const counting = {
    ...database,
    many: ((sql) => (asked++, database.many(sql))) as typeof database.many,
    maybe: ((sql) => (asked++, database.maybe(sql))) as typeof database.maybe,
    one: ((sql) => (asked++, database.one(sql))) as typeof database.one,
  }
  const fromMs = desk.clock.now().getTime()
  const people = await presencesOf({ db: counting }, { teamId: desk.cast.teams.workshop, fromMs, toMs: fromMs + 14 * 86_400_000 })
  expect([people.length, asked]).toEqual([23, 3])
})

test('a span that is too long or ends before it begins is refused in words', async () => {
  const { tomas } = desk.cast.staff
  for (const to of ['2027-11-23T00:00:00Z', '2026-11-22T00:00:00Z']) {
    const answer = await ask(tomas, 'GET', `/presences?teamId=${desk.cast.teams.front}&from=2026-11-23T00:00:00Z&to=${to}`)
    expect([answer.status, answer.body.code]).toEqual([422, 'people.bad_hours'])
  }
  expect((await ask(tomas, 'GET', `/presences?${week(`team_${'0'.repeat(26)}`)}`)).status).toBe(404)
})
