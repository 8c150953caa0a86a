import { retention } from '#platform/jobs/retention.ts'
import { forgetDrafts } from './message-store.ts'

/** What somebody typed and never sent. */
export const draftRetention = retention('drafts', (ctx, before) => forgetDrafts(ctx.db, before))
