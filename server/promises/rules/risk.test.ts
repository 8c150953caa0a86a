import { describe, expect, test } from 'vitest'
import { atRiskFromMs, isLate, riskCause, tellByMs, timeFact } from './risk.ts'

const MINUTE = 60_000

describe('risk', () => {
  const window = (minutes: number) => ({ agreedAtMs: 0, dueAtMs: minutes * MINUTE })
  test.each([
    ['chat in 12 minutes', 12, 3],
    ['a call in 3 hours', 180, 45],
    ['tomorrow 10:00, given at 16:00', 18 * 60, 60],
    ['a window of nothing', 0, 0],
  ])('%s', (_, minutes, last) => {
    expect(atRiskFromMs(window(minutes))).toBe((minutes - last) * MINUTE)
  })
  test('comes from the clock, or from a chance under half the stated level', () => {
    expect(riskCause(window(180), 134 * MINUTE)).toBe(null)
    expect(riskCause(window(180), 135 * MINUTE)).toBe('clock')
    expect(riskCause(window(180), 10 * MINUTE, 0.44, 0.9)).toBe('estimate')
    expect(riskCause(window(180), 10 * MINUTE, 0.45, 0.9)).toBe(null)
    expect(riskCause(window(180), 10 * MINUTE, 0.1, null)).toBe(null)
  })
  test('is told 15 minutes before, where the window is an hour or more', () => {
    expect([tellByMs(window(60)), tellByMs(window(59))]).toEqual([45 * MINUTE, null])
  })
  test('minutes are cut as a clock cuts them', () => {
    expect(timeFact(10 * MINUTE, 6.5 * MINUTE)).toEqual({ minutesLeft: 3 })
    expect(timeFact(10 * MINUTE, 10 * MINUTE)).toEqual({ minutesLeft: 0 })
    expect(timeFact(10 * MINUTE, 18.9 * MINUTE)).toEqual({ minutesLate: 8 })
    expect([isLate(1000, 1000), isLate(1000, 1001)]).toEqual([false, true])
  })
})
