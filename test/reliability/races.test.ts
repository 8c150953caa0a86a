import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../server/people/session.ts'
import { takeIn } from '#channels'
import { addStaff } from '#people'
import { system, type Actor } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { auditClocks, auditHistory } from './audit-history.ts'
import { openDice, runSeed, size } from './dice.ts'
import { figure } from './figures.ts'

const pairs = size('R6', 200, 1_000)
const crowds = size('R6_CROWDS', 10, 100)

interface Person {
  id: string
  name: string
  cookie: string
}

let nodes: Desk[]
let people: Person[]

beforeAll(async () => {
  const one = await openDesk()
  nodes = [one, await openDesk({ shares: one })]
  people = []
  for (let nth = 0; nth < 20; nth++) people.push(await colleague(one, nth))
})
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.close()
})

async function colleague(desk: Desk, nth: number): Promise<Person> {
  const name = `Colleague ${nth}`
  return desk.change(system, async (ctx) => {
    const { id } = await addStaff(ctx, {
      name,
      email: `colleague-${nth}@veloshop.example`,
      role: 'agent',
      teamIds: [desk.cast.teams.front],
    })
    return { id, name, cookie: `kept_session=${(await openSession(ctx, id)).token}` }
  })
}

type Deed = 'claim' | 'answer' | 'owner'

test(
  `R6: ${pairs} pairs and ${crowds} crowds of 20 at one case through two nodes (seed ${runSeed}): one winner, losers told who has it, no double answer`,
  { timeout: 60_000 + (pairs + crowds * 10) * 200 },
  async () => {
    const dice = openDice(runSeed + 6)
    const wrong: string[] = []
    const [first] = nodes
    if (!first) throw new Error('No node')
    for (let round = 0; round < pairs + crowds; round++) {
      const deed = dice.pick<Deed>(['claim', 'answer', 'owner'])
      const from = dice.below(people.length)
      const racers =
        round < pairs ? [0, 1 + dice.below(19)].map((step) => people[(from + step) % 20]).filter((it) => it !== undefined) : people
      const { caseId, messageId } = await fresh(first, round)
      first.clock.forward({ seconds: 1 })
      const answers = await Promise.all(racers.map((person, nth) => go(nodes[nth % 2] ?? first, deed, person, caseId, messageId)))
      wrong.push(
        ...(await judge(first, deed, caseId, racers, answers)).map((words) => `round ${round}, ${deed} by ${racers.length}: ${words}`),
      )
    }
    const findings = [...(await auditHistory(first.kept.database)), ...(await auditClocks(first.kept.database))]
    figure('R6', { seed: runSeed + 6, pairs, crowds, wrong: wrong.length, findings: findings.length })
    expect(wrong.slice(0, 10), `seed ${runSeed + 6}`).toEqual([])
    expect(findings.slice(0, 10)).toEqual([])
  },
)

async function fresh(desk: Desk, nth: number): Promise<{ caseId: string; messageId: string }> {
  const address = `race-${nth}@client.example`
  const message = { channel: 'form' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: '', address } }
  const caseId = (
    await desk.change(system as Actor, (ctx) =>
      takeIn(ctx, {
        house: desk.kept.house,
        teamId: desk.cast.teams.front,
        customer: { email: address },
        kind: 'request',
        channel: 'form',
        message,
        acknowledge: false,
      }),
    )
  ).it.id
  return { caseId, messageId: (await desk.kept.database.one<{ id: string }>(sql`select id from messages where case_id = ${caseId}`)).id }
}

async function go(
  { app }: Desk,
  deed: Deed,
  { id, cookie }: Person,
  caseId: string,
  messageId: string,
): Promise<{ status: number; code: string; by: string }> {
  const payload =
    deed === 'answer'
      ? { text: 'We mend it today.', undoSeconds: 0, seenMessageId: messageId }
      : deed === 'owner'
        ? { owner: { staffId: id }, version: 1 }
        : undefined
  const answer = await app.inject({
    method: 'PUT',
    url: `/api/v1/cases/${caseId}/${deed}`,
    headers: { cookie },
    ...(payload && { payload }),
  })
  const { code = '', by = '' } = answer.json<{ code?: string; by?: string }>()
  return { status: answer.statusCode, code, by }
}

const refusal: Record<Deed, [number, string]> = {
  claim: [409, 'cases.already_claimed'],
  answer: [409, 'cases.answered_meanwhile'],
  owner: [412, 'cases.stale'],
}

async function judge(
  desk: Desk,
  deed: Deed,
  caseId: string,
  racers: readonly Person[],
  answers: readonly { status: number; code: string; by: string }[],
): Promise<string[]> {
  const winners = racers.filter((_, nth) => answers[nth]?.status === 200)
  const [winner] = winners
  if (winners.length !== 1 || !winner)
    return [`${winners.length} winners: ${answers.map(({ status, code }) => `${status} ${code}`).join(', ')}`]
  const [status, code] = refusal[deed]
  const losers = answers.filter((answer) => answer.status !== 200)
  const { ownerId } = await desk.kept.database.one<{ ownerId: string }>(sql`select owner_id from cases where id = ${caseId}`)
  const { sent } = await desk.kept.database.one<{ sent: number }>(
    sql`select count(*) as sent from messages where case_id = ${caseId} and direction = 'out'`,
  )
  return [
    ...(ownerId === winner.id ? [] : [`owned by ${ownerId}, won by ${winner.id}`]),
    ...(sent === (deed === 'answer' ? 1 : 0) ? [] : [`${sent} messages went out`]),
    ...losers
      .filter((loser) => loser.status !== status || loser.code !== code || loser.by !== winner.name)
      .map((loser) => `a loser heard ${JSON.stringify(loser)} where ${winner.name} won`),
  ]
}
