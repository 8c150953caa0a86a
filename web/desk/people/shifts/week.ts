import { dateIn, midnightIn, plusDays } from '../../kit/dates.ts'
import { clockTime } from '../../kit/time.ts'

/** When somebody is there, in epoch milliseconds. */
export interface Stretch {
  startMs: number
  endMs: number
}

const dayMs = 86_400_000

/** What stands in the cell of each date: the hours that begin that day, in the clock of a zone; what lasts a day and longer is cut at midnight. */
export function cellsOf(stretches: readonly Stretch[], dates: readonly string[], zone: string): Map<string, string[]> {
  const cells = new Map<string, string[]>(dates.map((date) => [date, []]))
  for (const stretch of stretches) {
    const pieces = stretch.endMs - stretch.startMs < dayMs ? [stretch] : cutAtMidnights(stretch, dates, zone)
    for (const { startMs, endMs } of pieces)
      cells.get(dateIn(zone, startMs))?.push(`${clockTime(startMs, zone)}–${endOf(startMs, endMs, zone)}`)
  }
  return cells
}

/** Whether some of a date lies in a stretch, such as an absence. */
export function touches({ startMs, endMs }: Stretch, date: string, zone: string): boolean {
  return startMs < midnightIn(zone, plusDays(date, 1)) && endMs > midnightIn(zone, date)
}

/** The stretch that holds an instant, else the next one after it, else neither. */
export function nowOrNext(stretches: readonly Stretch[], nowMs: number): { now: Stretch } | { next: Stretch } | null {
  const now = stretches.find(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs)
  if (now) return { now }
  const next = stretches.find(({ startMs }) => startMs > nowMs)
  return next ? { next } : null
}

function cutAtMidnights({ startMs, endMs }: Stretch, dates: readonly string[], zone: string): Stretch[] {
  return dates
    .map((date) => ({ startMs: Math.max(startMs, midnightIn(zone, date)), endMs: Math.min(endMs, midnightIn(zone, plusDays(date, 1))) }))
    .filter((piece) => piece.startMs < piece.endMs)
}

/** Midnight that ends a day is written 24:00. */
function endOf(startMs: number, endMs: number, zone: string): string {
  const isMidnight = midnightIn(zone, plusDays(dateIn(zone, startMs), 1)) === endMs
  return isMidnight ? '24:00' : clockTime(endMs, zone)
}
