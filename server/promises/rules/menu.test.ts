import { expect, test } from 'vitest'
import { nextCheckMs } from './check.ts'
import { mayChoose, mayMove, mayOverbook } from './may.ts'
import { drafts, type MenuOption, type Table } from './menu.ts'
import { obstaclesTo } from './obstacle.ts'
import { granted, nearest, overbooked } from './proposal.ts'
import { quote } from './quote.ts'
import { wholeTeam } from './ability.ts'

const hours: [string, string][] = [['09:00', '18:00']]
const calendar = { zone: 'UTC', week: [hours, hours, hours, hours, hours, [], []], holidays: [], extra: {} }
const at = (time: string) => Date.parse(`2026-11-${time}:00Z`)
const nowMs = at('25T10:00')
const plain = { skill: null, inLanguage: false, choosers: 'everyone' as const, level: 0.9 }
const options: MenuOption[] = [
  { ...plain, id: 'long', form: 'written', minutes: 120, windowMinutes: 0 },
  { ...plain, id: 'short', form: 'written', minutes: 30, windowMinutes: 0 },
  { ...plain, id: 'call', form: 'call', minutes: 60, windowMinutes: 30 },
]
const quotes = new Map(
  options.flatMap(({ id, minutes, level }) => {
    const it = quote({ openedAtMs: nowMs, option: { id, levelMinutes: minutes, target: level }, calendar, classes: [], past: null }, nowMs)
    return it ? [[id, it] as const] : []
  }),
)
const ann = { staffId: 'ann', takesCalls: true, skills: [], languages: ['en'], stretches: [{ startMs: nowMs - 1e9, endMs: nowMs + 1e10 }] }
const table = (change: Partial<Table> = {}): Table => ({
  nowMs,
  zone: 'UTC',
  options,
  quotes,
  chance: () => null,
  workload: { ...wholeTeam(calendar, 6), load: [] },
  calls: { people: [ann], booked: [] },
  language: 'en',
  proven: true,
  ...change,
})
const busy = (startMs: number, endMs: number) => ({ people: [ann], booked: [{ staffId: 'ann', startMs, endMs }] })
const times = (found: readonly { optionId: string; startsAtMs: number | null; dueAtMs: number }[]) =>
  found.map(({ optionId, startsAtMs, dueAtMs }) => `${optionId} ${new Date(startsAtMs ?? dueAtMs).toISOString().slice(8, 16)}`)

test('the menu is offered soonest first, three calls at most, none without callers', () => {
  expect(times(drafts(table()))).toEqual(['short 25T10:30', 'call 25T11:00', 'call 25T11:30', 'long 25T12:00', 'call 25T12:00'])
  expect(times(drafts(table({ calls: null })))).toEqual(['short 25T10:30', 'long 25T12:00'])
  expect(times(drafts(table({ calls: busy(at('25T11:00'), at('25T11:30')) })))).not.toContain('call 25T11:00')
})

test('a team that has promised more than it can give offers later, and two levels that meet are one offer', () => {
  const load = [{ dueAtMs: at('25T12:00'), units: 24 }]
  expect(times(drafts(table({ calls: null, workload: { ...wholeTeam(calendar, 6), load } })))).toEqual(['long 25T14:15'])
  expect(drafts(table({ workload: { ...wholeTeam(calendar, 0), load: [] }, calls: null }))).toEqual([])
})

test('a wish is granted where it can be kept and not before the menu’s quote', () => {
  const wish = (time: string, form: 'written' | 'call' = 'written') => ({ form, atMs: at(time) })
  expect(granted(table(), wish('25T10:29'))).toBeNull()
  expect(granted(table(), wish('25T10:30'))?.optionId).toBe('short')
  expect(granted(table(), wish('25T13:07'))?.optionId).toBe('long')
  expect(granted(table(), wish('25T17:30', 'call'))?.dueAtMs).toBe(at('25T18:00'))
  expect(granted(table(), wish('25T17:31', 'call'))).toBeNull()
  expect(granted(table({ calls: busy(at('25T15:10'), at('25T15:40')) }), wish('25T15:30', 'call'))).toBeNull()
  expect(times(nearest(table(), wish('25T17:45', 'call'), drafts(table())))).toEqual([
    'call 25T11:30',
    'call 25T12:00',
    'call 26T09:00',
    'call 26T09:30',
  ])
})

test('the clock looks at the risk, then one millisecond after it is due, and waits for an answer on its way', () => {
  const promise = { state: 'agreed' as const, agreedAtMs: nowMs, dueAtMs: at('25T12:00'), pendingUntilMs: null, fallsAtMs: null }
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
  const theirs = { customerId: 'asker' }
  const us = { by: 'us' as const, reason: 'ill', isDue: false, agreed: true }
  expect(mayMove({ kind: 'staff' }, theirs, us)).toBeNull()
  expect(mayMove({ kind: 'staff' }, theirs, { ...us, reason: null })).toBe('promises.needs_reason')
  expect(mayMove({ kind: 'staff' }, theirs, { ...us, isDue: true })).toBe('promises.wrong_course')
  const own = { by: 'customer' as const, reason: null, isDue: true, agreed: false }
  expect(mayMove({ kind: 'customer', id: 'asker' }, theirs, own)).toBeNull()
  expect(mayMove({ kind: 'customer', id: 'colleague' }, theirs, own)).toBe('forbidden')
  expect(mayMove({ kind: 'staff' }, theirs, { ...us, agreed: false })).toBe('promises.needs_consent')
  expect(mayChoose({ kind: 'visitor' }, theirs)).toBe('forbidden')
})

test('what is for proven customers, or needs a tongue nobody has, is not offered to others', () => {
  const only = options.map((option) => ({ ...option, choosers: option.id === 'short' ? ('proven' as const) : option.choosers }))
  expect(times(drafts(table({ options: only, proven: false, calls: null })))).toEqual(['long 25T12:00'])
  expect(times(drafts(table({ language: 'uk' })))).toEqual(['short 25T10:30', 'long 25T12:00'])
})

test('a lead may promise what cannot be shown to be kept, and nobody else', () => {
  const wish = { form: 'call' as const, atMs: at('25T15:15') }
  expect(granted(table({ calls: busy(at('25T15:00'), at('25T16:00')) }), wish)).toBeNull()
  expect(overbooked(table(), wish)?.startsAtMs).toBe(at('25T15:15'))
  expect(overbooked(table({ options: [] }), wish)).toBeNull()
  expect(['agent', 'lead', 'manager'].map((role) => mayOverbook({ kind: 'staff', role }))).toEqual(['forbidden', null, null])
  expect(mayOverbook({ kind: 'customer' })).toBe('forbidden')
})

test('an entry that nobody can do stands in nobody’s way: one entry that can be given is enough', () => {
  const expert = { ...plain, id: 'expert', form: 'written' as const, minutes: 90, windowMinutes: 0, skill: 'e-bikes' }
  const it = quote({ openedAtMs: nowMs, option: { id: 'expert', levelMinutes: 90, target: 0.9 }, calendar, classes: [], past: null }, nowMs)
  const people = [{ ...ann, stretches: [{ startMs: nowMs - 1e7, endMs: nowMs + 2e7 }] }]
  const workload = { ...wholeTeam(calendar, 6), people, untilMs: nowMs + 1e9, load: [] }
  const with1 = table({ options: [...options, expert], quotes: new Map([...quotes, ...(it ? [['expert', it] as const] : [])]), workload })
  const wish = { form: 'written' as const, atMs: at('25T11:45') }
  expect(granted(with1, wish)?.optionId).toBe('short')
  expect(obstaclesTo(with1, wish)).toEqual([])
})
