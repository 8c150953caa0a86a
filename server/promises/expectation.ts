import { findCase, hearWords, stateOwnView, type Case, type OwnView } from '#cases'
import type { AskedFor, Expectation, ExpectationSum } from '#contract/expectations.ts'
import type { Context } from '#platform/context.ts'
import { allow, found } from '#platform/refusal.ts'
import { asSystem } from './finding.ts'
import { answerTable } from './offering.ts'
import * as store from './expectation-store.ts'
import { ability, gapMinutes, type Able } from './rules/expectation.ts'
import { mayChoose } from './rules/may.ts'
import { drafts } from './rules/menu.ts'

/** By when and how a customer expects an answer, as an instant or only in words. */
export interface Expected {
  by: Date | null
  words: string | null
  form: Able['form'] | null
}

/** What was offered when it was said: the ability is judged by it. */
type Shown = readonly { form: string; dueAt: Date }[]

/** Keeps what is expected of a case that was just opened beside what we could; nothing where nothing was said. */
export async function expectAtOpening(ctx: Context, it: Case, expected: Expected, shown: Shown): Promise<void> {
  if (!isSaid(it, expected)) return
  await keepExpectation(ctx, it, expected, able(shown, expected))
  if (expected.words) await hearWords(asSystem(ctx), it.id, expected.words)
}

export type StateExpectation = { caseId: string } & { [Field in keyof (Expected & OwnView)]?: (Expected & OwnView)[Field] | undefined }

/** The customer says, or says anew, what they expect of a case; what is not named stays. Answers with the gap to what we can now. */
export async function stateExpectation(ctx: Context, { caseId, by, words, form, ...view }: StateExpectation): Promise<Expectation> {
  allow(mayChoose(ctx.actor, await findCase(ctx, caseId)))
  const it = await stateOwnView(ctx, { caseId, ...view })
  const before = await store.expectationOf(ctx.db, caseId)
  const expected = {
    by: by === undefined ? (before?.byAt ?? null) : by,
    words: words === undefined ? (before?.byWords ?? null) : words,
    form: form === undefined ? (before?.form ?? null) : form,
  }
  const { table } = await answerTable(ctx, caseId)
  await keepExpectation(ctx, it, expected, ability(drafts(table), expected.form))
  if (expected.words && expected.words !== before?.byWords) await hearWords(ctx, caseId, expected.words)
  return expectationView(found(await store.expectationOf(ctx.db, caseId)))
}

/** What is expected of a case, and the gaps; null where nothing was said. The caller has found the case. */
export async function expectationOf(ctx: Context, caseId: string): Promise<Expectation | null> {
  const row = await store.expectationOf(ctx.db, caseId)
  return row && expectationView(row)
}

const mostGaps = 500

/** What is expected of some cases by an hour, beside what we could and what was done; five hundred at most. The caller has found the cases. */
export const gapsOf = async (ctx: Context, caseIds: readonly string[]) =>
  (await store.expectedByHour(ctx.db, caseIds, mostGaps)).map(({ byAt: by, ...row }) => ({ by, ...row }))

/** The gap of what is expected before there is a case, to what is offered now. Changes nothing. */
export function gapBefore(expected: Expected, shown: Shown): { able: Able | null; gapMinutes: number | null } {
  const can = able(shown, expected)
  return { able: can, gapMinutes: gapMinutes(expected.by?.getTime() ?? null, can?.dueAtMs ?? null) }
}

/** The customer says whether they got what they had asked for; where they asked for nothing it changes nothing. */
export async function sayAskedFor(ctx: Context, caseId: string, askedFor: AskedFor): Promise<void> {
  allow(mayChoose(ctx.actor, await findCase(ctx, caseId)))
  if (await store.setAskedFor(ctx.db, caseId, askedFor)) await ctx.tell('promise.asked_for', { caseId, askedFor })
}

/** Expectations stated in a period, by team, product or organisation. Who may ask is the route's to say. */
export const sumExpectations = (
  ctx: Context,
  wish: { by: 'team' | 'product' | 'organisation'; from: Date; to: Date },
): Promise<ExpectationSum[]> => store.sumExpectations(ctx.db, wish.by, wish.from, wish.to)

/** The matter is done: what was expected was met when it was answered, or now. */
export async function meetExpectation(ctx: Context, caseId: string): Promise<void> {
  const { answeredAt } = await findCase(asSystem(ctx), caseId)
  await store.setMet(ctx.db, caseId, answeredAt ?? ctx.now)
}

/** The matter goes on: whether what was expected is met is open again. */
export const unmeetExpectation = (ctx: Context, caseId: string) => store.setMet(ctx.db, caseId, null)

async function keepExpectation(ctx: Context, it: Case, { by, words, form }: Expected, can: Able | null): Promise<void> {
  const { id: caseId, teamId, productId, organisationId } = it
  const ableAt = can && new Date(can.dueAtMs)
  const row = { caseId, teamId, productId, organisationId, byAt: by, byWords: words, form, asksResult: asksResult(it) }
  await store.saveExpectation(ctx.db, { ...row, statedAt: ctx.now, ableAt, ableForm: can?.form ?? null })
  await ctx.tell('promise.expected', {
    caseId,
    by: by?.toISOString() ?? null,
    form,
    ableAt: ableAt?.toISOString() ?? null,
    gapMinutes: gapMinutes(by?.getTime() ?? null, can?.dueAtMs ?? null),
  })
}

const able = (shown: Shown, { form }: Expected): Able | null =>
  ability(
    shown.map((offer) => ({ form: offer.form, dueAtMs: offer.dueAt.getTime() })),
    form,
  )

const asksResult = ({ expects, wouldPutRight }: Pick<Case, 'expects' | 'wouldPutRight'>): boolean => Boolean(expects || wouldPutRight)

const isSaid = (it: Case, { by, words, form }: Expected): boolean => Boolean(by || words || form || asksResult(it))

function expectationView(row: store.ExpectationRow): Expectation {
  const { byAt: by, byWords, form, statedAt, ableAt, ableForm, openingGapMinutes, closingGapMinutes, askedFor } = row
  const can = ableAt && ableForm ? { at: ableAt, form: ableForm } : null
  return { by, byWords, form, statedAt, able: can, openingGapMinutes, closingGapMinutes, askedFor }
}
