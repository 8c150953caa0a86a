import { mayWork, type Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { allow, refuse } from '#platform/refusal.ts'
import { takeBeside } from './beside.ts'
import { mayChoose } from './rules/may.ts'
import { isTooFar } from './rules/proposal.ts'
import type { PromiseRow } from './store.ts'

export interface PromiseExtra {
  caseId: string
  /** Word of how it stands, or the matter settled. */
  form: 'update' | 'resolution'
  /** By then; absent: at the soonest the menu gives. */
  at?: Date | undefined
}

/** Adds a promise beside the answer: asked for by the customer, or given by the desk unasked. Not sooner than the menu and the team can. */
export async function promiseExtra(ctx: Context, { caseId, form, at }: PromiseExtra): Promise<PromiseRow> {
  if (at && (at <= ctx.now || isTooFar(at.getTime(), ctx.now.getTime()))) refuse('promises.bad_time')
  const may = async (it: Case) => allow(ctx.actor.kind === 'customer' ? mayChoose(ctx.actor, it) : mayWork(ctx.actor))
  return (await takeBeside(ctx, caseId, form, may, at)) ?? refuse('promises.not_feasible')
}
