import { system } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change } from '#platform/kept.ts'
import * as messages from './message-store.ts'
import { send } from './writing.ts'

/** Lets messages go whose seconds to be called back have passed. */
export const sendingSweep: Sweep = {
  name: 'sending',
  wakes: ['case.message_sending'],
  work: (kept) =>
    change(kept, system, 'en', async (ctx) => {
      const due = await messages.dueToSend(ctx.db, ctx.now, 20)
      for (const row of due) await send(ctx, row)
      return due.length
    }),
  nextAt: async (kept) => (await messages.nextToSendAt(kept.database))?.at ?? null,
}
