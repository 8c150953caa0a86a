import type { Events } from '#contract/events.ts'
import { keptState, nextState, type PromiseEvent, type PromiseState } from './course.ts'

/** The entries that make a promise's ledger. */
export type LedgerName =
  | 'promise.agreed'
  | 'promise.at_risk'
  | 'promise.late'
  | 'promise.kept'
  | 'promise.kept_late'
  | 'promise.moved'
  | 'promise.paused'
  | 'promise.resumed'
  | 'promise.released'

/** One entry of the journal about one promise. */
export type LedgerEntry = { [Name in LedgerName]: { readonly name: Name; readonly atMs: number; readonly facts: Events[Name] } }[LedgerName]

/** What a ledger says of its promise. Instants in epoch milliseconds. */
export type LedgerState = {
  readonly state: PromiseState
  readonly dueAtMs: number
  readonly atRiskAtMs: number | null
  readonly stoppedAtMs: number | null
  readonly endedAtMs: number | null
  readonly movedBy: 'customer' | 'us' | null
}

/**
 * Replays the ledger of one promise, oldest first, and answers the state it must be in: the rows of promises are no more than this. Throws
 * where an entry does not follow from those before it.
 */
export function replayLedger(entries: readonly LedgerEntry[]): LedgerState | null {
  return entries.reduce<LedgerState | null>((before, entry) => {
    const step = nextState(before?.state ?? null, eventOf(entry))
    if ('refused' in step) throw new Error(`${entry.name} does not follow: ${step.refused}`)
    return after(before, entry, step.to)
  }, null)
}

function after(before: LedgerState | null, entry: LedgerEntry, state: PromiseState): LedgerState {
  const { atMs } = entry
  if (entry.name === 'promise.agreed' || !before)
    return { state, dueAtMs: 'dueAt' in entry.facts ? Date.parse(entry.facts.dueAt) : atMs, ...fresh }
  if (entry.name === 'promise.at_risk') return { ...before, state, atRiskAtMs: before.atRiskAtMs ?? atMs }
  if (entry.name === 'promise.paused') return { ...before, state, stoppedAtMs: Date.parse(entry.facts.at) }
  if (entry.name === 'promise.resumed') return { ...before, state, stoppedAtMs: null, dueAtMs: Date.parse(entry.facts.dueAt) }
  if (entry.name === 'promise.moved') return { ...before, state, endedAtMs: atMs, movedBy: entry.facts.by }
  if (entry.name === 'promise.released') return { ...before, state, endedAtMs: atMs }
  if (entry.name === 'promise.late') return { ...before, state }
  const keptAtMs = Date.parse(entry.facts.keptAt)
  if (keptState(before.dueAtMs, keptAtMs, before.stoppedAtMs) !== state) throw new Error(`${entry.name} was not ${state}`)
  return { ...before, state, endedAtMs: keptAtMs }
}

const fresh = { atRiskAtMs: null, stoppedAtMs: null, endedAtMs: null, movedBy: null }

function eventOf(entry: LedgerEntry): PromiseEvent {
  if (entry.name === 'promise.agreed') return 'chosen'
  if (entry.name === 'promise.moved') return entry.facts.by === 'us' ? 'moved_by_us' : 'moved_by_customer'
  const names = {
    'promise.at_risk': 'at_risk',
    'promise.late': 'late',
    'promise.kept': 'kept',
    'promise.kept_late': 'kept_late',
    'promise.paused': 'paused',
    'promise.resumed': 'resumed',
    'promise.released': 'released',
  } as const
  return names[entry.name]
}
