import { projectOf } from '#customers'
import { activeProduct } from '#value'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { ensureFresh } from './claim.ts'
import { lockCase } from './finding.ts'
import { mayWork } from './rules/may.ts'
import * as store from './store.ts'

/** Where a case stands in the order of work, by the pace of its product. */
export const weights = { urgent: 1, ordinary: 2, paperwork: 3 } as const
const ordinary = weights.ordinary

/** How soon a case about a product is worked on among those that do not press yet; refuses a product that is not on the list. */
export const weightOf = async (ctx: Context, productId: string | null | undefined): Promise<number> =>
  productId ? weights[(await activeProduct(ctx, productId)).pace] : ordinary

export interface ChangeCase {
  caseId: string
  kind?: store.Case['kind'] | undefined
  subject?: string | undefined
  productId?: string | null | undefined
  projectId?: string | null | undefined
  version?: number | undefined
}

/** Changes kind, topic, product or project; before and after stand in the history. */
export async function changeCase(ctx: Context, { caseId, version, ...change }: ChangeCase): Promise<void> {
  const it = await lockCase(ctx, caseId)
  allow(mayWork(ctx.actor))
  ensureFresh(it, version)
  const before = aboutOf(it)
  const after = {
    kind: change.kind ?? it.kind,
    subject: change.subject ?? it.subject,
    productId: change.productId === undefined ? it.productId : change.productId,
    projectId: change.projectId === undefined ? it.projectId : change.projectId,
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return
  if (after.projectId && after.projectId !== it.projectId) await ensureProject(ctx, it, after.projectId)
  const weight = after.productId === it.productId ? it.weight : await weightOf(ctx, after.productId)
  const { kind, subject, productId: product_id, projectId: project_id } = after
  await store.changeCase(ctx.db, caseId, ctx.now, { kind, subject, product_id, project_id, weight })
  await ctx.tell('case.changed', { caseId, before, after })
}

const aboutOf = ({ kind, subject, productId, projectId }: store.Case) => ({ kind, subject, productId, projectId })

async function ensureProject(ctx: Context, { organisationId }: store.Case, projectId: string): Promise<void> {
  if (!(await projectOf(ctx, projectId, organisationId)).active) refuse('customers.unknown_project')
}
