import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Person, wholeTeam } from './ability.ts'
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
  const team = (load: Due[], ratePerHour = 6) => ({ ...wholeTeam(office, ratePerHour), load })
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
    expect(firstFeasible({ ...wholeTeam(weekdays('UTC'), 6), load: [] }, monday, monday)).toBe(null)
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
/** So many people who are there whenever the calendar works, known for 20 days (0: nobody is known): the same ability said another way. */
const people = fc.nat(3)
const teamOf = (calendar: Calendar, ratePerHour: number, there: number) => {
  if (!there) return wholeTeam(calendar, ratePerHour)
  const untilMs = monday + 20 * DAYS
  const stretches = workingIntervals(calendar, monday, untilMs)
  const everybody = Array.from({ length: there }, (_, i): Person => ({
    staffId: `${i}`,
    takesCalls: true,
    skills: [],
    languages: [],
    stretches,
  }))
  return { calendar, ratePerHour, people: everybody, untilMs }
}
const settings = { seed: SEED, numRuns: NUM_RUNS }

describe(`against a desk that works in order (seed ${SEED}, ${NUM_RUNS} draws)`, () => {
  test('accepting what is offered breaks nothing that was possible, and the offer itself is possible', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, people, (calendar, dues, each, notBeforeMs, there) => {
        const team = { ...teamOf(calendar, 60 / each, there), load: dues }
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
      fc.property(calendars, load, minutesPerUnit, wish, people, (calendar, dues, each, notBeforeMs, there) => {
        const team = { ...teamOf(calendar, 60 / each, there), load: dues }
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
      fc.property(calendars, load, minutesPerUnit, wish, people, (calendar, dues, each, dueAtMs, there) => {
        const with1 = withDue(dues, { dueAtMs, units: 1 })
        const worked = worksOut(calendar, monday, with1, each)
        const possible = with1.every((due, i) => due.dueAtMs < dueAtMs || worked[i])
        return isFeasible({ ...teamOf(calendar, 60 / each, there), load: dues }, monday, dueAtMs) === possible
      }),
      settings,
    )
  })
  test('a time offered is never before the quote, and feasible after rounding too', () => {
    fc.assert(
      fc.property(calendars, load, minutesPerUnit, wish, people, (calendar, dues, each, quotedMs, there) => {
        const team = { ...teamOf(calendar, 60 / each, there), load: dues }
        const offer = offerTime(team, { dueAtMs: quotedMs }, monday)
        return offer !== null && offer.dueAtMs >= quotedMs && isFeasible(team, monday, offer.dueAtMs)
      }),
      settings,
    )
  })
  test('fifty customers, one after the other, never oversell', () => {
    fc.assert(
      fc.property(calendars, minutesPerUnit, fc.array(wish, { minLength: 50, maxLength: 50 }), people, (calendar, each, wishes, there) => {
        const sold = wishes.reduce<Due[]>((dues, notBeforeMs) => {
          const dueAtMs = firstFeasible({ ...teamOf(calendar, 60 / each, there), load: dues }, monday, notBeforeMs)
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

describe(`who can do what (seed ${SEED}, ${NUM_RUNS} draws)`, () => {
  const lt = { skill: null, language: 'lt' }
  const uk = { skill: null, language: 'uk' }
  const there = (staffId: string, languages: string[], from = 9, to = 18): Person => ({
    staffId,
    takesCalls: false,
    skills: [],
    languages,
    stretches: [{ startMs: monday + (from - 9) * HOUR, endMs: monday + (to - 9) * HOUR }],
  })
  const team = (folk: Person[], load: Due[] = []) => ({
    calendar: office,
    ratePerHour: 6 * folk.length,
    people: folk,
    untilMs: monday + 9 * HOUR,
    load,
  })

  test('what only some can do waits for them, what all can do does not', () => {
    const folk = [there('a', ['lt']), there('b', ['uk'])]
    const load = [{ dueAtMs: monday + HOUR, units: 6, need: lt }]
    expect(firstFeasible(team(folk, load), monday, monday)).toBe(monday + 15 * MINUTE)
    expect(isFeasible(team(folk, load), monday, monday + HOUR, { need: lt })).toBe(false)
    expect(firstFeasible(team(folk, load), monday, monday, { need: lt })).toBe(monday + 75 * MINUTE)
    expect(isFeasible(team(folk, load), monday, monday + HOUR, { need: uk })).toBe(true)
    expect(firstFeasible(team(folk), monday, monday, { need: { skill: 'wheels', language: null } })).toBe(null)
  })
  test('what all can do is not promised with the time of the one person who can do something else', () => {
    const folk = [there('a', ['lt']), there('b', [])]
    const load = [{ dueAtMs: monday + 3 * HOUR, units: 18, need: lt }]
    expect(isFeasible(team(folk, [...load]), monday, monday + HOUR, { units: 6 })).toBe(true)
    expect(isFeasible(team(folk, [...load]), monday, monday + HOUR, { units: 7 })).toBe(false)
  })
  test('somebody who is away takes their share with them', () => {
    const folk = [there('a', ['lt']), there('b', ['uk'], 12, 18)]
    expect(firstFeasible(team(folk, [{ dueAtMs: monday + HOUR, units: 6 }]), monday, monday)).toBe(monday + 70 * MINUTE)
  })
  test('whatever is accepted can really be done: a flow through people and time carries it', () => {
    const need = fc.constantFrom(undefined, lt, uk)
    const person = fc.tuple(fc.subarray(['lt', 'uk']), fc.integer({ min: 9, max: 12 }), fc.integer({ min: 13, max: 18 }))
    const wishes = fc.array(fc.tuple(need, fc.integer({ min: 1, max: 36 })), { minLength: 5, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), wishes, (drawn, asked) => {
        const folk = drawn.map(([languages, from, to], i) => there(`${i}`, languages, from, to))
        const sold = asked.reduce<Due[]>((load, [wanted, quarters]) => {
          const due = { dueAtMs: monday + quarters * 15 * MINUTE, units: 1, ...(wanted && { need: wanted }) }
          const ask = wanted ? { need: wanted } : {}
          return isFeasible(team(folk, load), monday, due.dueAtMs, ask) ? withDue(load, due) : load
        }, [])
        return flows(folk, sold) > sold.length - 1e-3
      }),
      settings,
    )
  })

  /** The most units that can be done in time (maximum flow by augmenting paths): work to people's quarter hours before it is due. */
  function flows(folk: Person[], load: readonly Due[]): number {
    const slots = folk.flatMap((person) =>
      Array.from({ length: 36 }, (_, quarter) => ({ person, startMs: monday + quarter * 15 * MINUTE, room: 1.5 })).filter(({ startMs }) =>
        person.stretches.some((there) => there.startMs <= startMs && there.endMs > startMs),
      ),
    )
    const edges = load.map((due) =>
      slots.flatMap(({ person, startMs }, j) =>
        startMs < due.dueAtMs && (!due.need?.language || person.languages.includes(due.need.language)) ? [j] : [],
      ),
    )
    const placed = load.map(() => new Map<number, number>())
    const push = (i: number, amount: number, seen: Set<number>): number => {
      for (const j of edges[i] ?? []) {
        if (seen.has(j)) continue
        seen.add(j)
        const slot = slots[j]
        if (!slot) continue
        let got = Math.min(amount, slot.room)
        if (got > 1e-9) slot.room -= got
        else
          for (const [k, held] of placed.entries()) {
            const theirs = held.get(j) ?? 0
            if (k === i || theirs <= 1e-9) continue
            got = push(k, Math.min(amount, theirs), seen)
            if (got <= 1e-9) continue
            held.set(j, theirs - got)
            break
          }
        if (got <= 1e-9) continue
        placed[i]?.set(j, (placed[i]?.get(j) ?? 0) + got)
        return got
      }
      return 0
    }
    return load.reduce((sum, { units }, i) => {
      let left = units
      for (let got = 1; left > 1e-9 && got > 1e-9; left -= got) got = push(i, left, new Set())
      return sum + units - left
    }, 0)
  }
})
