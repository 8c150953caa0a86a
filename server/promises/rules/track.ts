import type { PromiseForm } from '#contract/promises.ts'

export { trackOf, type Track } from '#contract/tracks.ts'

/** How much of a team's writing a promise takes, in answers: word of how it stands is a quarter of one; a call takes a person instead, help that was sent nothing of it. */
export const unitsOf = (form: PromiseForm): number => (form === 'call' || form === 'arrival' ? 0 : form === 'update' ? 0.25 : 1)

/** A running promise as far as the clock of its case cares. */
export type Running = { readonly state: string; readonly dueAtMs: number }

/** The promise that presses most, whose clock a case shows: one that runs before one that waits, the earliest due first. Null without any. */
export function mostPressing<Each extends Running>(running: readonly Each[]): Each | null {
  return running.toSorted((a, b) => Number(a.state === 'waiting') - Number(b.state === 'waiting') || a.dueAtMs - b.dueAtMs)[0] ?? null
}
