import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorking, type Calendar, elapsedWorking, isWorking, nextWorking, workingIntervals } from './calendar.ts'
import { clock, DAYS, instant, MINUTE, plusDays, type Wall, wallOf, WINDOWS } from './wall.fixture.ts'

const NUM_RUNS = process.env.FULL ? 10_000 : 150
const SEED = 11_2026

/** One answer per minute of the window: is it working time? */
function stepMinutes(calendar: Calendar, wall: Wall): boolean[] {
  const spans: [number, number][] = []
  for (const date of wall.dates) {
    const monday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7
    const own = Object.hasOwn(calendar.extra, date) ? calendar.extra[date] : undefined
    const list = own ?? (calendar.holidays.includes(date) ? [] : (calendar.week[monday] ?? []))
    for (const [start, end] of list) {
      spans.push([instant(wall, date, start), instant(wall, end > start ? date : plusDays(date, 1), end)])
    }
  }
  return Array.from({ length: DAYS * 1440 }, (_, i) => {
    const at = wall.firstMs + i * MINUTE
    return spans.some(([start, end]) => start <= at && at < end)
  })
}

const time = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 200 })).map(clock)
const day = fc.array(fc.tuple(time, fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') })), {
  maxLength: 3,
})

describe(`random calendars against minute stepping (R11, seed ${SEED}, ${NUM_RUNS} calendars)`, () => {
  test('every minute, every elapsed time and every deadline is the same', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WINDOWS),
        fc.array(day, { minLength: 7, maxLength: 7 }),
        fc.array(fc.nat(DAYS + 3), { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(DAYS + 3), day), { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(DAYS * 1440 - 1), fc.nat(DAYS * 1440 - 1)), { minLength: 12, maxLength: 12 }),
        ([zone, date], week, off, own, pairs) => {
          const wall = wallOf(zone, date)
          const calendar: Calendar = {
            zone,
            week,
            holidays: off.map((i) => wall.dates[i] ?? date),
            extra: Object.fromEntries(own.map(([i, spans]) => [wall.dates[i] ?? date, spans])),
          }
          compare(calendar, wall.firstMs, stepMinutes(calendar, wall), pairs)
        },
      ),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  })
})

function compare(calendar: Calendar, firstMs: number, working: boolean[], pairs: [number, number][]) {
  const lastMs = firstMs + working.length * MINUTE
  const listed = Array.from(working, () => false)
  for (const { startMs, endMs } of workingIntervals(calendar, firstMs, lastMs)) {
    listed.fill(true, (startMs - firstMs) / MINUTE, (endMs - firstMs) / MINUTE)
  }
  expect(listed).toEqual(working)
  for (const [a, b] of pairs) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    const startMs = firstMs + from * MINUTE
    const minutes = working.slice(from, to).filter(Boolean).length
    expect(elapsedWorking(calendar, startMs, firstMs + to * MINUTE)).toBe(minutes * MINUTE)
    expect(isWorking(calendar, startMs)).toBe(working[from])
    const next = working.indexOf(true, from)
    if (next >= 0) expect(nextWorking(calendar, startMs)).toBe(firstMs + next * MINUTE)
    if (minutes === 0) continue
    // The deadline of so many minutes is the end of the minute that completes them.
    expect(addWorking(calendar, startMs, minutes * MINUTE)).toBe(firstMs + (working.lastIndexOf(true, to - 1) + 1) * MINUTE)
  }
}
