import { setClock } from '#cases'
import type { Events } from '#contract/events.ts'
import type { PromiseForm } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { foundCharter } from './charter.ts'
import { anyone } from './rules/ability.ts'
import { nextCheckMs } from './rules/check.ts'
import { isRunning, nextState, type PromiseEvent, type PromiseState } from './rules/course.ts'
import { judgedAtMs, verdictOf } from './rules/record.ts'
import { mostPressing, unitsOf, type Running } from './rules/track.ts'
import * as store from './store.ts'

/** The state after an event; refuses what the course does not know. */
export function stepTo(row: store.PromiseRow, event: PromiseEvent): PromiseState {
  const step = nextState(row.state, event)
  return 'to' in step ? step.to : refuse('promises.wrong_course', { state: row.state, why: step.refused })
}

/** Saves a promise with what follows from it: when to look at it next, how it counts, what it takes of its team, and what its case shows. */
export async function save(ctx: Context, row: store.PromiseRow): Promise<store.PromiseRow> {
  const { beside } = await store.savePromise(ctx.db, row, derived(row))
  await pushClock(ctx, row, beside)
  return row
}

/** Begins a promise under the charter that is public now; null when another one runs on its track. */
export async function begin(ctx: Context, row: store.PromiseRow, need: Partial<store.Taking> = {}): Promise<store.PromiseRow | null> {
  await foundCharter(ctx)
  const taking = { units: unitsOf(row.form), ...anyone, overbooked: false, ...need }
  const added = await store.insertPromise(ctx.db, row, derived(row), taking)
  if (!added) return null
  const { charterVersion } = added
  await pushClock(ctx, row, added.beside)
  await ctx.tell('promise.agreed', {
    caseId: row.caseId,
    promiseId: row.id,
    form: row.form,
    startsAt: row.startsAt?.toISOString() ?? null,
    dueAt: row.dueAt.toISOString(),
    isDefault: row.isDefault,
    previousId: row.previousId,
    probability: row.probability,
    charterVersion,
  })
  return { ...row, charterVersion }
}

/** The facts of a promise that an agreement gives though the team cannot be shown to keep it. */
export const overbookedAsAgreed = ({ caseId, id, startsAt, dueAt }: store.PromiseRow): Events['promise.overbooked'] => ({
  caseId,
  promiseId: id,
  at: (startsAt ?? dueAt).toISOString(),
  reason: 'agreement',
})

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
  fallsAt: null,
  because: null,
  charterVersion: null,
}

function pushClock(
  ctx: Context,
  row: store.PromiseRow,
  beside: readonly (Running & { state: PromiseState; form: PromiseForm })[],
): Promise<unknown> {
  const own = isRunning(row.state) ? [{ state: row.state, form: row.form, dueAtMs: row.dueAt.getTime() }] : []
  const most = mostPressing([...own, ...beside])
  const clock = most && { dueAt: new Date(most.dueAtMs), danger: most.state, dueForm: most.form, waiting: most.state === 'waiting' }
  return setClock(ctx, row.caseId, clock ?? { dueAt: null, danger: null, dueForm: null, waiting: false })
}

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
    fallsAtMs: ms(row.fallsAt),
  }
  return { checkAt: at(nextCheckMs(watched)), verdict, judgedAt: verdict && new Date(judgedAtMs(judged)) }
}
