import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Due, firstFeasible, isFeasible, withDue } from './feasibility.ts'
import { offerTime } from './offer-time.ts'
import { type Calendar, elapsedWorking, workingIntervals } from './working-time.ts'

const SEED = 3_2026
const NUM_RUNS = process.env.FULL ? 10_000 : 300
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAYS = 24 * HOUR

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const weekdays = (zone: string, ...spans: [string, string][]): Calendar => ({
  zone,
  week: [spans, spans, spans, spans, spans, [], []],
  holidays: [],
  extra: {},
})
const office = weekdays('Europe/Vilnius', ['09:00', '18:00'])
const monday = at('2026-11-23T09:00')

describe('first feasible', () => {
  const team = (load: Due[], ratePerHour = 6) => ({ calendar: office, ratePerHour, load })
  const first = (load: Due[], notBefore = monday) => firstFeasible(team(load), monday, notBefore)

  test('an idle team answers after one unit of work, or when the quote says', () => {
    expect(first([])).toBe(monday + 10 * MINUTE)
    expect(first([], monday + HOUR)).toBe(monday + HOUR)
  })
  test('what is due earlier goes first, what is due later only if it stays possible', () => {
    expect(first([{ dueAtMs: monday + HOUR, units: 6 }])).toBe(monday + 70 * MINUTE)
    expect(first([{ dueAtMs: monday + HOUR, units: 5 }])).toBe(monday + 10 * MINUTE)
  })
  test('overdue work still takes its time', () => {
    expect(first([{ dueAtMs: monday - HOUR, units: 3 }])).toBe(monday + 40 * MINUTE)
  })
  test('a full day pushes into the next morning, a full Friday over the weekend', () => {
    expect(first([{ dueAtMs: monday + 9 * HOUR, units: 54 }])).toBe(at('2026-11-24T09:10'))
    expect(firstFeasible(team([{ dueAtMs: monday + 104 * HOUR, units: 270 }]), monday, monday)).toBe(at('2026-11-30T09:10'))
  })
  test('a team that answers nothing, or never works, promises nothing', () => {
    expect(firstFeasible(team([], 0), monday, monday)).toBe(null)
    expect(firstFeasible({ calendar: weekdays('UTC'), ratePerHour: 6, load: [] }, monday, monday)).toBe(null)
    expect(isFeasible(team([], 0), monday, monday + DAYS)).toBe(false)
  })
  test('an offer says whether the quote or the load set it', () => {
    const quoted = { dueAtMs: monday + 4 * HOUR }
    expect(offerTime(team([]), quoted, monday)).toEqual({ dueAtMs: monday + 4 * HOUR, setBy: 'quote' })
    const full = [{ dueAtMs: monday + 5 * HOUR, units: 30 }]
    expect(offerTime(team(full), quoted, monday)).toEqual({ dueAtMs: monday + 5.25 * HOUR, setBy: 'load' })
  })
  test('a rate that divides no hour evenly loses nothing to rounding', () => {
    expect(firstFeasible(team([], 3.6), monday, monday)).toBe(monday + 1_000_000)
    expect(isFeasible(team([{ dueAtMs: monday + HOUR, units: 2 }], 3), monday, monday + HOUR)).toBe(true)
    expect(isFeasible(team([{ dueAtMs: monday + HOUR, units: 3 }], 3), monday, monday + HOUR)).toBe(false)
  })
})

/** The slow reference: one desk works through the units in the order they are due and says when each is done. */
function worksOut(calendar: Calendar, nowMs: number, load: readonly Due[], minutesPerUnit: number): boolean[] {
  const minutes = workingIntervals(calendar, nowMs, nowMs + 30 * DAYS)
  let interval = 0
  let clock = minutes[0]?.startMs ?? 0
  return load.map((due) => {
    for (let left = due.units * minutesPerUnit * MINUTE; left > 0;) {
      const room = (minutes[interval]?.endMs ?? Number.POSITIVE_INFINITY) - clock
      const step = Math.min(room, left)
      clock += step
      left -= step
      if (left > 0) clock = minutes[++interval]?.startMs ?? Number.POSITIVE_INFINITY
    }
    return clock <= due.dueAtMs
  })
}

const calendars = fc.constantFrom(
  office,
  weekdays('Australia/Lord_Howe', ['08:30', '12:00'], ['13:00', '17:00']),
  weekdays('Asia/Kathmandu', ['22:00', '06:00']),
  weekdays('UTC', ['00:00', '24:00']),
)
const load = fc
  .array(fc.record({ dueAtMs: fc.integer({ min: -120, max: 5 * 1440 }), units: fc.integer({ min: 1, max: 8 }) }), {
    maxLength: 12,
  })
  .map((dues) => dues.map((due) => ({ ...due, dueAtMs: monday + due.dueAtMs * MINUTE })))
  .map((dues) => dues.sort((a, b) => a.dueAtMs - b.dueAtMs))
const minutesPerUnit = fc.constantFrom(1, 5, 7, 10, 12, 30, 60)
const wish = fc.integer({ min: -60, max: 6 * 1440 }).map((minutes) => monday + minutes * MINUTE)
const settings = { seed: SEED, numRuns: NUM_RUNS }

describe(`against a desk that works in order (seed ${SEED}, ${NUM_RUNS} draws)`, () => {
  test('accepting what is offered breaks nothing that was possible, and the offer itself is possible', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, (calendar, dues, each, notBeforeMs) => {
        const team = { calendar, ratePerHour: 60 / each, load: dues }
        const dueAtMs = firstFeasible(team, monday, notBeforeMs)
        if (dueAtMs === null) return false
        const before = worksOut(calendar, monday, dues, each)
        const offered = { dueAtMs, units: 1 }
        const with1 = withDue(dues, offered)
        const after = worksOut(calendar, monday, with1, each)
        const own = with1.indexOf(offered)
        const others = after.filter((_, i) => i !== own)
        return after[own] === true && before.every((possible, i) => !possible || others[i])
      }),
      settings,
    )
  })
  test('nothing sooner would do: one millisecond earlier something breaks', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, (calendar, dues, each, notBeforeMs) => {
        const team = { calendar, ratePerHour: 60 / each, load: dues }
        const dueAtMs = firstFeasible(team, monday, notBeforeMs)
        if (dueAtMs === null || !isFeasible(team, monday, dueAtMs)) return false
        if (dueAtMs <= Math.max(monday, notBeforeMs)) return true
        return !isFeasible(team, monday, dueAtMs - 1)
      }),
      settings,
    )
  })
  test('an instant is feasible exactly when it and all that is due from then on work out', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, (calendar, dues, each, dueAtMs) => {
        const with1 = withDue(dues, { dueAtMs, units: 1 })
        const worked = worksOut(calendar, monday, with1, each)
        const possible = with1.every((due, i) => due.dueAtMs < dueAtMs || worked[i])
        return isFeasible({ calendar, ratePerHour: 60 / each, load: dues }, monday, dueAtMs) === possible
      }),
      settings,
    )
  })
  test('a time offered is never before the quote, and feasible after rounding too', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, (calendar, dues, each, quotedMs) => {
        const team = { calendar, ratePerHour: 60 / each, load: dues }
        const offer = offerTime(team, { dueAtMs: quotedMs }, monday)
        return offer !== null && offer.dueAtMs >= quotedMs && isFeasible(team, monday, offer.dueAtMs)
      }),
      settings,
    )
  })
  test('fifty customers, one after the other, never oversell', () => {
    fc.assert(
      fc.property(calendars, minutesPerUnit, fc.array(wish, { minLength: 50, maxLength: 50 }), (calendar, each, wishes) => {
        const sold = wishes.reduce<Due[]>((dues, notBeforeMs) => {
          const dueAtMs = firstFeasible({ calendar, ratePerHour: 60 / each, load: dues }, monday, notBeforeMs)
          return dueAtMs === null ? dues : withDue(dues, { dueAtMs, units: 1 })
        }, [])
        return sold.length === 50 && worksOut(calendar, monday, sold, each).every(Boolean)
      }),
      { seed: SEED, numRuns: NUM_RUNS / 5 },
    )
  })
  test('the reference can fail: it sees an oversold hour', () => {
    const oversold = [{ dueAtMs: monday + HOUR, units: 7 }]
    expect(worksOut(office, monday, oversold, 10)).toEqual([false])
    expect(elapsedWorking(office, monday, monday + HOUR)).toBe(HOUR)
  })
})
