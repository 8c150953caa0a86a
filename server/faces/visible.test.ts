import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addContact, addOrganisation, addProject, customerActor, findCustomer } from '#customers'
import { openByApi } from '#channels'
import { system, type Actor } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { claimCase, findCase, visibleCases } from '#cases'

// Who may know of a case is said once in SQL for lists and once as a rule for one case. Seed 1984 for the sample of pairs.

let desk: Desk
let caseIds: string[]
let actors: Actor[]

beforeAll(async () => {
  desk = await openDesk()
  const { staff, teams } = desk.cast
  const projectIds: string[] = []
  const contacts: string[] = []
  for (const name of ['Nords', 'Sudas']) {
    const organisationId = await desk.change(system, (ctx) => addOrganisation(ctx, { name }))
    for (const project of ['Bridge', 'Tunnel'])
      projectIds.push(await desk.change(system, (ctx) => addProject(ctx, organisationId, { name: project })))
    const of = projectIds.slice(-2)
    const rights: [string, 'own' | 'projects' | 'organisation', string[]][] = [
      ['own', 'own', of.slice(0, 1)],
      ['one', 'projects', of.slice(0, 1)],
      ['none', 'projects', []],
      ['all', 'organisation', []],
      ['two', 'projects', of],
    ]
    for (const [who, sees, projects] of rights) {
      const contact = { email: `${who}@${name.toLowerCase()}.example`, sees, signs: false, projectIds: projects }
      contacts.push(await desk.change(system, (ctx) => addContact(ctx, organisationId, contact)))
      const ask = { kind: 'request' as const, channel: 'api' as const, customer: { email: contact.email }, text: 'A bell.' }
      for (const teamId of [teams.front, teams.billing])
        await desk.change(system, (ctx) => openByApi(ctx, desk.kept.house, { ...ask, teamId }))
    }
  }
  caseIds = (await desk.kept.database.many<{ id: string }>({ text: 'select id from cases order by id', values: [] })).map(({ id }) => id)
  await desk.change(staff.rasa, (ctx) => claimCase(ctx, caseIds[0] ?? ''))
  const sighted = await desk.look(system, (ctx) => Promise.all(contacts.map(async (id) => customerActor(await findCustomer(ctx, id)))))
  const byLink = sighted.map((actor, at) => ({ ...actor, caseId: caseIds[(at * 3) % caseIds.length] ?? null }))
  actors = [system, { kind: 'visitor' }, staff.tomas, staff.mantas, staff.rasa, ...sighted, ...byLink] as Actor[]
})
afterAll(() => desk.close())

test('the list and the rule agree on every pair of somebody and a case', async () => {
  for (const actor of actors) {
    const listed = await desk.look(actor, (ctx) => visibleCases(ctx, caseIds))
    for (const caseId of caseIds) {
      const found = await desk.look(actor, (ctx) => findCase(ctx, caseId).then(Boolean, () => false))
      expect(found, `${JSON.stringify(actor)} ${caseId}`).toBe(listed.has(caseId))
    }
  }
})

test('a contact of one organisation never sees a case of another, whatever the rights', async () => {
  const organisationOf = new Map(
    (
      await desk.kept.database.many<{ id: string; organisationId: string }>({ text: 'select id, organisation_id from cases', values: [] })
    ).map(({ id, organisationId }) => [id, organisationId]),
  )
  const contacts = actors.flatMap((actor) => (actor.kind === 'customer' ? [actor] : []))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...contacts), async (actor) => {
      const [own] = await desk.kept.database.many<{ organisationId: string }>({
        text: 'select organisation_id from customers where id = $1',
        values: [actor.id],
      })
      const seen = await desk.look(actor, (ctx) => visibleCases(ctx, caseIds))
      for (const id of seen) expect(organisationOf.get(id)).toBe(own?.organisationId)
    }),
    { seed: 1984, numRuns: process.env['FULL'] ? 10_000 : 40 },
  )
})

test('each right shows exactly what it says', async () => {
  const counts = new Map<string, number>()
  for (const actor of actors.slice(5, 10)) {
    const id = actor.kind === 'customer' ? actor.id : ''
    const { email } = await desk.look(system, (ctx) => findCustomer(ctx, id))
    counts.set(email ?? '', (await desk.look(actor, (ctx) => visibleCases(ctx, caseIds))).size)
  }
  // `one` and `own` have one project each and it is the same; whoever has two or none has no project of their own to ask for.
  expect(Object.fromEntries(counts)).toEqual({
    'own@nords.example': 2,
    'one@nords.example': 4,
    'none@nords.example': 2,
    'all@nords.example': 10,
    'two@nords.example': 6,
  })
})
