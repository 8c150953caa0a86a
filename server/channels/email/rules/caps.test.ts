import { expect, test } from 'vitest'
import { mayMail, retryAt } from './caps.ts'

test('an unproven address gets three an hour', () => {
  expect([0, 2, 3, 9].map((hour) => mayMail({ hour, burst: 0, day: 0 }, false))).toEqual([true, true, false, false])
})

test('a proven one ten per case in ten minutes and a hundred a day', () => {
  expect([9, 10].map((burst) => mayMail({ hour: 50, burst, day: 50 }, true))).toEqual([true, false])
  expect([99, 100].map((day) => mayMail({ hour: 0, burst: 0, day }, true))).toEqual([true, false])
})

test('tries again after 1, 5, 15, 60 and 240 minutes, for two days', () => {
  const created = new Date('2026-11-25T10:00:00Z')
  let [now, attempts, waits] = [created, 0, [] as number[]]
  for (let next = retryAt(++attempts, created, now); next; next = retryAt(++attempts, created, now)) {
    waits.push((next.getTime() - now.getTime()) / 60_000)
    now = next
  }
  expect(waits.slice(0, 6)).toEqual([1, 5, 15, 60, 240, 240])
  expect(now.getTime() - created.getTime()).toBeLessThanOrEqual(48 * 3_600_000)
  expect(now.getTime() - created.getTime()).toBeGreaterThan(43 * 3_600_000)
})
