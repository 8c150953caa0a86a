import { expect, test } from 'vitest'
import { nextCheckMs } from './check.ts'
import { mayChoose, mayMove } from './may.ts'
import { drafts, type MenuOption, type Table } from './menu.ts'
import { granted, nearest } from './proposal.ts'

const hours: [string, string][] = [['09:00', '18:00']]
const calendar = { zone: 'UTC', week: [hours, hours, hours, hours, hours, [], []], holidays: [], extra: {} }
const at = (time: string) => Date.parse(`2026-11-${time}:00Z`)
const nowMs = at('25T10:00')
const options: MenuOption[] = [
  { id: 'long', form: 'written', minutes: 120, windowMinutes: 0, level: 0.9 },
  { id: 'short', form: 'written', minutes: 30, windowMinutes: 0, level: 0.9 },
  { id: 'call', form: 'call', minutes: 60, windowMinutes: 30, level: 0.9 },
]
const table = (change: Partial<Table> = {}): Table => ({
  nowMs,
  openedAtMs: nowMs,
  zone: 'UTC',
  options,
  workload: { calendar, ratePerHour: 6, load: [] },
  calls: { callers: 1, booked: [] },
  ...change,
})
const times = (found: readonly { optionId: string; startsAtMs: number | null; dueAtMs: number }[]) =>
  found.map(({ optionId, startsAtMs, dueAtMs }) => `${optionId} ${new Date(startsAtMs ?? dueAtMs).toISOString().slice(8, 16)}`)

test('the menu is offered soonest first, three calls at most, none without callers', () => {
  expect(times(drafts(table()))).toEqual(['short 25T10:30', 'call 25T11:00', 'call 25T11:30', 'long 25T12:00', 'call 25T12:00'])
  expect(times(drafts(table({ calls: null })))).toEqual(['short 25T10:30', 'long 25T12:00'])
  expect(times(drafts(table({ calls: { callers: 1, booked: [{ startMs: at('25T11:00'), endMs: at('25T11:30') }] } })))).not.toContain(
    'call 25T11:00',
  )
})

test('a team that has promised more than it can give offers later, and two levels that meet are one offer', () => {
  const load = [{ dueAtMs: at('25T12:00'), units: 24 }]
  expect(times(drafts(table({ calls: null, workload: { calendar, ratePerHour: 6, load } })))).toEqual(['long 25T14:15'])
  expect(drafts(table({ workload: { calendar, ratePerHour: 0, load: [] }, calls: null }))).toEqual([])
})

test('a wish is granted where it can be kept and not before the menu’s quote', () => {
  const wish = (time: string, form: 'written' | 'call' = 'written') => ({ form, atMs: at(time) })
  expect(granted(table(), wish('25T10:29'))).toBeNull()
  expect(granted(table(), wish('25T10:30'))?.optionId).toBe('short')
  expect(granted(table(), wish('25T13:07'))?.optionId).toBe('long')
  expect(granted(table(), wish('25T17:30', 'call'))?.dueAtMs).toBe(at('25T18:00'))
  expect(granted(table(), wish('25T17:31', 'call'))).toBeNull()
  expect(
    granted(table({ calls: { callers: 1, booked: [{ startMs: at('25T15:10'), endMs: at('25T15:40') }] } }), wish('25T15:30', 'call')),
  ).toBeNull()
  expect(times(nearest(table(), wish('25T17:45', 'call'), drafts(table())))).toEqual([
    'call 25T11:30',
    'call 25T12:00',
    'call 26T09:00',
    'call 26T09:30',
  ])
})

test('the clock looks at the risk, then one millisecond after it is due, and waits for an answer on its way', () => {
  const promise = { state: 'agreed' as const, agreedAtMs: nowMs, dueAtMs: at('25T12:00'), pendingUntilMs: null }
  expect(nextCheckMs(promise)).toBe(at('25T11:30'))
  expect(nextCheckMs({ ...promise, state: 'at_risk' })).toBe(at('25T12:00') + 1)
  expect(nextCheckMs({ ...promise, state: 'at_risk', pendingUntilMs: at('25T12:05') })).toBe(at('25T12:05'))
  expect(['waiting', 'late', 'kept', 'released'].map((state) => nextCheckMs({ ...promise, state: state as 'late' }))).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('only our own move needs a reason, and comes before the promise is due', () => {
  const us = { by: 'us' as const, reason: 'ill', isDue: false }
  expect(mayMove({ kind: 'staff' }, us)).toBeNull()
  expect(mayMove({ kind: 'staff' }, { ...us, reason: null })).toBe('promises.needs_reason')
  expect(mayMove({ kind: 'staff' }, { ...us, isDue: true })).toBe('promises.wrong_course')
  expect(mayMove({ kind: 'customer' }, { by: 'customer', reason: null, isDue: true })).toBeNull()
  expect(mayChoose({ kind: 'visitor' })).toBe('forbidden')
})
