import type { Hears } from '#platform/kept.ts'
import { weights } from './about.ts'
import * as store from './store.ts'

/** What cases do when a room below tells something: a product has another pace, so the open cases about it have another weight. */
export const casesHears: Hears = {
  'value.product_changed': async (ctx, { productId, after }) => {
    const pace = after['pace']
    if (pace === 'urgent' || pace === 'ordinary' || pace === 'paperwork') await store.weigh(ctx.db, productId, weights[pace])
  },
}
