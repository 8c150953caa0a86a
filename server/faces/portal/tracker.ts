import type { TrackerEvent, TrackerKind } from '#contract/portal.ts'
import type { EventName, Events } from '#contract/events.ts'
import type { KeptPromise } from '#contract/promises.ts'
import type { Language } from '#contract/wire.ts'
import { sentenceIn } from '#promises'
import type { Happened } from '#platform/events/journal.ts'

/** What the tracker needs beside the history: promises for their times, names by id, who asked and who reads. */
export interface Told {
  promises: readonly KeptPromise[]
  names: ReadonlyMap<string, string>
  language: Language
  askerId: string
  readerId: string
}

type Line = Omit<TrackerEvent, 'at'> & { at: Date }
type Reading = { [Name in EventName]?: (event: Happened<Name>, all: readonly Happened[], told: Told) => (TrackerKind | Partial<Line>)[] }

/** The history of a case as its customer may read it: real events only, in their order, one line for what happened as one. */
export function trackerOf(history: readonly Happened[], told: Told): TrackerEvent[] {
  return history.flatMap((event) => {
    const read = reading[event.name] as
      | ((event: Happened, all: readonly Happened[], told: Told) => (TrackerKind | Partial<Line>)[])
      | undefined
    return (read?.(event, history, told) ?? []).map((line) => {
      const said = typeof line === 'string' ? { what: line } : line
      return { at: event.at, what: 'asked', name: null, by: otherOf(event, told), promise: null, ...said } as TrackerEvent
    })
  })
}

/** Who of the customer's side a line is about, by name: whoever acted, else whoever asked; null where that is the reader. */
function otherOf({ actorKind, actorId, facts }: Happened, { names, askerId, readerId }: Told): string | null {
  const said = 'customerId' in facts ? facts.customerId : null
  const id = actorKind === 'customer' ? actorId : (said ?? askerId)
  return id === null || id === readerId ? null : (names.get(id) ?? '')
}

const by = ({ names }: Told, id: string | null, what: TrackerKind): Partial<Line> => ({ what, name: names.get(id ?? '') ?? null })
/** Which promise it was about, for its words. */
const about = (told: Told, promiseId: string, what: TrackerKind): Partial<Line> => {
  const promise = spanIn(told, promiseId)
  return { what: (promise.way === 'arrival' && ofHelp[what]) || what, promise }
}
/** What of help that was sent is said in words of its own. */
const ofHelp: Partial<Record<TrackerKind, TrackerKind>> = { late: 'help_late', kept: 'help_came', kept_late: 'help_came_late' }
function spanIn({ promises }: Told, promiseId: string): NonNullable<Line['promise']> {
  const row = promises.find(({ id }) => id === promiseId)
  return { way: row?.form ?? 'written', startsAt: null, dueAt: row?.dueAt ?? new Date(0) }
}
/** Whether this happened in one transaction with that. */
const beside = (event: Happened, all: readonly Happened[], name: EventName) =>
  all.some((other) => other.name === name && other.xid === event.xid)

const reading: Reading = {
  'case.opened': () => ['asked'],
  'case.claimed': ({ facts }, _all, told) => [by(told, facts.staffId, 'opened')],
  'case.message_received': (event, all) => {
    const { customerId, stranger } = event.facts
    const saidOtherwise = beside(event, all, 'case.opened') || beside(event, all, 'case.rejected') || beside(event, all, 'case.reopened')
    return stranger || !customerId || saidOtherwise ? [] : ['added']
  },
  'case.message_sent': ({ facts }, _all, told) => [by(told, facts.byId, facts.answer ? 'answered' : 'wrote')],
  'case.accepted': () => ['accepted'],
  'case.rejected': () => ['rejected'],
  'case.withdrawn': () => ['withdrawn'],
  'case.reopened': (event, all) => (beside(event, all, 'case.message_received') ? ['reopened'] : []),
  'case.silent_notice': () => ['reminded'],
  'case.silent': () => ['silent'],
  'case.emergency_confirmed': ({ actorId }, _all, told) => [by(told, actorId, 'emergency')],
  // What was chosen with the need itself never had to be promised by default.
  'promise.agreed': (event, all, told) => (event.facts.isDefault && isReplaced(event, all) ? [] : [agreed(event, all, told)]),
  'promise.at_risk': ({ facts }, _all, told) =>
    spanIn(told, facts.promiseId).way === 'arrival' ? [] : [about(told, facts.promiseId, 'at_risk')],
  'promise.late': ({ facts }, _all, told) => [about(told, facts.promiseId, 'late')],
  'promise.kept': ({ facts }, _all, told) => [about(told, facts.promiseId, 'kept')],
  'promise.kept_late': ({ facts }, _all, told) => [about(told, facts.promiseId, 'kept_late')],
  'promise.paused': ({ facts }, _all, told) => [about(told, facts.promiseId, 'paused')],
  'promise.resumed': ({ facts }, _all, told) => [about(told, facts.promiseId, 'resumed')],
  'promise.move_asked': ({ facts }, _all, told) => [
    { what: 'move_asked', promise: { ...spanIn(told, facts.promiseId), dueAt: new Date(facts.toAt) } },
  ],
  'promise.move_declined': ({ facts }) => [facts.by === 'customer' ? 'move_declined' : 'move_withdrawn'],
  'promise.released': ({ facts, actorKind }) => (facts.why === 'let_go' && actorKind === 'customer' ? ['released'] : []),
  'promise.proposed': (event, all) =>
    event.facts.feasible || beside(event, all, 'promise.escalated') ? ['proposed'] : ['proposed', 'countered'],
  'promise.escalated': () => ['escalated'],
  'promise.change_told': ({ facts }, _all, { language }) => [{ what: 'changed', words: sentenceIn(facts.sentences, language).sentence }],
  'promise.called': ({ facts, actorId }, _all, told) => [by(told, actorId, facts.outcome === 'reached' ? 'call_done' : 'call_missed')],
  'feedback.given': () => ['rated'],
}

const isReplaced = (event: Happened<'promise.agreed'>, all: readonly Happened[]): boolean =>
  all.some(
    (other) =>
      other.name === 'promise.agreed' &&
      other.xid === event.xid &&
      (other.facts as Events['promise.agreed']).previousId === event.facts.promiseId,
  )

/** A promise that begins: ours by default, chosen, or in the place of one that was moved. */
function agreed(event: Happened<'promise.agreed'>, all: readonly Happened[], { promises }: Told): Partial<Line> {
  const { promiseId, previousId, isDefault, form, dueAt } = event.facts
  const row = promises.find(({ id }) => id === promiseId)
  // As it was said then: a pause moves the time of the row later.
  const promise: Line['promise'] = { way: form, startsAt: row?.startsAt ?? null, dueAt: new Date(dueAt) }
  const move = all.find(
    (other): other is Happened<'promise.moved'> =>
      other.name === 'promise.moved' && (other.facts as Events['promise.moved']).promiseId === previousId,
  )
  if (form === 'arrival') return { what: move ? 'help_moved' : 'help_sent', promise }
  // Asked for by the customer; given unasked it is ours, as is the answer to an escalation.
  const isGiven = form === 'update' || form === 'resolution' ? event.actorKind !== 'customer' : beside(event, all, 'promise.escalated')
  const what: TrackerKind = isDefault || isGiven ? 'promised' : move ? (move.facts.by === 'us' ? 'moved_by_us' : 'moved_by_you') : 'chosen'
  return { what, promise }
}
