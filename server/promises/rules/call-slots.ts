import { canDo, type Need, type Person } from './ability.ts'
import { ceilToStep } from './human-time.ts'
import { type Calendar, workingIntervals } from './working-time.ts'

const MINUTE_MS = 60_000

/**
 * A stretch of time in epoch milliseconds, the end outside: a person's presence, or a slot somebody holds or has
 * booked.
 */
export type Stretch = { readonly startMs: number; readonly endMs: number }

/** What a person is taken for. */
export type Booking = Stretch & { readonly staffId: string }

/** Who takes calls, when they are there, and what they are taken for. */
export type Callers = { readonly people: readonly Person[]; readonly booked: readonly Booking[] }

/**
 * How calls are offered: slot length, window in which we dial, shortest notice, how far ahead, and how many to show
 * (200 at most).
 */
export type CallMenu = {
  readonly slotMinutes: number
  readonly windowMinutes: number
  readonly leadMinutes: number
  readonly daysAhead: number
  readonly limit: number
}

/**
 * A call we can give: we dial between `startMs` and `dueAtMs`; a person is taken until `endMs`; so many people are
 * free.
 */
export type CallSlot = Stretch & { readonly dueAtMs: number; readonly free: number }

const MOST_SLOTS = 200

/**
 * Lists the call slots with at least one free person who has what is needed, soonest first: on the calendar's local clock in steps of the
 * slot length, wholly inside working time, after the lead time, never more people than are there less those booked or
 * held.
 */
export function callSlots(calendar: Calendar, nowMs: number, menu: CallMenu, callers: Callers, need: Need): CallSlot[] {
  if (!(menu.slotMinutes > 0)) return []
  const slots: CallSlot[] = []
  const limit = Math.min(menu.limit, MOST_SLOTS)
  const fromMs = nowMs + menu.leadMinutes * MINUTE_MS
  const toMs = nowMs + menu.daysAhead * 1440 * MINUTE_MS
  for (const working of workingIntervals(calendar, fromMs, toMs)) {
    for (const slot of grid(calendar.zone, working, menu)) {
      if (slots.length >= limit) return slots
      const free = freeCallers(callers, need, slot).length
      if (free > 0) slots.push({ ...slot, dueAtMs: slot.startMs + menu.windowMinutes * MINUTE_MS, free })
    }
  }
  return slots
}

/** Who of those who have what is needed is there for the whole of a stretch and taken in no part of it; asked again when a call is booked. */
export function freeCallers({ people, booked }: Callers, need: Need, slot: Stretch): string[] {
  const busy = new Set(booked.filter((other) => other.startMs < slot.endMs && other.endMs > slot.startMs).map(({ staffId }) => staffId))
  return people.filter((person) => canDo(person, need) && isThere(person, slot) && !busy.has(person.staffId)).map(({ staffId }) => staffId)
}

/** Says whether a person is there for the whole of a stretch. */
export const isThere = ({ stretches }: Pick<Person, 'stretches'>, slot: Stretch): boolean =>
  stretches.some(({ startMs, endMs }) => startMs <= slot.startMs && endMs >= slot.endMs)

function* grid(zone: string, working: Stretch, menu: CallMenu): Generator<Stretch> {
  // A window longer than its slot keeps the person until the window is over.
  const lengthMs = Math.max(menu.slotMinutes, menu.windowMinutes) * MINUTE_MS
  let startMs = ceilToStep(zone, working.startMs, menu.slotMinutes)
  while (startMs + lengthMs <= working.endMs) {
    yield { startMs, endMs: startMs + lengthMs }
    startMs = ceilToStep(zone, startMs + menu.slotMinutes * MINUTE_MS, menu.slotMinutes)
  }
}
