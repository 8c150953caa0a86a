import type { LinePace } from '../rules/erlang-line.ts'

/** What the recent past counts up to: answers and hang-ups out of the line, time in which somebody waited, and the time all of them did. */
export type Tally = {
  readonly answers: number
  readonly hangUps: number
  readonly lineMs: number
  readonly waitedMs: number
}

/** People at work, and how long they take over a call. */
export type Desk = { readonly people: number; readonly handlingMs: number | null }

const LEAST_ANSWERS = 20

/** Where nothing is known yet: one person, three minutes a call. */
const ASSUMED: Desk & { handlingMs: number } = { people: 1, handlingMs: 180_000 }

/** The pace of a line by maximum likelihood from its recent past; before twenty answers by who is there and how long calls take them. */
export function paceOf({ answers, hangUps, lineMs, waitedMs }: Tally, { people, handlingMs }: Desk): LinePace {
  const isSeen = answers >= LEAST_ANSWERS && lineMs > 0
  const answerRate = isSeen
    ? (answers / lineMs) * 1000
    : (Math.max(people, ASSUMED.people) / Math.max(1000, handlingMs ?? ASSUMED.handlingMs)) * 1000
  return { answerRate, patienceRate: waitedMs > 0 ? (hangUps / waitedMs) * 1000 : 0 }
}
