import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Booking, callSlots, freeCallers, type Stretch } from './call-slots.ts'
import { type Calendar, elapsedWorking } from './working-time.ts'

const SEED = 7_2026
const MINUTE = 60_000
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Vilnius]`).epochMilliseconds
const office: Calendar = {
  zone: 'Europe/Vilnius',
  week: Array.from({ length: 7 }, () => [['09:00', '12:15'] as const, ['13:00', '18:00'] as const]),
  holidays: ['2026-11-24'],
  extra: {},
}
const menu = { slotMinutes: 30, windowMinutes: 10, leadMinutes: 45, daysAhead: 5, limit: 8 }
const now = at('2026-11-23T11:05')
const half = (from: string) => ({ startMs: at(from), endMs: at(from) + 30 * MINUTE })
const anything = { skill: null, language: null }
const always = { startMs: now - 1e9, endMs: now + 3e11 }
/** So many people who are always there, or those whose presences are given. */
const folk = (there: number | Stretch[], booked: Booking[] = []) => {
  const presences = typeof there === 'number' ? Array.from({ length: there }, () => always) : there
  const people = presences.map((stretch, i) => ({
    staffId: `${i}`,
    takesCalls: true,
    skills: [] as string[],
    languages: ['lt'],
    stretches: [stretch],
  }))
  return { people, booked }
}
const by = (staffId: string, stretch: Stretch): Booking => ({ staffId, startMs: stretch.startMs, endMs: stretch.endMs })
const starts = (...args: Parameters<typeof callSlots>) => callSlots(...args).map(({ startMs }) => startMs)

describe('call slots', () => {
  test('come after the lead time, on the half hour, wholly inside working time, soonest first', () => {
    expect(starts(office, now, { ...menu, limit: 3 }, folk(1), anything)).toEqual(
      ['2026-11-23T13:00', '2026-11-23T13:30', '2026-11-23T14:00'].map(at),
    )
  })
  test('are due at the end of their window and skip the holiday', () => {
    const late = callSlots(office, at('2026-11-23T17:00'), menu, folk(2), anything)[0]
    expect(late).toEqual({ ...half('2026-11-25T09:00'), dueAtMs: at('2026-11-25T09:10'), free: 2 })
  })
  test('count the free people, and go when all are taken', () => {
    const taken = [by('0', half('2026-11-23T13:00')), by('1', half('2026-11-23T13:00')), by('1', half('2026-11-23T13:30'))]
    expect(callSlots(office, now, { ...menu, limit: 2 }, folk(2, taken), anything)).toMatchObject([
      { startMs: at('2026-11-23T13:30'), free: 1 },
      { startMs: at('2026-11-23T14:00'), free: 2 },
    ])
  })
  test('a person who is there for half a slot cannot take it', () => {
    const there = [{ startMs: at('2026-11-23T13:10'), endMs: at('2026-11-23T14:40') }]
    expect(starts(office, now, menu, folk(there), anything)).toEqual(
      [half('2026-11-23T13:30'), half('2026-11-23T14:00')].map((s) => s.startMs),
    )
  })
  test('a booking that overlaps takes a person, one that touches does not', () => {
    expect(freeCallers(folk(1, [by('0', half('2026-11-23T13:15'))]), anything, half('2026-11-23T13:00'))).toHaveLength(0)
    expect(freeCallers(folk(1, [by('0', half('2026-11-23T13:00'))]), anything, half('2026-11-23T13:15'))).toHaveLength(0)
    expect(freeCallers(folk(1, [by('0', half('2026-11-23T13:30'))]), anything, half('2026-11-23T13:00'))).toHaveLength(1)
  })
  test('need somebody who speaks the language', () => {
    expect(starts(office, now, menu, folk(2), { skill: null, language: 'uk' })).toEqual([])
    expect(starts(office, now, menu, folk(2), { skill: null, language: 'lt' })).toHaveLength(8)
  })
  test('are bounded whatever is asked, and none for a slot without length', () => {
    expect(callSlots(office, now, { ...menu, limit: 1e9, daysAhead: 3000 }, folk(1), anything)).toHaveLength(200)
    expect(callSlots(office, now, { ...menu, slotMinutes: 0 }, folk(1), anything)).toEqual([])
  })
})

test(`booking slot after slot never takes more people than there are (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom(10, 20, 30, 45, 60), fc.nat(59), (people, slotMinutes, minute) => {
      const booked: Booking[] = []
      for (let i = 0; i < 60; i++) {
        const [slot] = callSlots(office, now + minute * MINUTE, { ...menu, slotMinutes, limit: 1 }, folk(people, booked), anything)
        if (!slot) break
        booked.push(by(freeCallers(folk(people, booked), anything, slot)[0] ?? '', slot))
      }
      return booked.every((slot) => {
        const inside = elapsedWorking(office, slot.startMs, slot.endMs) === slot.endMs - slot.startMs
        return inside && booked.filter((b) => b.startMs < slot.endMs && b.endMs > slot.startMs).length <= people
      })
    }),
    { seed: SEED, numRuns: process.env.FULL ? 10_000 : 100 },
  )
})
