import { listAgreements } from '#promises'
import type { Actor } from '#platform/context.ts'
import { look, type Kept } from '#platform/kept.ts'

/** Where somebody reads what was agreed with them; null while nothing was ever proposed that they may read. */
export async function agreementsHrefOf(kept: Kept, actor: Actor): Promise<string | null> {
  const { items } = await look(kept, actor, 'en', (ctx) => listAgreements(ctx, { limit: 1 }))
  return items.length ? '/my/agreements' : null
}
