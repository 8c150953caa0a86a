import { retention } from '#platform/jobs/retention.ts'
import { forgetCodes } from './store.ts'

/** Six-digit codes, used or not. */
export const codeRetention = retention('codes', (ctx, before) => forgetCodes(ctx.db, before))
