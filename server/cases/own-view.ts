import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { raiseFor, triggersIn } from './emergency.ts'
import { lockCase } from './finding.ts'
import * as store from './store.ts'

/** How the customer sees the matter: what went wrong, the result they expect, what would put it right. */
export type OwnView = Pick<store.Case, 'wentWrong' | 'expects' | 'wouldPutRight'>

export type StateOwnView = { caseId: string } & { [Field in keyof OwnView]?: OwnView[Field] | undefined }

/** The customer says how they see a matter that goes on; what is not named stays. Staff and keys carry their word. New words that tell of an emergency raise one. */
export async function stateOwnView(ctx: Context, { caseId, ...said }: StateOwnView): Promise<store.Case> {
  const it = await lockCase(ctx, caseId)
  if (it.state !== 'open' && it.state !== 'answered') refuse('cases.not_open')
  const before = viewOf(it)
  const after = {
    wentWrong: said.wentWrong === undefined ? before.wentWrong : said.wentWrong,
    expects: said.expects === undefined ? before.expects : said.expects,
    wouldPutRight: said.wouldPutRight === undefined ? before.wouldPutRight : said.wouldPutRight,
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return it
  const { wentWrong: went_wrong, wouldPutRight: would_put_right, expects } = after
  await store.changeCase(ctx.db, caseId, ctx.now, { went_wrong, expects, would_put_right })
  await ctx.tell('case.changed', { caseId, before, after })
  const anew = views.flatMap((view) => (after[view] === before[view] ? [] : after[view]))
  await raiseFor(ctx, it, triggersIn({ messageId: null, shown: '', beside: anew }))
  return { ...it, ...after }
}

const views = ['wentWrong', 'expects', 'wouldPutRight'] as const
const viewOf = ({ wentWrong, expects, wouldPutRight }: store.Case): OwnView => ({ wentWrong, expects, wouldPutRight })
