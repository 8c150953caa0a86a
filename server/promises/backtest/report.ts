import type { Score, Share } from './score.ts'

/** What a backtest found: its terms, the engine beside what desks do today, and how far history carried. */
export type Summary = {
  readonly outcome: string
  readonly level: number
  readonly from: string
  readonly cases: number
  readonly read: number
  /** Quotes from history, without a record yet (the fixed level), and past the horizon of thirty days. */
  readonly basis: { readonly history: number; readonly level: number; readonly pastHorizon: number }
  readonly kept: Score
  readonly fixed: Score
  readonly rolling: Score
}

const MOST_TEAMS = 20

/** The summary as people read it, in columns. */
export function reportText(summary: Summary): string {
  const { basis, cases, from, kept, level, outcome, read } = summary
  const methods = [
    ['fixed level per priority', summary.fixed],
    ['rolling percentile per priority', summary.rolling],
    ['Kept', kept],
  ] as const
  const shownTeams = kept.teams.slice(0, MOST_TEAMS)
  return [
    `${cases} cases opened from ${from} on, of ${read} read. Outcome ${outcome}, promised with ${percent(level)}.`,
    `From history ${basis.history}, past the horizon of 30 days ${basis.pastHorizon}, new without a record ${basis.level}.`,
    '',
    table(
      ['', 'kept', 'loss h', 'teams off', 'worst team'],
      methods.map(([name, it]) => [name, percent(it.coverage), it.pinball.toFixed(2), optional(it.teamDeviation), worst(it.worstTeam)]),
    ),
    '',
    table(
      ['week', 'cases', 'kept', '95 % interval', 'loss h', 'fixed', 'rolling'],
      kept.weeks.map((week) => weekRow(week, summary)),
    ),
    '',
    table(['team', 'cases', 'kept', '95 % interval', 'loss h'], shownTeams.map(shareRow)),
    ...(kept.teams.length > MOST_TEAMS ? [`and ${kept.teams.length - MOST_TEAMS} smaller teams (all of them with --json)`] : []),
    '',
    'kept: the share that came in time. loss: quantile loss in hours, lower is better. teams off: how far teams with',
    '100 cases are from the level, on average. How to read it: docs/use/backtest.md',
  ].join('\n')
}

function weekRow(week: Share, { fixed, rolling }: Summary): string[] {
  const lossOf = ({ weeks }: Score) => weeks.find(({ name }) => name === week.name)?.pinball.toFixed(2) ?? ''
  return [...shareRow(week), lossOf(fixed), lossOf(rolling)]
}

const shareRow = ({ name, cases, coverage, low, high, pinball }: Share): string[] => [
  name || '(none)',
  String(cases),
  percent(coverage),
  `${percent(low)} to ${percent(high)}`,
  pinball.toFixed(2),
]

/** A share as people read it: 91.4 %. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const optional = (share: number | null): string => (share === null ? '' : percent(share))
const worst = (team: Share | null): string => (team ? `${percent(team.coverage)} (${team.name}, ${team.cases} cases)` : '')

/** Columns two spaces apart, the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ')
  return all.map((row) => line(row).trimEnd()).join('\n')
}
