import type { Case } from '#cases'
import type { PromiseForm } from '#contract/promises.ts'
import { hoursOf } from '#people'
import type { Context } from '#platform/context.ts'
import { onceInRequest } from '#platform/once.ts'
import * as store from './agreement-store.ts'
import { menuOf, type Menu } from './option.ts'
import type { PromiseRow } from './store.ts'
import type { Subject } from './quoting.ts'
import { agreedFor, standingOn, type Agreed, type Concerned, type Standing } from './rules/agreement.ts'

/** Of whom an agreement is looked for. */
export type Party = { readonly [Part in keyof Concerned]?: Concerned[Part] | undefined }

/**
 * The agreements in force that a matter is served under, the one that speaks first: the person's own, then their organisation's. One statement
 * that looks at eight places at most, however many agreements there are, and once in a request.
 */
export async function standingOf(
  ctx: Context,
  { customerId, organisationId = null, projectId = null, productId = null }: Party,
): Promise<Standing[]> {
  if (!customerId) return []
  const concerned = { customerId, organisationId, projectId, productId }
  return asked(ctx, Object.values(concerned).join(' '), async () => {
    const rows = await store.inForce(ctx.db, concerned, ctx.now)
    return standingOn(
      rows.map(({ hours, ...row }) => ({ ...row, hours: hours === null ? null : hoursOf(hours) })),
      concerned,
    )
  })
}

const asked = onceInRequest<Standing[]>()

/** By when each form has to be there as agreed on a matter; null where nothing is. */
export async function floorOf(ctx: Context, { calendar }: Menu, subject: Subject): Promise<(form: PromiseForm) => Agreed | null> {
  const standing = await standingOf(ctx, subject)
  if (!standing.length) return () => null
  return (form) => agreedFor(standing, form, { openedAtMs: subject.openedAt.getTime(), nowMs: ctx.now.getTime(), team: calendar })
}

/**
 * A choice as agreed where what was agreed is sooner: whoever chose before we knew who they are could not see it. A time they named themselves, and
 * the hour of a call, stay theirs.
 */
export async function atLeastAgreed<Terms extends Pick<PromiseRow, 'form' | 'dueAt' | 'startsAt' | 'inputs'>>(
  ctx: Context,
  it: Case,
  terms: Terms,
): Promise<Terms> {
  if (terms.startsAt || named.has(setByOf(terms))) return terms
  const agreed = (await floorOf(ctx, await menuOf(ctx, it.teamId), it))(terms.form)
  if (!agreed || terms.dueAt.getTime() <= agreed.dueAtMs) return terms
  const inputs = { ...terms.inputs, setBy: 'agreement', agreementVersionId: agreed.versionId }
  return { ...terms, inputs, dueAt: new Date(agreed.dueAtMs) }
}

/** What sets a time that somebody named, or that an agreement did already. */
const named: ReadonlySet<unknown> = new Set(['proposal', 'decision', 'agreement'])

/** What set the time of an offer or a promise, as it rests with it. */
export const setByOf = ({ inputs }: Pick<PromiseRow, 'inputs'>): unknown => (inputs && 'setBy' in inputs ? inputs.setBy : null)
