import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CalendarContent, CalendarPreview, CalendarView } from '#contract/working-time.ts'
import type { Actor } from '#platform/context.ts'
import { system } from '#platform/context.ts'
import { openDesk, wednesdayNoon, type Desk } from '#test/harness.ts'
import { browserOf } from '#test/security/world.ts'
import { readCalendar } from './calendar.ts'
import { isWorking, nextWorking } from './rules/calendar.ts'
import { calendarOf } from './team.ts'

let desk: Desk
let shopHours: string
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const day: [string, string][] = [['09:00', '18:00']]
const content: CalendarContent = {
  name: 'Night desk',
  zone: 'Europe/Vilnius',
  week: [day, day, day, day, day, [], []],
  place: null,
  openOn: [],
  days: [],
}

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  desk.clock.set(wednesdayNoon)
  shopHours =
    (await ask<{ items: CalendarView[] }>(desk.cast.staff.rasa, 'GET', '/calendars')).body.items.find(({ name }) => name === 'Shop hours')
      ?.id ?? ''
})
afterAll(() => desk.close())

async function ask<Body>(actor: Actor & { kind: 'staff' }, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const answer = await desk.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: await browserOf(desk, actor.id),
    ...(payload && { payload }),
  })
  return {
    status: answer.statusCode,
    body: answer.json() as Body & { code?: string; errors?: { pointer: string; detail: string }[]; by?: string; version?: number },
  }
}

const front = () => desk.look(system, (ctx) => calendarOf(ctx, desk.cast.teams.front))
const read = (id: string) => desk.look(system, (ctx) => readCalendar(ctx, id))

describe('holidays of a place', () => {
  test('close the days they fall on, this year and the next two', async () => {
    const calendar = await front()
    for (const date of ['2026-12-25', '2027-02-16', '2028-12-26']) expect(calendar.holidays).toContain(date)
    expect(isWorking(calendar, at('2026-12-24T12:00'))).toBe(false)
    expect(calendar.extra['2026-12-31']).toEqual([['09:00', '14:00']])
  })

  test('one that is worked on is a day like any other, every year', async () => {
    const { rasa } = desk.cast.staff
    const { id, version, ...before } = await read(shopHours)
    const { name, zone, week, place, days } = before
    const changed = await ask(rasa, 'PUT', `/calendars/${id}`, { name, zone, week, place, days, openOn: ['Christmas Eve'], version })
    expect(changed.status).toBe(200)
    const calendar = await front()
    expect([isWorking(calendar, at('2026-12-24T12:00')), isWorking(calendar, at('2027-12-24T12:00'))]).toEqual([true, true])
  })

  test('a year does not run out: the sweep lays in the next ones and tells of it', async () => {
    desk.clock.set(new Date('2028-01-01T00:05:00Z'))
    expect((await front()).holidays).not.toContain('2030-12-25')
    await desk.sweep()
    const { holidays } = await front()
    for (const date of ['2027-12-25', '2030-12-25']) expect(holidays).toContain(date)
    const told = await desk.kept.database.many<{ facts: object }>({
      text: "select facts from events where name = 'people.calendar_changed' order by id desc limit 1",
      values: [],
    })
    expect(told[0]?.facts).toEqual({ calendarId: shopHours })
    const { version } = await read(shopHours)
    await desk.sweep()
    expect((await read(shopHours)).version).toBe(version)
  })

  test('a holiday of several days closes each of them, and a region has its own', async () => {
    const holidays = async (place: CalendarContent['place']) =>
      (await ask<CalendarPreview>(desk.cast.staff.tomas, 'POST', '/calendar-previews', { ...content, place })).body.holidays
    const bayram = (await holidays({ country: 'TR', region: null })).filter(({ name }) => name.includes('Adha')).map(({ date }) => date)
    expect(bayram.slice(0, 4)).toEqual(['2027-05-16', '2027-05-17', '2027-05-18', '2027-05-19'])
    const epiphany = async (region: string | null) => (await holidays({ country: 'DE', region })).some(({ date }) => date === '2027-01-06')
    expect([await epiphany(null), await epiphany('BY')]).toEqual([false, true])
  })
})

describe('changing a calendar', () => {
  test('whoever saves second is told who was first, and nothing is lost', async () => {
    const { rasa, daiva } = desk.cast.staff
    const added = await ask<CalendarView>(rasa, 'POST', '/calendars', content)
    expect(added.status).toBe(201)
    const { id } = added.body
    expect((await ask(daiva, 'PUT', `/calendars/${id}`, { ...content, name: 'Mine', version: 1 })).status).toBe(200)
    const late = await ask(rasa, 'PUT', `/calendars/${id}`, { ...content, name: 'Yours', version: 1 })
    expect([late.status, late.body.code, late.body.by, late.body.version]).toEqual([
      412,
      'people.changed_meanwhile',
      desk.cast.staff.daiva.name,
      2,
    ])
    expect((await read(id)).name).toBe('Mine')
  })

  test('faults are told one by one, in words, where they stand', async () => {
    const wrong = { ...content, zone: 'Mars', week: [[['9', '18:00']], [], [], [], [], [], []], place: { country: 'XX', region: null } }
    const { status, body } = await ask(desk.cast.staff.rasa, 'POST', '/calendars', wrong)
    expect([status, body.code]).toEqual([422, 'people.bad_hours'])
    expect(body.errors).toEqual([
      { pointer: '/zone', detail: 'There is no time zone named Mars.' },
      { pointer: '/week/0/0/0', detail: 'Write the time like 09:00.' },
      { pointer: '/place', detail: 'No holidays are known of this place.' },
    ])
  })

  test('a team works by the calendar it is given, in that zone', async () => {
    const { rasa } = desk.cast.staff
    const away = await ask<CalendarView>(rasa, 'POST', '/calendars', { ...content, name: 'Toronto', zone: 'America/Toronto' })
    const billing = desk.cast.teams.billing
    const moved = await ask<CalendarView>(rasa, 'PUT', `/teams/${billing}/calendar`, { calendarId: away.body.id })
    expect(moved.body.teams).toEqual([{ id: billing, name: 'Billing' }])
    const calendar = await desk.look(system, (ctx) => calendarOf(ctx, billing))
    expect(nextWorking(calendar, at('2026-11-25T12:00'))).toBe(at('2026-11-25T16:00'))
    expect((await ask(rasa, 'PUT', `/teams/${billing}/calendar`, { calendarId: `calendar_${'0'.repeat(26)}` })).body.code).toBe(
      'people.unknown_calendar',
    )
  })

  test('a preview shows two weeks with what differs, and saves nothing', async () => {
    desk.clock.set(new Date('2026-10-22T08:00:00Z'))
    const wish = { ...content, place: { country: 'LT', region: null }, days: [{ date: '2026-10-26', name: 'Counting stock', hours: [] }] }
    const { body } = await ask<CalendarPreview>(desk.cast.staff.tomas, 'POST', '/calendar-previews', wish)
    const byDate = new Map(body.days.map((one) => [one.date, one]))
    expect(body.days).toHaveLength(14)
    expect(byDate.get('2026-10-25')?.clockMinutes).toBe(-60)
    expect(byDate.get('2026-10-26')).toMatchObject({ spans: [], why: 'Counting stock', kind: 'own' })
    expect(byDate.get('2026-11-02')).toMatchObject({ spans: [], why: "All Souls' Day", kind: 'holiday' })
    expect(body.holidays[0]).toEqual({ date: '2026-11-01', name: "All Saints' Day", from: null })
    const broken = await ask<CalendarPreview>(desk.cast.staff.tomas, 'POST', '/calendar-previews', { ...wish, zone: 'Mars' })
    expect([broken.status, broken.body.faults.map(({ pointer }) => pointer), broken.body.days]).toEqual([200, ['/zone'], []])
  })
})
