import type { CustomerFound } from '#contract/customers.ts'
import type { CustomerView } from '#contract/faces.ts'
import { casesOfCustomer, ensureKnown, newestWords, numberText, type PersonFound } from '#cases'
import { customerView as customer, findCustomer, namedPersonOf, projectsOf, type CustomerRow } from '#customers'
import { ratingsOf } from '#feedback'
import { recordOfCustomer } from '#promises'
import { spendingOf } from '#value'
import type { Context } from '#platform/context.ts'

const mostCases = 50

/** A person with what they asked, said and were promised, as far as the actor may see it; foreign and absent answer alike. */
export async function customerView(ctx: Context, id: string): Promise<CustomerView> {
  await ensureKnown(ctx, id)
  const row = await findCustomer(ctx, id)
  const cases = await casesOfCustomer(ctx, id, mostCases)
  const numbers = new Map(cases.map((it) => [it.id, numberText(it.number)]))
  const ratings = await ratingsOf(ctx, [...numbers.keys()])
  return {
    ...customer(row),
    rights: await rightsOf(ctx, row),
    namedPerson: await namedPersonOf(ctx, {
      organisationId: row.organisationId,
      projectId: row.projectIds.length === 1 ? (row.projectIds[0] ?? null) : null,
    }),
    words: await wordsOf(
      ctx,
      cases.find(({ state }) => state !== 'set_aside'),
    ),
    record: await recordOfCustomer(ctx, id),
    spending: await spendingOf(ctx, id),
    cases: cases.map(({ id: caseId, number, kind, subject, language, state, openedAt }) => ({
      id: caseId,
      number: numberText(number),
      kind,
      subject,
      language,
      state,
      openedAt,
    })),
    ratings: ratings.map((rating) => ({ ...rating, number: numbers.get(rating.caseId) ?? '' })),
  }
}

/** A person in a list. */
export function foundView({ organisationId, organisationName, ...row }: PersonFound): CustomerFound {
  return { ...row, organisation: organisationId ? { id: organisationId, name: organisationName ?? '' } : null }
}

async function rightsOf(ctx: Context, row: CustomerRow): Promise<CustomerView['rights']> {
  if (!row.organisationId) return null
  const own = new Set(row.projectIds)
  const projects = (await projectsOf(ctx, row.organisationId)).filter(({ id }) => own.has(id)).map(({ id, name }) => ({ id, name }))
  return { sees: row.sees, signs: row.signs, projects }
}

async function wordsOf(
  ctx: Context,
  latest: Awaited<ReturnType<typeof casesOfCustomer>>[number] | undefined,
): Promise<CustomerView['words']> {
  if (!latest) return null
  const said = await newestWords(ctx, latest.id)
  return said && { caseId: latest.id, number: numberText(latest.number), ...said, language: said.language ?? latest.language }
}
