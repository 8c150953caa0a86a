import { newPast, type PastCase } from './past.ts'
import { quote, type QuotedOption } from './quote.ts'
import { type KeptRecord, withInterval } from './record.ts'
import { MOST_CASES, quantile, survivalCurve } from './survival.ts'
import { addWorking, type Calendar, elapsedWorking } from './working-time.ts'

/** How many of so many would have been kept, with the 95 % Wilson interval; null where fewer than forty can be judged. */
export type Replayed = KeptRecord | null

const LEAST = 40

/** Had the same working minutes been promised to each case at its opening. Cases still open are judged once that time has passed. */
export function replayFixed(cases: readonly PastCase[], calendar: Calendar, minutes: number, nowMs: number): Replayed {
  return counted(cases.flatMap((it) => judged(it, addWorking(calendar, it.openedAtMs, minutes * 60_000), nowMs) ?? []))
}

/** Had each case been promised at its opening what the record said then: the cases are told in the order of time, and nothing is known early. */
export function replayQuoted(cases: readonly PastCase[], calendar: Calendar, option: QuotedOption, nowMs: number): Replayed {
  const past = newPast(calendar.zone)
  const verdicts: boolean[] = []
  for (const { it, id, opens } of toldInOrder(cases)) {
    if (!opens) {
      if (it.finished) past.finish(id, it.endedAtMs ?? nowMs)
      else past.leave(id, it.endedAtMs ?? nowMs)
      continue
    }
    const { openedAtMs } = it
    const quoted = quote({ openedAtMs, option, calendar, classes: ['all'], past }, openedAtMs)
    const verdict = quoted?.basis === 'history' ? judged(it, quoted.dueAtMs, nowMs) : null
    if (verdict !== null) verdicts.push(verdict)
    past.add(id, openedAtMs, ['all'])
  }
  return counted(verdicts)
}

/**
 * The working minutes within which so large a share (0 to 1) of such cases is finished, open ones censored at their age; null under forty
 * finished ones. The same cases and the same clock as `replayFixed`, so that both say one thing.
 */
export function minutesAt(cases: readonly PastCase[], calendar: Calendar, level: number, nowMs: number): number | null {
  const latest = cases.slice(-MOST_CASES)
  if (latest.filter(({ finished }) => finished).length < LEAST) return null
  const ages = latest.map(({ openedAtMs, endedAtMs }) => elapsedWorking(calendar, openedAtMs, endedAtMs ?? nowMs))
  const finished = latest.map((it) => Number(it.finished))
  const curve = survivalCurve({ ages, weights: latest.map(() => 1), finished, count: latest.length })
  const ms = quantile(curve, level)
  return Number.isFinite(ms) ? Math.ceil(ms / 60_000) : null
}

type Told = { readonly it: PastCase; readonly id: string; readonly atMs: number; readonly opens: boolean }

function toldInOrder(cases: readonly PastCase[]): Told[] {
  const told = cases.flatMap((it, nth): Told[] => {
    const opening = { it, id: String(nth), atMs: it.openedAtMs, opens: true }
    return it.endedAtMs === null ? [opening] : [opening, { ...opening, atMs: it.endedAtMs, opens: false }]
  })
  return told.sort((a, b) => a.atMs - b.atMs || Number(b.opens) - Number(a.opens))
}

/** Kept, broken, or null: it left before it could be told, or its time has not come yet. */
function judged({ finished, endedAtMs }: PastCase, dueAtMs: number | null, nowMs: number): boolean | null {
  if (dueAtMs === null) return null
  if (finished && endedAtMs !== null) return endedAtMs <= dueAtMs
  return (endedAtMs ?? nowMs) > dueAtMs ? false : null
}

function counted(verdicts: readonly boolean[]): Replayed {
  const [kept, total] = [verdicts.filter(Boolean).length, verdicts.length]
  return total < LEAST ? null : withInterval(kept, total)
}
