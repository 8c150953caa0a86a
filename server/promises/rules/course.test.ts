import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueAfterPause, END_STATES, isRunning, keptState, nextState, type PromiseEvent, RUNNING_STATES } from './course.ts'
import { type Calendar, elapsedWorking } from './working-time.ts'

const SEED = 4_2026
const NUM_RUNS = process.env.FULL ? 10_000 : 300
const HOUR = 3_600_000
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const office: Calendar = {
  zone: 'Europe/Vilnius',
  week: Array.from({ length: 7 }, () => [['09:00', '18:00'] as const]),
  holidays: [],
  extra: {},
}
const EVENTS: readonly PromiseEvent[] = [
  'chosen',
  'moved_by_customer',
  'moved_by_us',
  'paused',
  'resumed',
  'at_risk',
  'late',
  'kept',
  'kept_late',
  'released',
]

describe('the course', () => {
  test('is this table', () => {
    const row = (state: (typeof RUNNING_STATES)[number]) => EVENTS.map((event) => Object.values(nextState(state, event)).join())
    expect(Object.fromEntries(RUNNING_STATES.map((state) => [state, row(state).join(' ')]))).toEqual({
      agreed: 'released moved moved waiting promises.not_waiting at_risk late kept kept_late released',
      at_risk: 'released moved moved waiting promises.not_waiting promises.already_at_risk late kept kept_late released',
      waiting: 'released moved moved promises.already_waiting agreed promises.clock_stopped promises.clock_stopped kept kept_late released',
      late: 'released moved moved promises.already_late promises.not_waiting promises.already_late promises.already_late kept kept_late released',
    })
  })
  test('begins by being chosen and in no other way', () => {
    expect(nextState(null, 'chosen')).toEqual({ to: 'agreed' })
    for (const event of EVENTS.slice(1)) expect(nextState(null, event)).toEqual({ refused: 'promises.not_begun' })
  })
  test('an end is final', () => {
    for (const state of END_STATES) {
      for (const event of EVENTS) expect(nextState(state, event)).toEqual({ refused: 'promises.ended' })
    }
  })
  test('any string of events leaves a running or an ended promise, never both', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
        let ended: string | null = null
        let state: Parameters<typeof nextState>[0] = null
        for (const event of events) {
          const step = nextState(state, event)
          if ('to' in step) state = step.to
          if (ended !== null && state !== ended) return false
          if (state !== null && !isRunning(state)) ended = state
        }
        return true
      }),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  })
})

describe('kept', () => {
  test('is decided by the instant of Send; the due instant is in time', () => {
    expect([keptState(1000, 999), keptState(1000, 1000), keptState(1000, 1001)]).toEqual(['kept', 'kept', 'kept_late'])
  })
  test('is judged at the pause while the clock is stopped', () => {
    expect(keptState(1000, 5000, 900)).toBe('kept')
    expect(keptState(1000, 5000, 1100)).toBe('kept_late')
  })
})

describe('a pause', () => {
  const due = at('2026-11-23T18:00')
  test('shifts the due time by the working time stopped', () => {
    expect(dueAfterPause(office, due, at('2026-11-23T16:00'), at('2026-11-24T10:00'))).toBe(at('2026-11-24T12:00'))
  })
  test('in the night shifts nothing', () => {
    expect(dueAfterPause(office, due, at('2026-11-23T19:00'), at('2026-11-24T09:00'))).toBe(due)
  })
  test(`keeps the working time that was left (seed ${SEED})`, () => {
    const instant = fc.integer({ min: at('2026-10-20T00:00'), max: at('2026-11-20T00:00') })
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 0, max: 200 * HOUR }), (a, b, away) => {
        const [paused, resumed] = [Math.min(a, b), Math.max(a, b)]
        const dueAtMs = paused + away
        const after = dueAfterPause(office, dueAtMs, paused, resumed)
        return elapsedWorking(office, resumed, Math.max(resumed, after)) === elapsedWorking(office, paused, dueAtMs)
      }),
      { seed: SEED, numRuns: NUM_RUNS },
    )
  })
})
