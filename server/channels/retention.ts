import { retention } from '#platform/jobs/retention.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { dropFiles, forgetSetAside } from './email/received-store.ts'
import { forgetVisits } from './visit-store.ts'

/** Mail set aside and visits that became nothing go after their time; a case keeps its mails until it is erased. */
export const channelsRetention: readonly Sweep[] = [
  retention('setAsideMail', (ctx, before) => forgetSetAside(ctx.db, before)),
  retention('visits', async (ctx, before) => dropFiles(ctx.db, await forgetVisits(ctx.db, before))),
]
