import { setClock } from '#cases'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { nextCheckMs } from './rules/check.ts'
import { isRunning, nextState, type PromiseEvent, type PromiseState } from './rules/course.ts'
import { judgedAtMs, verdictOf } from './rules/record.ts'
import * as store from './store.ts'

/** The state after an event; refuses what the course does not know. */
export function stepTo(row: store.PromiseRow, event: PromiseEvent): PromiseState {
  const step = nextState(row.state, event)
  return 'to' in step ? step.to : refuse('promises.wrong_course', { state: row.state, why: step.refused })
}

/** Saves a promise with what follows from it: when to look at it next, how it counts, and what its case shows. */
export async function save(ctx: Context, row: store.PromiseRow): Promise<store.PromiseRow> {
  await store.savePromise(ctx.db, row, derived(row))
  await pushClock(ctx, row)
  return row
}

/** Begins a promise; null when another one runs on its case. */
export async function begin(ctx: Context, row: store.PromiseRow): Promise<store.PromiseRow | null> {
  if (!(await store.insertPromise(ctx.db, row, derived(row)))) return null
  await pushClock(ctx, row)
  await ctx.tell('promise.agreed', {
    caseId: row.caseId,
    promiseId: row.id,
    form: row.form,
    dueAt: row.dueAt.toISOString(),
    isDefault: row.isDefault,
    previousId: row.previousId,
    probability: row.probability,
  })
  return row
}

/** What a promise that begins has not been through yet. */
export const untouched = {
  state: 'agreed' as const,
  atRiskAt: null,
  lateAt: null,
  stoppedAt: null,
  stoppedFor: null,
  endedAt: null,
  cause: null,
  movedBy: null,
  reason: null,
  pendingUntil: null,
}

const pushClock = (ctx: Context, { caseId, state, dueAt }: store.PromiseRow) =>
  setClock(
    ctx,
    caseId,
    isRunning(state) ? { dueAt, danger: state, waiting: state === 'waiting' } : { dueAt: null, danger: null, waiting: false },
  )

function derived(row: store.PromiseRow): store.Derived {
  const ms = (at: Date | null) => at?.getTime() ?? null
  const at = (value: number | null) => (value === null ? null : new Date(value))
  const judged = {
    state: row.state,
    movedBy: row.movedBy,
    atRiskAtMs: ms(row.atRiskAt),
    lateAtMs: ms(row.lateAt),
    endedAtMs: ms(row.endedAt),
  }
  const verdict = verdictOf(judged)
  const watched = {
    state: row.state,
    agreedAtMs: row.agreedAt.getTime(),
    dueAtMs: row.dueAt.getTime(),
    pendingUntilMs: ms(row.pendingUntil),
  }
  return { checkAt: at(nextCheckMs(watched)), verdict, judgedAt: verdict && new Date(judgedAtMs(judged)) }
}
