import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Calendar, Span, WorkingInterval } from './calendar.ts'
import { presenceOf, type ShiftPlan, shiftOf } from './presence.ts'
import { clock, DAYS, instant, MINUTE, plusDays, type Wall, wallOf, WINDOWS } from './wall.fixture.ts'

const NUM_RUNS = process.env['FULL'] ? 10_000 : 200
const SEED = 4_112_026

/** The slow reference, from the words of `shiftOf` alone: it asks of every minute who is there. */
function stepMinutes(
  team: Calendar,
  plan: ShiftPlan | null,
  absences: readonly WorkingInterval[],
  [teams, persons]: [Wall, Wall],
): boolean[] {
  const teamSpans = (date: string): [number, number][] =>
    (team.extra[date] ?? (team.holidays.includes(date) ? [] : (team.week[weekday(date)] ?? []))).map((span) => stretch(teams, date, span))
  // Each stretch with what it must lie in besides: on dates with hours of the team's own, those.
  const there = teams.dates.flatMap((date): { span: [number, number]; within: [number, number][] | null }[] => {
    const own = plan?.days[date]
    if (own) return own.map((span) => ({ span: stretch(plan.week ? persons : teams, date, span), within: null }))
    if (!plan?.week) return teamSpans(date).map((span) => ({ span, within: null }))
    const special = team.extra[date]
    if (!special && team.holidays.includes(date)) return []
    const shift = (plan.week[weekday(date)] ?? []).map((span) => stretch(persons, date, span))
    return shift.map((span) => ({ span, within: special ? teamSpans(date) : null }))
  })
  return Array.from({ length: DAYS * 1440 }, (_, minute) => {
    const at = teams.firstMs + minute * MINUTE
    const holds = ([start, end]: [number, number]) => start <= at && at < end
    const isAway = absences.some(({ startMs, endMs }) => holds([startMs, endMs]))
    return !isAway && there.some(({ span, within }) => holds(span) && (within === null || within.some(holds)))
  })
}

const weekday = (date: string) => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7
const stretch = (wall: Wall, date: string, [start, end]: Span): [number, number] => [
  instant(wall, date, start),
  instant(wall, end > start ? date : plusDays(date, 1), end),
]

const time = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 200 })).map(clock)
const day = fc.array(fc.tuple(time, fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') })), {
  maxLength: 2,
})
const week = fc.array(day, { minLength: 7, maxLength: 7 })
const dates = fc.array(fc.nat(DAYS + 3), { maxLength: 3 })
const special = fc.array(fc.tuple(fc.nat(DAYS + 3), day), { maxLength: 3 })
const absence = fc.tuple(fc.integer({ min: -2000, max: DAYS * 1440 }), fc.integer({ min: 1, max: 3000 }))

test(
  `presence against minute stepping, across changes of clocks and zones (seed ${SEED}, ${NUM_RUNS} people)`,
  { timeout: 900_000 },
  () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WINDOWS),
        fc.record({ week, holidays: dates, extra: special }),
        fc.option(
          fc.record({
            week: fc.option(week, { freq: 4 }),
            elsewhere: fc.option(fc.constantFrom('Asia/Kathmandu', 'America/St_Johns', 'Europe/Kyiv')),
            days: special,
          }),
          { freq: 6 },
        ),
        fc.array(absence, { maxLength: 3 }),
        ([zone, date], hours, shifts, away) => {
          const teams = wallOf(zone, date)
          const named = (some: readonly [number, Span[]][]) =>
            Object.fromEntries(some.map(([nth, spans]) => [teams.dates[nth] ?? date, spans]))
          const team: Calendar = {
            zone,
            week: hours.week,
            holidays: hours.holidays.map((nth) => teams.dates[nth] ?? date),
            extra: named(hours.extra),
          }
          const plan = shifts && { zone: shifts.elsewhere, week: shifts.week, days: named(shifts.days) }
          const persons = wallOf(plan?.zone ?? zone, date)
          const absences = away.map(([start, length]) => ({
            startMs: teams.firstMs + start * MINUTE,
            endMs: teams.firstMs + (start + length) * MINUTE,
          }))
          const lastMs = teams.firstMs + DAYS * 1440 * MINUTE
          const stretches = presenceOf(shiftOf(team, plan), absences, teams.firstMs, lastMs)
          const listed = Array.from({ length: DAYS * 1440 }, () => false)
          for (const { startMs, endMs } of stretches)
            listed.fill(true, (startMs - teams.firstMs) / MINUTE, (endMs - teams.firstMs) / MINUTE)
          expect(listed).toEqual(stepMinutes(team, plan, absences, [teams, persons]))
          expect(stretches.every(({ startMs, endMs }, nth) => startMs < endMs && startMs > (stretches[nth - 1]?.endMs ?? 0))).toBe(true)
        },
      ),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  },
)

test('a shift of one’s own stays within the hours that the team has on a special day, and ends on a holiday', () => {
  const hours: Span[] = [['09:00', '18:00']]
  const late: Span[] = [['12:00', '20:00']]
  const team: Calendar = {
    zone: 'UTC',
    week: Array.from({ length: 7 }, () => hours),
    holidays: ['2026-12-25'],
    extra: { '2026-12-24': [['09:00', '14:00']], '2026-12-26': [] },
  }
  const plan: ShiftPlan = { zone: null, week: Array.from({ length: 7 }, () => late), days: {} }
  const [fromMs, toMs] = [Date.parse('2026-12-23T00:00Z'), Date.parse('2026-12-28T00:00Z')]
  const told = (days: ShiftPlan['days']) =>
    presenceOf(shiftOf(team, { ...plan, days }), [], fromMs, toMs).map(({ startMs, endMs }) =>
      [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(8, 16)).join(' '),
    )
  expect(told({})).toEqual(['23T12:00 23T20:00', '24T12:00 24T14:00', '27T12:00 27T20:00'])
  expect(told({ '2026-12-25': [['10:00', '11:00']] })).toEqual([
    '23T12:00 23T20:00',
    '24T12:00 24T14:00',
    '25T10:00 25T11:00',
    '27T12:00 27T20:00',
  ])
})
