import { expect, test } from 'vitest'
import { countOf, relationsOf, sidesOf } from './balance.ts'

const department = (name: string) => ({ id: name, name, team: { id: `team of ${name}`, name } })
const [workshop, billing, front] = [department('workshop'), department('billing'), department('front')]
const told = {
  departments: [workshop, billing, front],
  pairs: [
    { organisationId: 'workshop', teamId: 'team of billing', asked: 12, promised: 12, kept: 11, broken: 1 },
    { organisationId: 'billing', teamId: 'team of workshop', asked: 3, promised: 3, kept: 3, broken: 0 },
    { organisationId: 'billing', teamId: 'team of billing', asked: 5, promised: 5, kept: 5, broken: 0 },
    { organisationId: 'workshop', teamId: 'a team that is no department', asked: 2, promised: 1, kept: 0, broken: 1 },
  ],
}

test('both directions stand beside each other, and who never asked is in no relation', () => {
  expect(relationsOf(told).map(({ one, other, there, back }) => [one.name, other.name, there.kept, back.kept])).toEqual([
    ['workshop', 'billing', 11, 3],
  ])
  expect(countOf(told, 'front', 'team of billing')).toMatchObject({ asked: 0, promised: 0 })
})

test('what was got counts every team that was asked, what was given every department; oneself neither', () => {
  expect(sidesOf(told, workshop)).toMatchObject({ got: { asked: 14, kept: 11, broken: 2 }, gave: { asked: 3, kept: 3 } })
  expect(sidesOf(told, billing)).toMatchObject({ got: { asked: 3, kept: 3 }, gave: { asked: 12, kept: 11 } })
  expect(sidesOf(told, front)).toMatchObject({ got: { asked: 0 }, gave: { asked: 0 } })
})
