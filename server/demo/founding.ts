import { answerCase, claimCase, openCase } from '#cases'
import { takeIn } from '#channels'
import { addWorking, calendarOf, nextWorking, recordAbsence } from '#people'
import { changeCharterTexts, pendingCharter, promisesHears, promisesSweeps, publishCharter, startDefault } from '#promises'
import { sql } from '#platform/db/sql.ts'
import { system, type Actor, type Context } from '#platform/context.ts'
import { sweepAll } from '#platform/jobs/sweep.ts'
import { change, type Kept } from '#platform/kept.ts'
import { foundCompanyCast, type Cast } from './cast.ts'
import { seeded, type Dice } from './dice.ts'
import { elsewhere, whyRenewed } from './charter.ts'
import { answers, needs, type Need } from './needs.ts'
import { foundPurchases, foundRange, type Range } from './range.ts'
import { askForEvening, expect, expectsOf, proposeLevel, signLevel, takeAnswer } from './voice.ts'

/** Everything random in the demo comes from this seed: every demo tells the same story. */
export const demoSeed = 20261123
const finishedCases = 300
const openCases = 22
const minute = 60_000

/** Loads the demo company into an empty database: its people, a past of three hundred finished promises, and some open cases. */
export async function foundDemo(kept: Kept): Promise<void> {
  const { count } = await kept.database.one<{ count: number }>(sql`select count(*) from company`)
  if (count > 0) return
  const now = kept.clock.now()
  const lastQuarter = new Date(now.getTime() - 90 * 86_400_000)
  const { cast, range } = await change({ ...kept, clock: { now: () => lastQuarter } }, system, 'en', async (ctx) => {
    const founded = await foundCompanyCast(ctx)
    return { cast: founded, range: await foundRange(ctx, founded) }
  })
  await change(kept, system, 'en', (ctx) => foundPurchases(ctx, cast, range))
  await change(kept, system, 'en', (ctx) => foundAbsence(ctx, cast))
  const dice = seeded(demoSeed)
  const starts = await momentsBefore(kept, cast, dice, now)
  const renewed = new Date(now.getTime() - 21 * 86_400_000)
  const story = { cast, range, dice }
  for (const start of starts.filter((at) => at <= renewed)) await finishedCase(kept, story, start)
  await change({ ...kept, clock: { now: () => renewed } }, cast.staff.rasa, 'en', renewCharter)
  for (const start of starts.filter((at) => at > renewed)) await finishedCase(kept, story, start)
  await agree(kept, story, renewed)
  for (let nth = 0; nth < openCases; nth++)
    await openCaseNow(kept, { cast, range, dice }, new Date(now.getTime() - Math.floor(dice.roll() ** 2 * 170) * minute))
}

/** What was agreed with the corporate customer three weeks ago, signed by both: what it asks from now on obeys. */
async function agree(kept: Kept, { cast, range }: Story, at: Date): Promise<void> {
  const then = { ...kept, hears: [promisesHears], clock: { now: () => at } }
  const id = await change(then, cast.staff.rasa, 'en', (ctx) => proposeLevel(ctx, range.organisationId, cast))
  const signer: Actor = { kind: 'customer', id: cast.customers['giedre']?.id ?? '', caseId: null }
  await change(then, signer, 'lt', (ctx) => signLevel(ctx, id))
}

interface Story {
  cast: Cast
  range: Range
  dice: Dice
}
type Customer = Cast['customers'][string]

/** Tomas is away for the first three days of the coming week. */
async function foundAbsence(ctx: Context, cast: Cast): Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO('Europe/Vilnius').toPlainDate()
  const monday = today.add({ days: 8 - today.dayOfWeek })
  const until = monday.add({ days: 2 }).toString()
  await recordAbsence(ctx, { staffId: cast.staff.tomas.id, from: monday.toString(), until, reason: 'vacation' })
}

/** The second version of the charter: it says where else customers can turn, because they asked. */
async function renewCharter(ctx: Context): Promise<void> {
  const { draft } = await pendingCharter(ctx)
  await changeCharterTexts(ctx, { texts: { elsewhere }, version: draft.version })
  const { mark } = await pendingCharter(ctx)
  await publishCharter(ctx, { mark, why: whyRenewed, askedByCount: 14 })
}

/** Instants inside working time over the last eight weeks, oldest first. */
async function momentsBefore(kept: Kept, cast: Cast, dice: Dice, now: Date): Promise<Date[]> {
  const calendar = await change(kept, system, 'en', (ctx) => calendarOf(ctx, cast.teams.front))
  const moments = Array.from({ length: finishedCases }, () => now.getTime() - (1 + dice.roll() * 55) * 86_400_000)
  return moments
    .map((at) => new Date((nextWorking(calendar, at) ?? at) + Math.floor(dice.roll() * 300) * minute))
    .sort((a, b) => a.getTime() - b.getTime())
}

/** One matter from opening to the customer's word, at its own times: about one in fifteen late, most accepted, some rated. Nobody is mailed. */
async function finishedCase(kept: Kept, { cast, range, dice }: Story, start: Date): Promise<void> {
  const past = { ...kept, hears: [promisesHears] }
  const at = (time: Date): Kept => ({ ...past, clock: { now: () => time } })
  const customer = dice.pick(Object.values(cast.customers))
  const need = dice.pick(needs[customer.language])
  const agent = dice.pick([cast.staff.tomas, cast.staff.olena, cast.staff.ieva])
  const late = dice.roll() < 1 / 15
  const { it, dueAt } = await change(at(start), system, customer.language, (ctx) => opened(ctx, { cast, range, dice }, customer, need))
  const calendar = await change(kept, system, 'en', (ctx) => calendarOf(ctx, cast.teams.front))
  const answeredAt = new Date(
    addWorking(calendar, start.getTime(), (late ? 125 + dice.roll() * 90 : 8 + dice.roll() * 108) * minute) ?? start.getTime(),
  )
  // Late ones were called at risk in their time, as the sweeps of those weeks did.
  for (const time of late && dueAt ? [new Date(dueAt.getTime() - 25 * minute), answeredAt] : []) await sweepAll(at(time), promisesSweeps)
  await change(at(answeredAt), agent, 'en', async (ctx) => {
    await claimCase(ctx, it.id)
    await answerCase(ctx, { caseId: it.id, text: answers[customer.language], undoSeconds: 0 })
  })
  const person: Actor = { kind: 'customer', id: customer.id, caseId: it.id }
  const decided = new Date(answeredAt.getTime() + (20 + dice.roll() * 600) * minute)
  await change(at(decided), person, customer.language, (ctx) => takeAnswer(ctx, it.id, { late, dice }))
}

async function opened(ctx: Context, { cast, range, dice }: Story, { id: customerId, language, email }: Customer, need: Need) {
  const isCorporate = email.endsWith('@miestas.example')
  const { expects, minutes } = expectsOf(dice, language)
  const it = await openCase(ctx, {
    customerId,
    expects,
    teamId: cast.teams.front,
    kind: need.kind,
    channel: 'form',
    language,
    subject: need.subject,
    productId: need.about && range.products[need.about],
    organisationId: isCorporate ? range.organisationId : null,
    projectId: isCorporate ? range.projects.sharing : null,
    message: { channel: 'form', text: need.text, shownText: need.text, from: { name: '', address: '' }, language },
  })
  const promise = await startDefault(ctx, it)
  await expect(ctx, it, minutes, promise?.dueAt)
  return { it, dueAt: promise?.dueAt }
}

/** A case of today, taken in as if by the form, with its acknowledgement in the demo's mailbox. */
async function openCaseNow(kept: Kept, { cast, range, dice }: Story, at: Date): Promise<void> {
  const customer = dice.pick(Object.values(cast.customers))
  const need = dice.pick(needs[customer.language])
  const teamId =
    need.subject.includes('nvoice') || need.subject.includes('рахун') || need.subject.includes('Pinig')
      ? cast.teams.billing
      : dice.roll() < 0.3
        ? cast.teams.workshop
        : cast.teams.front
  const { it, customer: met } = await change({ ...kept, clock: { now: () => at } }, system, customer.language, (ctx) =>
    takeIn(ctx, {
      house: kept.house,
      teamId,
      customer: { email: customer.email, name: customer.name },
      kind: need.kind,
      subject: need.subject,
      productId: need.about && range.products[need.about],
      channel: 'form',
      language: customer.language,
      acknowledge: true,
      message: {
        channel: 'form',
        text: need.text,
        shownText: need.text,
        from: { name: customer.name, address: customer.email },
        language: customer.language,
      },
    }),
  )
  if (met.phone && dice.roll() < 0.6) {
    const person: Actor = { kind: 'customer', id: it.customerId, caseId: it.id }
    await change({ ...kept, clock: { now: () => at } }, person, customer.language, (ctx) => askForEvening(ctx, it.id, customer.language))
  }
  const claimedAt = new Date(Math.min(kept.clock.now().getTime(), at.getTime() + (2 + dice.roll() * 8) * minute))
  const agent = dice.pick([cast.staff.tomas, cast.staff.olena])
  if (it.ownerId === null && teamId === cast.teams.front && dice.roll() < 0.4) {
    await change({ ...kept, clock: { now: () => claimedAt } }, agent, 'en', (ctx) => claimCase(ctx, it.id))
  }
}
