import type { FilterLink, MyCase, MyCasesPage, OrganisationPart } from '#contract/portal.ts'
import { caseLink, casesOfCustomer, casesOfOrganisation, type Case, type CaseListed } from '#cases'
import { findOrganisation, projectsOf } from '#customers'
import { hasAgreements, promisesOf } from '#promises'
import type { Context, Sight } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import { headOf } from './case-page.ts'
import type { SignedIn } from './my-door.ts'
import { formFor } from './page.ts'
import { promiseOf } from './promise-page.ts'

const mostCases = 100
const colleaguesCases = 20

/** Which part of the organisation's cases is shown, as it stands in the address; whatever is unknown shows all. */
export interface MyFilter {
  state: 'running' | 'ended' | null
  projectId: string | null
  afterId: string | null
}

/** Reads the filter from an address. */
export function filterOf(query: unknown): MyFilter {
  const { state, project, after } = (query ?? {}) as Record<string, unknown>
  return {
    state: state === 'running' || state === 'ended' ? state : null,
    projectId: idOf(project, 'project'),
    afterId: idOf(after, 'case'),
  }
}

/** P11: one's own cases, and what the organisation of a contact asked as far as their rights go at this moment. */
export async function myCasesPage(kept: Kept, ctx: Context, me: SignedIn, filter: MyFilter): Promise<MyCasesPage> {
  const own = await casesOfCustomer(ctx, me.customer.id, mostCases)
  const cases: MyCase[] = []
  for (const it of own.filter(({ state }) => state !== 'set_aside')) {
    // A fresh link each time: nothing of it rests anywhere.
    cases.push(await entryOf(ctx, it, { me, href: new URL(caseLink(kept.house, it, ctx.now)).pathname }))
  }
  const { sight } = me.actor
  return {
    page: 'myCases',
    address: me.customer.email ?? '',
    cases,
    organisation: sight ? await organisationPart(ctx, me, sight, filter) : null,
    agreementsHref: (await hasAgreements(ctx)) ? '/my/agreements' : null,
    prefsHref: '/prefs',
    leave: formFor(kept, '/my/leave'),
  }
}

async function organisationPart(ctx: Context, me: SignedIn, sight: Sight, filter: MyFilter): Promise<OrganisationPart> {
  const { organisationId, projectIds } = sight
  const { name, namedPerson } = await findOrganisation(ctx, organisationId)
  const { items, nextCursor } = await casesOfOrganisation(ctx, {
    organisationId,
    projectId: filter.projectId,
    exceptCustomerId: me.customer.id,
    works: filter.state === null ? null : filter.state === 'running',
    afterId: filter.afterId,
    limit: colleaguesCases,
  })
  const cases: MyCase[] = []
  for (const it of items) cases.push(await entryOf(ctx, it, { me, href: `/my/cases/${it.id}`, listed: it }))
  const projects = (await projectsOf(ctx, organisationId)).filter(({ id }) => projectIds === null || projectIds.includes(id))
  return {
    name,
    namedPerson: namedPerson?.name ?? null,
    isPart: projectIds !== null,
    cases,
    states: ([null, 'running', 'ended'] as const).map((state) => ({
      key: state ?? 'everything',
      label: null,
      href: hrefOf({ ...filter, state }),
      isChosen: filter.state === state,
    })),
    projects: projects.length > 1 ? projectLinks(projects, filter) : [],
    moreHref: nextCursor && hrefOf(filter, nextCursor),
    reviewHref: projectIds === null ? '/my/review' : null,
  }
}

const projectLinks = (projects: readonly { id: string; name: string }[], filter: MyFilter): FilterLink[] => [
  { key: 'every_project', label: null, href: hrefOf({ ...filter, projectId: null }), isChosen: filter.projectId === null },
  ...projects.map(({ id, name }) => ({
    key: id,
    label: name,
    href: hrefOf({ ...filter, projectId: id }),
    isChosen: filter.projectId === id,
  })),
]

async function entryOf(
  ctx: Context,
  it: Pick<Case, 'id' | 'number' | 'subject' | 'language' | 'kind' | 'state' | 'openedAt'>,
  { me, href, listed }: { me: SignedIn; href: string; listed?: CaseListed },
): Promise<MyCase> {
  const promise = it.state === 'open' ? promiseOf(await promisesOf(ctx, it.id, me.zone)) : null
  return {
    case: headOf(it, href),
    promise: promise && listed ? { ...promise, isDefault: false } : promise,
    openedAt: it.openedAt,
    askedBy: listed ? listed.customerName || (listed.customerEmail ?? '') : null,
    project: listed?.projectName ?? null,
  }
}

function hrefOf({ state, projectId }: MyFilter, afterId: string | null = null): string {
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(projectId && { project: projectId }),
    ...(afterId && { after: afterId }),
  }).toString()
  return query ? `/my?${query}` : '/my'
}

function idOf(value: unknown, kind: string): string | null {
  return typeof value === 'string' && new RegExp(`^${kind}_[0-9A-HJKMNP-TV-Z]{26}$`).test(value) ? value : null
}
