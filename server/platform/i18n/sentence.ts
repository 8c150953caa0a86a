import type { Moments, PromiseRecord, T, Way } from '#contract/portal.ts'

/** What is, or would be, promised: an answer by `dueAt`, or a call at `startsAt` that is tried until `dueAt`. */
export interface Promised {
  way: Way
  startsAt?: Date | null
  dueAt: Date
}

/** The promise as its one full sentence; `isDefault` for the promise that runs because nothing was chosen. */
export function promiseSentence(t: T, moments: Moments, promised: Promised, isDefault = false): string {
  const key = isDefault && promised.way === 'written' ? 'sentence.default' : `sentence.${promised.way}`
  return t(key, moments.values(promisedAt(promised)))
}

/** The instant a promise's sentence names: a call's start, an answer's latest time. */
export function promisedAt({ way, startsAt, dueAt }: Promised): Date {
  return (way === 'call' ? startsAt : null) ?? dueAt
}

/** The record behind an option in counts, or that there is none yet. */
export function recordSentence(t: T, record: PromiseRecord): string {
  return record ? t('record.kept', { kept: record.kept, total: record.total }) : t('record.new')
}

/** The four parts of lateness: what happened, who has it, what comes next and by when, what can be chosen now. */
export function lateSentences(
  t: T,
  moments: Moments,
  late: { promised: Promised; owner: string; nextBy: Date },
): [string, string, string, string] {
  const what = t('late.what', { was: moments.clock(promisedAt(late.promised)), now: moments.clock(moments.now) })
  return [what, t('late.owner', { owner: late.owner }), t('late.next', moments.values(late.nextBy)), t('late.choice')]
}
