import type { Importance, MattersMost } from '#contract/feedback.ts'
import { listProducts, setPace } from '#value'
import { system, type Context } from '#platform/context.ts'
import { leastAnswers, paceSaid } from './rules/importance.ts'
import * as store from './store.ts'

const yearMs = 365 * 86_400_000

/** What the customers of each product said in a year: what matters most, and how soon they needed it; the products in their order. */
export async function importances(ctx: Context): Promise<Importance[]> {
  const rows = await store.importances(ctx.db, new Date(ctx.now.getTime() - yearMs))
  const said = new Map(rows.map((row) => [row.productId, row]))
  return (await listProducts(ctx)).map(({ id, name, pace, paceBecause }) => {
    const { matters = {}, paces = {} } = said.get(id) ?? {}
    return { productId: id, name, pace, paceBecause, matters, paces }
  })
}

/** What matters most to the customers of a product, as most of those say who said it in a year; null under twenty of them. */
export async function mattersMost(ctx: Context, productId: string): Promise<MattersMost | null> {
  const most = await store.mattersMost(ctx.db, productId, new Date(ctx.now.getTime() - yearMs))
  return most && most.total >= leastAnswers ? most : null
}

/** Lets the order of work follow what a product's customers say, once enough of them did and no manager has decided otherwise. */
export async function weighProduct(ctx: Context, productId: string): Promise<void> {
  const { urgent = 0, ordinary = 0, paperwork = 0 } = (await store.pacesOf(ctx.db, productId, new Date(ctx.now.getTime() - yearMs))) ?? {}
  const said = paceSaid({ urgent, ordinary, paperwork })
  if (said)
    await setPace({ ...ctx, actor: system }, productId, { pace: said.pace, because: `${said.count} of ${said.total} customers said so` })
}
