import { expect, test } from 'vitest'
import { agreementTerms } from '#contract/agreements.ts'
import { mayProposeTerms, maySign } from './may-agree.ts'
import { settled, stateOf, unsigned, waitsFor, withEnd, withSignature, type VersionRow } from './version.ts'

const at = (time: string) => new Date(`2026-11-${time}Z`)
const now = at('25T10:00')
const version = (changes: Partial<VersionRow> = {}): VersionRow => ({
  ...unsigned,
  id: 'version_1',
  agreementId: 'agreement_1',
  version: 1,
  terms: agreementTerms.parse({ from: '2026-11-25' }),
  proposedBy: 'us',
  proposedById: 'rasa',
  proposedAt: now,
  note: '',
  ...changes,
})
const both = (changes: Partial<VersionRow> = {}) => withSignature(withSignature(version(changes), 'us', 'rasa', now), 'them', 'jonas', now)

test('it waits for whoever has not signed, and holds from its first day or from now', () => {
  expect(waitsFor(version())).toBe('us')
  const ours = withSignature(version(), 'us', 'rasa', now)
  expect(waitsFor(ours)).toBe('them')
  expect(settled([], ours, { firstAt: now, endAt: null }, now)).toBeNull()
  const [held] = settled([], both(), { firstAt: at('20T00:00'), endAt: null }, now) ?? []
  expect(held).toMatchObject({ beginsAt: now, endsAt: null, settledAt: now })
  const [later] = settled([], both(), { firstAt: at('28T00:00'), endAt: at('30T00:00') }, now) ?? []
  expect(later && [stateOf(later, now), stateOf(later, at('28T00:00')), stateOf(later, at('30T00:00'))]).toEqual([
    'signed',
    'in_force',
    'ended',
  ])
  const [over] = settled([], both(), { firstAt: at('20T00:00'), endAt: at('21T00:00') }, now) ?? []
  expect(over?.endsAt).toEqual(over?.beginsAt)
})

test('what would hold beside it ends where it begins, what lies ahead never begins', () => {
  const old = { ...both({ id: 'old' }), settledAt: now, beginsAt: at('01T00:00'), endsAt: null }
  const ahead = { ...both({ id: 'ahead' }), settledAt: now, beginsAt: at('29T00:00'), endsAt: at('30T00:00') }
  const past = { ...both({ id: 'past' }), settledAt: now, beginsAt: at('01T00:00'), endsAt: at('02T00:00') }
  const changed = settled([old, ahead, past], both({ id: 'new' }), { firstAt: at('27T00:00'), endAt: null }, now) ?? []
  expect(changed.map(({ id, endsAt }) => [id, endsAt])).toEqual([
    ['old', at('27T00:00')],
    ['ahead', at('29T00:00')],
    ['new', null],
  ])
})

test('what was signed after its last day ends nothing that holds', () => {
  const old = { ...both({ id: 'old' }), settledAt: now, beginsAt: at('01T00:00'), endsAt: null }
  const changed = settled([old], both({ id: 'late' }), { firstAt: at('10T00:00'), endAt: at('20T00:00') }, now) ?? []
  expect(changed.map(({ id, beginsAt, endsAt }) => [id, beginsAt, endsAt])).toEqual([['late', now, now]])
})

test('a signature stays whose it was; notice never makes it last longer', () => {
  expect(withSignature(both(), 'us', 'daiva', at('26T10:00')).ourSignerId).toBe('rasa')
  const held = { ...both(), settledAt: now, beginsAt: now, endsAt: at('26T00:00') }
  const by = { side: 'them' as const, id: 'jonas', reason: 'We move.' }
  expect(withEnd(held, by, at('29T00:00'), now).endsAt).toEqual(at('26T00:00'))
  expect(withEnd({ ...held, endsAt: null }, by, at('29T00:00'), now).endsAt).toEqual(at('29T00:00'))
  expect(withEnd({ ...held, beginsAt: at('28T00:00'), endsAt: null }, by, at('26T00:00'), now).endsAt).toEqual(at('28T00:00'))
})

test('a signature is a person’s who may; a program proposes and signs nothing', () => {
  expect(maySign({ kind: 'staff', role: 'lead' })).toBeNull()
  expect(maySign({ kind: 'staff', role: 'agent' })).toBe('forbidden')
  expect(maySign({ kind: 'key', role: 'admin' })).toBe('forbidden')
  expect(maySign({ kind: 'customer', signs: true, proven: false })).toBe('promises.may_not_sign')
  expect(maySign({ kind: 'customer', signs: false, proven: true })).toBe('promises.may_not_sign')
  expect(maySign({ kind: 'customer', signs: true, proven: true })).toBeNull()
  expect(mayProposeTerms({ kind: 'key', role: 'lead' })).toBeNull()
  expect(mayProposeTerms({ kind: 'key', role: 'agent' })).toBe('forbidden')
  expect(mayProposeTerms({ kind: 'visitor' })).toBe('forbidden')
})
