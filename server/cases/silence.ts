import { addWorkingDays, calendarOf } from '#people'
import type { Context } from '#platform/context.ts'
import { system } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change } from '#platform/kept.ts'
import * as store from './store.ts'

/** Working days after an answer: two notices, then the case ends as silent. The published rule of decision 9. */
const days = [3, 7, 10] as const

/** When the next step of silence is due, or null when there is none left. */
export async function silentAt(ctx: Context, teamId: string, answeredAt: Date, step: number): Promise<Date | null> {
  const after = days[step]
  if (after === undefined) return null
  const at = addWorkingDays(await calendarOf(ctx, teamId), answeredAt.getTime(), after)
  return at === null ? null : new Date(at)
}

/** One step of silence on a case: a notice, or the end. Never while a promise runs. */
async function fallSilent(ctx: Context, it: store.CaseAlone): Promise<void> {
  if (it.state !== 'answered' || it.danger !== null) return void (await store.changeCase(ctx.db, it.id, ctx.now, { silent_at: null }))
  const step = it.silentStep + 1
  if (step < days.length) {
    await store.changeCase(ctx.db, it.id, ctx.now, {
      silent_step: step,
      silent_at: await silentAt(ctx, it.teamId, it.answeredAt ?? ctx.now, step),
    })
    return ctx.tell('case.silent_notice', { caseId: it.id, nth: step })
  }
  await store.changeCase(ctx.db, it.id, ctx.now, { state: 'silent', silent_at: null })
  await ctx.tell('case.silent', { caseId: it.id })
}

export const silenceSweep: Sweep = {
  name: 'silence',
  wakes: ['case.answered'],
  work: (kept) =>
    change(kept, system, 'en', async (ctx) => {
      const due = await store.fallingSilent(ctx.db, ctx.now, 50)
      for (const it of due) await fallSilent(ctx, it)
      return due.length
    }),
  nextAt: async (kept) => (await store.nextSilentAt(kept.database))?.at ?? null,
}
