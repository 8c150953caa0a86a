import { retention } from '#platform/jobs/retention.ts'
import { forgetAttempts } from './store.ts'

/** Counted tries to sign in. */
export const attemptRetention = retention('signInAttempts', (ctx, before) => forgetAttempts(ctx.db, before))
