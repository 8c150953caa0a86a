import { percent, table } from './report.ts'
import type { Simulation, Spread, TeamWord, Word } from './simulation-summary.ts'

/** What a simulated desk did, as people read it. */
export function simulationText(it: Simulation): string {
  const { level, outcome, overall, read, risk, running, stated } = it
  const given = overall.total + running
  return [
    `${given} cases opened from ${day(it.from)} until ${day(it.until)}, of ${read} read. Outcome ${outcome}, promised with ${percent(level)}.`,
    ...(running ? [`${running} were not finished when the log ends and not yet due: not judged.`] : []),
    '',
    table(
      ['promises', 'kept', 'of', 'share', 'off level'],
      [
        wordRow('all', overall),
        wordRow('with a record (they state the level)', stated),
        wordRow('  the same before rounding', it.unrounded),
        wordRow('without: past the horizon of 30 days', it.pastHorizon, false),
        wordRow('without: new, no record yet', it.noRecord, false),
      ],
    ),
    ...(it.pastHorizon.recordChance === null
      ? []
      : [`To those past the horizon the record itself gave ${percent(it.pastHorizon.recordChance)}.`]),
    '',
    table(['team', 'kept', 'of', 'share', '99 % interval', `touches ${band(level)}`, 'without a record'], it.teams.map(teamRow)),
    '',
    table(
      ['at risk by', 'told', 'broke', 'precision'],
      [
        ...risk.causes.map(({ cause, told, broke, precision }) => [cause, String(told), String(broke), share(precision)]),
        ['both', String(risk.told), String(risk.broke), share(risk.precision)],
      ],
    ),
    `Of ${risk.broken} broken promises ${share(risk.recall)} were called at risk 15 minutes before or earlier.`,
    `Windows of an hour or more: ${risk.longWindows.broken} broke, ${risk.longWindows.toldTooLate} called later than that; called before due (minutes): ${spread(risk.longWindows.leadMinutes)}.`,
    `Shorter windows: ${risk.shortWindows.broken} broke, ${risk.shortWindows.toldEarly} called so early.`,
    `Promised (hours): ${spread(it.lengthHours)}. Left when kept (hours): ${spread(it.leftHours)}.`,
    '',
    'How to read it: docs/use/promises.md',
  ].join('\n')
}

const day = (at: string): string => at.slice(0, 10)

function wordRow(name: string, { kept, offLevel, share: kind, total }: Word, isHeld = true): string[] {
  const off = !isHeld || offLevel === null ? '' : `${offLevel < 0 ? '' : '+'}${(offLevel * 100).toFixed(1)}`
  return [name, String(kept), String(total), share(kind), off]
}

const teamRow = ({ apart, high, kept, low, name, share: kind, total, touches }: TeamWord): string[] => [
  name || '(none)',
  String(kept),
  String(total),
  share(kind),
  `${percent(low)} to ${percent(high)}`,
  touches === null ? 'under 100' : touches ? 'yes' : 'no',
  apart.total ? `${apart.kept} of ${apart.total}` : '',
]

const band = (level: number): string => `${Math.round(level * 100 - 2)} to ${Math.round(level * 100 + 2)} %`

const share = (value: number | null): string => (value === null ? '' : percent(value))

function spread({ median, min, p10, p90 }: Spread): string {
  const said = (value: number | null) => (value === null ? 'none' : value.toFixed(1))
  return `least ${said(min)}, one in ten under ${said(p10)}, median ${said(median)}, nine in ten under ${said(p90)}`
}
