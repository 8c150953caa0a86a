import type { AgreementTerms } from '#contract/agreements.ts'
import type { PromiseForm } from '#contract/promises.ts'
import { addWorking, type Calendar } from './working-time.ts'

const MINUTE_MS = 60_000
const STEP_MS = 5 * MINUTE_MS

/** A version that is in force, with what it is narrowed to; '' is not narrowed. `hours` null: those of the team that has the case. */
export type Standing = {
  readonly versionId: string
  readonly party: string
  readonly project: string
  readonly product: string
  readonly terms: AgreementTerms
  readonly hours: Calendar | null
}

/** By when something has to be there as agreed, and which version says so. */
export type Agreed = { readonly dueAtMs: number; readonly versionId: string }

/** What is counted from: the opening of the matter, and the present. */
export type Since = { readonly openedAtMs: number; readonly nowMs: number; readonly team: Calendar }

/** A matter and whom it is for, as agreements care. */
export type Concerned = {
  readonly customerId: string
  readonly organisationId: string | null
  readonly projectId: string | null
  readonly productId: string | null
}

/**
 * The agreements a matter is served under, the one that speaks first: the person's own, then their organisation's. Of each party only the most
 * specific counts: for project and product, for the project, for the product, for everything.
 */
export function standingOn(all: readonly Standing[], { customerId, organisationId, projectId, productId }: Concerned): Standing[] {
  const fits = (one: Standing) => (one.project === '' || one.project === projectId) && (one.product === '' || one.product === productId)
  const of = (party: string | null) =>
    all.filter((one) => one.party === party && fits(one)).toSorted((a, b) => breadth(a) - breadth(b))[0] ?? []
  return [of(customerId), of(organisationId)].flat()
}

/** 0 for project and product, 1 for a project, 2 for a product, 3 for everything. */
const breadth = ({ project, product }: Pick<Standing, 'project' | 'product'>): number => (project ? 0 : 2) + (product ? 0 : 1)

/** What is agreed of a kind beyond time, by the first agreement that says anything of it. */
export function agreedOn<Name extends keyof AgreementTerms>(standing: readonly Standing[], name: Name): AgreementTerms[Name] | null {
  return standing.find(({ terms }) => terms[name] !== null)?.terms[name] ?? null
}

/**
 * By when something of a form is due as agreed, the soonest where two agreements say so: the agreed working minutes, counted on the agreed
 * hours, rounded down to five minutes. An answer and the end of the matter are counted from its opening, all else from now; where
 * that has passed, from now again. Null where nothing is agreed of the form.
 */
export function agreedFor(standing: readonly Standing[], form: PromiseForm, since: Since): Agreed | null {
  const found = standing.flatMap((one) => {
    const minutes = minutesOf(one.terms, form)
    const dueAtMs = minutes === null ? null : dueMs(one.hours ?? since.team, minutes, form, since)
    return dueAtMs === null ? [] : [{ dueAtMs, versionId: one.versionId }]
  })
  return found.toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0] ?? null
}

const minutesOf = (terms: AgreementTerms, form: PromiseForm): number | null =>
  form === 'escalation' || form === 'arrival'
    ? null
    : { written: terms.answerMinutes, call: terms.callMinutes, update: terms.updateMinutes, resolution: terms.resolutionMinutes }[form]

function dueMs(hours: Calendar, minutes: number, form: PromiseForm, { openedAtMs, nowMs }: Since): number | null {
  const fromMs = form === 'written' || form === 'resolution' ? Math.min(openedAtMs, nowMs) : nowMs
  const dueAtMs = addWorking(hours, fromMs, minutes * MINUTE_MS)
  if (dueAtMs === null) return null
  if (dueAtMs <= nowMs) return fromMs === nowMs ? null : dueMs(hours, minutes, form, { openedAtMs: nowMs, nowMs, team: hours })
  const rounded = Math.floor(dueAtMs / STEP_MS) * STEP_MS
  return rounded > nowMs ? rounded : dueAtMs
}
