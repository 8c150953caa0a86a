import type { LinePace } from '../rules/erlang-line.ts'
import type { Call } from './call-log.ts'
import { type Desk, paceOf, type Tally } from './pace.ts'
import type { Waited, WaitState } from './state.ts'

/** A call as it joins, and what could be known at that instant: nothing that was not over before it. */
export type Joined = { readonly call: Call; readonly state: WaitState; readonly pace: () => LinePace; readonly past: readonly Waited[] }

const PRESENT_MS = 1_800_000
const LAST_WAITS = 5
const RECENT = 200

/** Replays calls in the order in which they joined, the file's order within a second. `past` grows as waits end. */
export function* replayLine(calls: readonly Call[]): Generator<Joined> {
  const desk = newDesk(calls)
  const line = newLine(calls)
  const order = calls.map((_, i) => i).sort((a, b) => (calls[a]?.joinedMs ?? 0) - (calls[b]?.joinedMs ?? 0) || a - b)
  for (const i of order) {
    const call = calls[i]
    if (!call) continue
    line.until(call.joinedMs)
    const { people, handlingMs } = desk.at(call.joinedMs)
    const state = { ...line.seenBy(call), people, kinds: call.kinds }
    yield { call, state, pace: () => paceOf(line.tally(), { people, handlingMs }), past: line.past }
    if (call.isQueued) line.join(call, state)
  }
}

type Line = {
  readonly past: readonly Waited[]
  /** Lets those leave who left before an instant. */
  readonly until: (atMs: number) => void
  readonly seenBy: (call: Call) => Omit<WaitState, 'people' | 'kinds'>
  readonly join: (call: Call, state: WaitState) => void
  /** Of the last two hundred who left. */
  readonly tally: () => Tally
}

function newLine(calls: readonly Call[]): Line {
  const leaving = calls.filter(({ isQueued }) => isQueued).sort((a, b) => a.leftMs - b.leftMs)
  const [waiting, past, counts] = [new Map<Call, WaitState>(), [] as Waited[], [nothing]]
  const lastWaits: number[] = []
  let [next, lineMs, seenMs] = [0, 0, 0]
  const pass = (atMs: number) => {
    if (waiting.size) lineMs += atMs - seenMs
    seenMs = atMs
  }
  const leave = (call: Call) => {
    pass(call.leftMs)
    const state = waiting.get(call)
    if (!state) return
    waiting.delete(call)
    const [waitMs, last] = [call.leftMs - call.joinedMs, counts.at(-1) ?? nothing]
    past.push({ state, waitMs, isAnswered: call.isAnswered })
    counts.push({
      answers: last.answers + (call.isAnswered ? 1 : 0),
      hangUps: last.hangUps + (call.isAnswered ? 0 : 1),
      lineMs,
      waitedMs: last.waitedMs + waitMs,
    })
    if (call.isAnswered && lastWaits.push(waitMs) > LAST_WAITS) lastWaits.shift()
  }
  return {
    past,
    until: (atMs) => {
      for (let call = leaving[next]; call && call.leftMs < atMs; call = leaving[++next]) leave(call)
      pass(atMs)
    },
    seenBy: (call) => ({
      ahead: waiting.size,
      aheadAlike: [...waiting.keys()].filter(({ kinds }) => kinds.join() === call.kinds.join()).length,
      lastWaitsMs: lastWaits.length ? lastWaits.reduce((sum, ms) => sum + ms, 0) / lastWaits.length : 0,
    }),
    join: (call, state) => void waiting.set(call, state),
    tally: () => since(counts.at(-1) ?? nothing, counts.at(-1 - RECENT) ?? nothing),
  }
}

const nothing: Tally = { answers: 0, hangUps: 0, lineMs: 0, waitedMs: 0 }

const since = (now: Tally, then: Tally): Tally => ({
  answers: now.answers - then.answers,
  hangUps: now.hangUps - then.hangUps,
  lineMs: now.lineMs - then.lineMs,
  waitedMs: now.waitedMs - then.waitedMs,
})

/** Who took calls in the last half hour, and how long the last two hundred calls took them. */
function newDesk(calls: readonly Call[]): { readonly at: (atMs: number) => Desk } {
  const taken = calls.filter(({ takenMs }) => takenMs !== null).sort((a, b) => (a.takenMs ?? 0) - (b.takenMs ?? 0))
  const freed = taken.filter(({ freeMs }) => freeMs !== null).sort((a, b) => (a.freeMs ?? 0) - (b.freeMs ?? 0))
  const present = new Map<string, number>()
  const count = (person: string, by: number) => {
    const times = (present.get(person) ?? 0) + by
    if (times > 0) present.set(person, times)
    else present.delete(person)
  }
  // A call whose person is not named counts as one more.
  const nameOf = (call: Call, place: number) => call.person || `unnamed ${place}`
  const handled: number[] = []
  let [started, gone, over, handlingMs] = [0, 0, 0, 0]
  return {
    at: (atMs) => {
      for (let call = taken[started]; call && (call.takenMs ?? 0) < atMs; call = taken[++started]) count(nameOf(call, started), 1)
      for (let call = taken[gone]; gone < started && call && (call.takenMs ?? 0) < atMs - PRESENT_MS; call = taken[++gone])
        count(nameOf(call, gone), -1)
      for (let call = freed[over]; call && (call.freeMs ?? 0) < atMs; call = freed[++over]) {
        const ms = Math.max(0, (call.freeMs ?? 0) - (call.takenMs ?? 0))
        handlingMs += ms
        if (handled.push(ms) > RECENT) handlingMs -= handled.shift() ?? 0
      }
      return { people: present.size, handlingMs: handled.length ? handlingMs / handled.length : null }
    },
  }
}
