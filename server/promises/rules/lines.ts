import type { Events } from '#contract/events.ts'
import { newPast, type Past } from './past.ts'

/** What is remembered of each thing that can be promised: the first answer, word of how it stands, the matter settled, and how late calls begin. */
export type Lines = { readonly answer: Past; readonly update: Past; readonly resolution: Past; readonly call: Past }

/** What happens to cases and calls, as far as lines care. */
export type LineEvent = {
  [Name in LineName]: { readonly name: Name; readonly atMs: number; readonly facts: Events[Name] }
}[LineName]

export const LINE_NAMES = [
  'case.opened',
  'case.handed_over',
  'case.message_received',
  'case.message_sent',
  'case.answered',
  'case.accepted',
  'case.silent',
  'case.withdrawn',
  'case.set_aside',
  'promise.agreed',
  'promise.called',
  'promise.moved',
  'promise.released',
] as const
type LineName = (typeof LINE_NAMES)[number]

/** The facts of a case that are known when it is opened. */
export type Opening = { readonly teamId: string; readonly kind: string; readonly channel: string; readonly language: string }

/** The classes of a case, finest first. */
export function classesOf({ teamId, kind, channel, language }: Opening): string[] {
  const parts = [teamId, kind, channel, language]
  return [...[4, 3, 2, 1].map((length) => parts.slice(0, length).join('/')), 'all']
}

/** A case as the lines follow it: its classes, the answer its customer has in hand, and the silence that word will end. */
type Followed = { readonly classes: string[]; answeredAtMs: number | null; silence: string | null; silences: number }

/** Begins lines without a past; hours of the week are those of `zone`. `tell` adds what happened, in the order of the journal. */
export function newLines(zone: string): Lines & { readonly tell: (event: LineEvent) => void } {
  const lines = { answer: newPast(zone), update: newPast(zone), resolution: newPast(zone), call: newPast(zone) }
  const cases = new Map<string, Followed>()
  const booked: Booked = { calls: new Map(), nextMs: Number.POSITIVE_INFINITY }
  return {
    ...lines,
    tell: (event) => {
      if (event.atMs >= booked.nextMs) comeDue(lines, booked, event.atMs)
      follow(lines, cases, booked, event)
    },
  }
}

/** Calls whose hour has not come: the line of calls hears of them then, because a line forgets what is a month older than its newest. */
type Booked = { readonly calls: Map<string, { readonly startMs: number; readonly classes: readonly string[] }>; nextMs: number }

function comeDue(lines: Lines, booked: Booked, nowMs: number): void {
  booked.nextMs = Number.POSITIVE_INFINITY
  for (const [id, { startMs, classes }] of booked.calls) {
    if (startMs > nowMs) booked.nextMs = Math.min(booked.nextMs, startMs)
    else if (booked.calls.delete(id)) lines.call.add(id, startMs, classes)
  }
}

function book(lines: Lines, booked: Booked, it: Followed, { promiseId, startsAt, dueAt }: Events['promise.agreed'], atMs: number): void {
  booked.calls.set(promiseId, { startMs: Date.parse(startsAt ?? dueAt), classes: it.classes })
  comeDue(lines, booked, atMs)
}

function callOff(lines: Lines, booked: Booked, promiseId: string, atMs: number): void {
  booked.calls.delete(promiseId)
  lines.call.leave(promiseId, atMs)
}

function follow(lines: Lines, cases: Map<string, Followed>, booked: Booked, event: LineEvent): void {
  const { facts, atMs } = event
  if (event.name === 'case.opened') return open(lines, cases, event.facts, atMs)
  const it = cases.get(facts.caseId)
  if (!it) return
  if (event.name === 'promise.agreed') {
    if (event.facts.form === 'call') book(lines, booked, it, event.facts, atMs)
  } else if (event.name === 'promise.called') lines.call.finish(event.facts.promiseId, atMs)
  else if (event.name === 'promise.moved' || event.name === 'promise.released') callOff(lines, booked, event.facts.promiseId, atMs)
  else if (event.name === 'case.message_sent') word(lines, it, facts.caseId, Date.parse(event.facts.pressedAt), event.facts.answer)
  else if (event.name === 'case.message_received') listen(lines, it, facts.caseId, atMs, event.facts.stranger)
  else if (event.name === 'case.answered') answer(lines, it, facts.caseId, Date.parse(event.facts.pressedAt))
  else if (event.name === 'case.accepted' || event.name === 'case.silent') settle(lines, cases, it, facts.caseId, atMs)
  else if (event.name !== 'case.handed_over' || isElsewhere(it, event.facts.to)) leave(lines, cases, it, facts.caseId, atMs)
}

/** What another team goes on with says nothing more of the first one. */
const isElsewhere = ({ classes }: Followed, to: string): boolean => to.startsWith('team_') && !classes.includes(to)

function open(lines: Lines, cases: Map<string, Followed>, opening: Events['case.opened'], atMs: number): void {
  const { caseId } = opening
  // Entries of before it was told have no language.
  const classes = classesOf({ ...opening, language: opening.language ?? '' })
  const it: Followed = { classes, answeredAtMs: null, silence: null, silences: 0 }
  cases.set(caseId, it)
  lines.answer.add(caseId, atMs, classes)
  lines.resolution.add(caseId, atMs, classes)
  fallSilent(lines, it, caseId, atMs)
}

function fallSilent({ update }: Lines, it: Followed, caseId: string, atMs: number): void {
  it.silence ??= `${caseId}/${it.silences++}`
  update.add(it.silence, atMs, it.classes)
}

/** Words of ours end the silence; unless they are an answer, the next one begins. */
function word(lines: Lines, it: Followed, caseId: string, atMs: number, isAnswer: boolean): void {
  if (it.silence) lines.update.finish(it.silence, atMs)
  it.silence = null
  if (!isAnswer) fallSilent(lines, it, caseId, atMs)
}

function listen(lines: Lines, it: Followed, caseId: string, atMs: number, stranger: boolean): void {
  if (!stranger && !it.silence) fallSilent(lines, it, caseId, atMs)
}

function answer(lines: Lines, it: Followed, caseId: string, atMs: number): void {
  it.answeredAtMs = atMs
  lines.answer.finish(caseId, atMs)
}

/** The matter was settled by the answer that was accepted or left to rest. */
function settle(lines: Lines, cases: Map<string, Followed>, it: Followed, caseId: string, atMs: number): void {
  if (it.answeredAtMs !== null) lines.resolution.finish(caseId, it.answeredAtMs)
  leave(lines, cases, it, caseId, atMs)
}

function leave(lines: Lines, cases: Map<string, Followed>, it: Followed, caseId: string, atMs: number): void {
  lines.answer.leave(caseId, atMs)
  lines.resolution.leave(caseId, atMs)
  if (it.silence) lines.update.leave(it.silence, atMs)
  cases.delete(caseId)
}
