import type { CompanyRecord } from '#contract/promises.ts'
import { plusDays } from '../../kit/dates.ts'

type Week = CompanyRecord['weeks'][number]

/** How many weeks can be looked at. */
export const spans = [4, 8, 26] as const

/** The span an address asks for, in weeks; eight unless it names another that exists. */
export function spanOf(weeks: string | undefined): number {
  return spans.find((span) => String(span) === weeks) ?? 8
}

/** Every week from the first to the last Monday of the given ones, those without a promise too, so that a line has no false neighbours. */
export function everyWeek(weeks: readonly Week[]): Week[] {
  const [first, last] = [weeks[0]?.monday, weeks.at(-1)?.monday]
  if (!first || !last) return []
  const known = new Map(weeks.map((week) => [week.monday, week]))
  const all: Week[] = []
  for (let monday = first; monday <= last; monday = plusDays(monday, 7)) all.push(known.get(monday) ?? { monday, kept: 0, total: 0 })
  return all
}

/** The points of a line through the kept share of each week in a box of `width` by `height`; weeks without a promise leave a gap, so there are several lines. */
export function linesThrough(weeks: readonly Week[], width: number, height: number): string[] {
  const step = weeks.length > 1 ? width / (weeks.length - 1) : 0
  const lines: string[][] = [[]]
  for (const [index, { kept, total }] of weeks.entries()) {
    if (total === 0) lines.push([])
    else lines.at(-1)?.push(`${round(index * step)},${round(height - (kept / total) * height)}`)
  }
  return lines.filter((line) => line.length > 0).map((line) => line.join(' '))
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Of the promises called at risk how many broke, and of the broken how many were foreseen. */
export function warningsOf({ atRisk, foreseen }: Pick<CompanyRecord, 'atRisk' | 'foreseen'>) {
  const told = atRisk.reduce((sum, one) => sum + one.told, 0)
  const broken = atRisk.reduce((sum, one) => sum + one.broken, 0)
  return { told, broken, missed: foreseen.broken, foreseen: foreseen.told }
}
