import type { CasePage, ExpectationView, Form } from '#contract/portal.ts'
import type { Expectation } from '#contract/expectations.ts'
import type { Case } from '#cases'
import { expectedOfVisit, readExpected, type Visit } from '#channels'
import { expectationOf, gapBefore, stateExpectation, type Expected } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { formFor } from './page.ts'

/** What a visitor expects beside what is offered them now; null where they said nothing. */
export function expectationOfVisit(
  visit: Visit,
  offers: readonly { form: string; dueAt: Date }[],
  changeHref: string,
): ExpectationView | null {
  const expected = expectedOfVisit(visit)
  const result = visit.said.expected || visit.said.putRight || null
  if (!result && !isSaid(expected)) return null
  const { able, gapMinutes } = gapBefore(expected, offers)
  const { by, words, form } = expected
  return {
    result,
    by,
    byWords: by ? null : words,
    way: form,
    able: able && { way: able.form, dueAt: new Date(able.dueAtMs) },
    gapMinutes,
    changeHref,
  }
}

export type OwnViewField = 'expected' | 'expectedBy' | 'expectedWay' | 'wentWrong' | 'putRight'
type Given = Partial<Pick<Form<OwnViewField>, 'values' | 'errors'>>

/** What a customer expects of their case, and the form to say it while the matter goes on. */
export async function ownViewParts(
  kept: Kept,
  ctx: Context,
  { it, base }: { it: Case; base: string },
  given?: Given,
): Promise<Pick<CasePage, 'expectation' | 'ownView'>> {
  const expectation = await expectationOf(ctx, it.id)
  const goesOn = it.state === 'open' || it.state === 'answered'
  return {
    expectation: expectationOfCase(it, expectation),
    ownView: goesOn ? ownViewForm(kept, base, { it, expectation }, given) : null,
  }
}

function expectationOfCase(it: Pick<Case, 'expects' | 'wouldPutRight'>, said: Expectation | null): ExpectationView | null {
  const result = it.expects || it.wouldPutRight || null
  if (!result && !said) return null
  const { by = null, byWords = null, form = null, able = null, openingGapMinutes = null } = said ?? {}
  return {
    result,
    by,
    byWords: by ? null : byWords,
    way: form,
    able: able && { way: able.form, dueAt: able.at },
    gapMinutes: openingGapMinutes,
    changeHref: null,
  }
}

function ownViewForm(
  kept: Kept,
  base: string,
  { it, expectation }: { it: Case; expectation: Expectation | null },
  given: Given = {},
): Form<OwnViewField> {
  const values = {
    expected: it.expects ?? '',
    expectedBy: expectation?.byWords ?? '',
    expectedWay: expectation?.form ?? 'any',
    wentWrong: it.wentWrong ?? '',
    putRight: it.wouldPutRight ?? '',
  }
  return formFor<OwnViewField>(kept, `${base}/expectation`, { values, ...given })
}

/** Writes down what the form says. An hour that cannot be read stays as words, and the page says so; the same words again are the same hour. */
export async function sayOwnView(
  ctx: Context,
  { caseId, zone }: { caseId: string; zone: string },
  { expected = '', expectedBy = '', expectedWay = '', wentWrong = '', putRight = '' }: { [Field in OwnViewField]?: string },
): Promise<Expectation> {
  const line = (value: string) => value.trim().slice(0, 2_000) || null
  const read = readExpected({ words: expectedBy.slice(0, 200), way: expectedWay, language: ctx.t.language, zone }, ctx.now)
  const before = await expectationOf(ctx, caseId)
  const said = before?.by && before.byWords === read.words ? { form: read.form } : read
  return stateExpectation(ctx, { caseId, ...said, wentWrong: line(wentWrong), expects: line(expected), wouldPutRight: line(putRight) })
}

const isSaid = ({ by, words, form }: Expected): boolean => Boolean(by || words || form)
