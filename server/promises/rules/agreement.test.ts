import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementTerms } from '#contract/agreements.ts'
import { agreedFor, agreedOn, standingOn, type Agreed, type Concerned, type Standing } from './agreement.ts'
import { wholeTeam } from './ability.ts'
import { drafts, dueDraft, type MenuOption, type Table } from './menu.ts'
import { obstaclesTo } from './obstacle.ts'
import { granted } from './proposal.ts'
import { quote } from './quote.ts'

// Seed 20261125 for every property here.
const numRuns = process.env['FULL'] ? 10_000 : 400
const seed = 20261125
const minute = 60_000

const day: [string, string][] = [['09:00', '18:00']]
const evening: [string, string][] = [['17:00', '22:00']]
const hours = (span: [string, string][], zone = 'Europe/Vilnius') => ({
  zone,
  week: [span, span, span, span, span, [], []],
  holidays: [],
  extra: {},
})
const team = hours(day)
const at = (time: string) => Date.parse(`2026-11-${time}:00Z`)
const noon = at('25T10:00')

const standing = (party: string, terms: object, of: Partial<Standing> = {}): Standing => ({
  versionId: `${party}${of.project ?? ''}${of.product ?? ''}`,
  party,
  project: '',
  product: '',
  hours: null,
  terms: agreementTerms.parse({ from: '2026-01-01', ...terms }),
  ...of,
})

describe('which agreement a matter is served under', () => {
  const all = [
    standing('org', { answerMinutes: 400, language: 'lt', matter: 'price' }),
    standing('org', { answerMinutes: 300 }, { product: 'p' }),
    standing('org', { answerMinutes: 200 }, { project: 'x' }),
    standing('org', { answerMinutes: 100 }, { project: 'x', product: 'p' }),
    standing('me', { answerMinutes: 150, language: 'uk' }),
    standing('else', { answerMinutes: 10 }),
  ]
  const me: Concerned = { customerId: 'me', organisationId: 'org', projectId: null, productId: null }
  const ids = (of: Partial<Concerned>) => standingOn(all, { ...me, ...of }).map(({ versionId }) => versionId)

  test('the most specific of each party, the person’s own first, and nobody else’s', () => {
    expect(ids({})).toEqual(['me', 'org'])
    expect(ids({ productId: 'p' })).toEqual(['me', 'orgp'])
    expect(ids({ projectId: 'x' })).toEqual(['me', 'orgx'])
    expect(ids({ projectId: 'x', productId: 'p' })).toEqual(['me', 'orgxp'])
    expect(ids({ projectId: 'other', productId: 'other' })).toEqual(['me', 'org'])
    const apart = all.filter(({ project, product }) => !(project && product))
    expect(standingOn(apart, { ...me, projectId: 'x', productId: 'p' }).map(({ versionId }) => versionId)).toEqual(['me', 'orgx'])
    expect(ids({ organisationId: null })).toEqual(['me'])
  })

  test('time is the sooner of both, everything else what the person’s own says, then their organisation’s', () => {
    const both = standingOn(all, me)
    const since = { openedAtMs: noon, nowMs: noon, team }
    expect(agreedFor(both, 'written', since)?.versionId).toBe('me')
    expect(agreedFor(standingOn(all, { ...me, projectId: 'x', productId: 'p' }), 'written', since)?.versionId).toBe('orgxp')
    expect(agreedOn(both, 'language')).toBe('uk')
    expect(agreedOn(both, 'matter')).toBe('price')
    expect(agreedOn(both, 'namedPersonId')).toBeNull()
  })
})

describe('by when it is due as agreed', () => {
  const due = (terms: object, { from = noon, now = noon, form = 'written' as const, of = {} as Partial<Standing> } = {}) => {
    const found = agreedFor([standing('org', terms, of)], form, { openedAtMs: from, nowMs: now, team })
    return found && new Date(found.dueAtMs).toISOString().slice(8, 16)
  }

  test('counted on the agreed hours, else the team’s; over a night, a weekend and a clock change', () => {
    expect(due({ answerMinutes: 120 })).toBe('25T12:00')
    expect(due({ answerMinutes: 540 })).toBe('26T10:00')
    expect(due({ answerMinutes: 60 }, { of: { hours: hours(evening) } })).toBe('25T16:00')
    expect(due({ answerMinutes: 60 }, { from: at('27T15:30'), now: at('27T15:30') })).toBe('30T07:30')
    const springs = hours([['00:00', '24:00']])
    const night = Date.parse('2026-03-28T23:30:00Z')
    const always = { ...springs, week: [0, 1, 2, 3, 4, 5, 6].map(() => [['00:00', '24:00'] as [string, string]]) }
    const found = agreedFor([standing('org', { answerMinutes: 120 }, { hours: always })], 'written', {
      openedAtMs: night,
      nowMs: night,
      team,
    })
    expect(found?.dueAtMs).toBe(night + 120 * minute)
  })

  test('rounded down to five minutes, never into the past, and once it has passed counted from now', () => {
    expect(due({ answerMinutes: 60 }, { from: noon + 2 * minute, now: noon + 2 * minute })).toBe('25T11:00')
    expect(due({ answerMinutes: 5 }, { from: noon + minute, now: noon + 5.5 * minute })).toBe('25T10:06')
    expect(due({ answerMinutes: 60 }, { now: noon + 90 * minute })).toBe('25T12:30')
    expect(due({})).toBeNull()
  })
})

const plain = { skill: null, inLanguage: false, choosers: 'everyone' as const, level: 0.9 }
const options: MenuOption[] = [
  { ...plain, id: 'long', form: 'written', minutes: 240, windowMinutes: 0 },
  { ...plain, id: 'short', form: 'written', minutes: 45, windowMinutes: 0 },
  { ...plain, id: 'call', form: 'call', minutes: 60, windowMinutes: 30 },
]
const quotes = new Map(
  options.flatMap(({ id, minutes, level }) => {
    const it = quote(
      { openedAtMs: noon, option: { id, levelMinutes: minutes, target: level }, calendar: team, classes: [], past: null },
      noon,
    )
    return it ? [[id, it] as const] : []
  }),
)
const ann = { staffId: 'ann', takesCalls: true, skills: [], languages: ['en'], stretches: [{ startMs: noon - 1e9, endMs: noon + 1e10 }] }

/** A team with any load and any calls booked, and something agreed within two days. */
const worlds = fc.record({
  ratePerHour: fc.double({ min: 0, max: 12, noNaN: true }),
  load: fc.array(fc.record({ inMinutes: fc.integer({ min: -600, max: 3000 }), units: fc.integer({ min: 1, max: 20 }) }), { maxLength: 12 }),
  booked: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 20 }),
  agreedInMinutes: fc.integer({ min: 1, max: 2880 }),
  wishInMinutes: fc.integer({ min: 1, max: 4000 }),
})
type World = typeof worlds extends fc.Arbitrary<infer Drawn> ? Drawn : never

function tables({ ratePerHour, load, booked, agreedInMinutes }: World): { without: Table; under: Table; agreed: Agreed } {
  const agreed = { dueAtMs: noon + agreedInMinutes * minute, versionId: 'version_1' }
  const dues = load.map(({ inMinutes, units }) => ({ dueAtMs: noon + inMinutes * minute, units })).toSorted((a, b) => a.dueAtMs - b.dueAtMs)
  const taken = booked.map((nth) => ({ staffId: 'ann', startMs: noon + nth * 30 * minute, endMs: noon + (nth + 1) * 30 * minute }))
  const without: Table = {
    nowMs: noon,
    zone: 'Europe/Vilnius',
    options,
    quotes,
    chance: () => null,
    workload: { ...wholeTeam(team, ratePerHour), load: dues },
    calls: { people: [ann], booked: taken },
    language: 'en',
    proven: true,
  }
  return { without, under: { ...without, agreed: () => agreed }, agreed }
}

describe('offers under an agreement', () => {
  const first = (found: readonly { form: string; dueAtMs: number }[], form: string) =>
    Math.min(...found.filter((draft) => draft.form === form).map(({ dueAtMs }) => dueAtMs))

  test(`are never later than agreed, and never later than without (seed ${seed})`, () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { without, under, agreed } = tables(world)
        const [before, after] = [drafts(without), drafts(under)]
        for (const { form, dueAtMs } of after) if (form === 'written') expect(dueAtMs).toBeLessThanOrEqual(agreed.dueAtMs)
        for (const form of ['written', 'call']) {
          expect(first(after, form)).toBeLessThanOrEqual(agreed.dueAtMs)
          expect(first(after, form)).toBeLessThanOrEqual(first(before, form))
        }
        for (const { dueAtMs, inputs } of after) expect('agreementVersionId' in inputs).toBe(dueAtMs <= agreed.dueAtMs)
      }),
      { seed, numRuns },
    )
  })

  test(`each entry of the menu: sooner or the same, never later (seed ${seed})`, () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { without, under, agreed } = tables(world)
        for (const option of options.filter(({ form }) => form === 'written')) {
          const [before, after] = [dueDraft(without, option)?.dueAtMs ?? Number.POSITIVE_INFINITY, dueDraft(under, option)?.dueAtMs]
          expect(after).toBe(Math.min(before, agreed.dueAtMs))
        }
      }),
      { seed, numRuns },
    )
  })

  test(`whatever was granted still is, whoever agreed on less may ask for more, and what stands in the way says the same (seed ${seed})`, () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { without, under, agreed } = tables(world)
        const wish = { form: 'written' as const, atMs: noon + world.wishInMinutes * minute }
        const [before, after] = [granted(without, wish), granted(under, wish)]
        if (before || wish.atMs >= agreed.dueAtMs) expect(after?.dueAtMs).toBe(wish.atMs)
        expect(obstaclesTo(under, wish).length === 0).toBe(after !== null)
      }),
      { seed, numRuns },
    )
  })
})
