import { percent, table } from '../backtest/report.ts'
import type { WaitScore } from './score.ts'
import type { WaitsSummary } from './waits.ts'

/** The summary as people read it, in columns. */
export function waitsText(summary: WaitsSummary): string {
  const { atOnce, basis, byAhead, calls, from, kept, level, onePercentile, read } = summary
  const row = (name: string, it: WaitScore) => [
    name,
    percent(it.coverage),
    it.loss.toFixed(2),
    it.lossOfAnswered.toFixed(2),
    it.lossCorrected.toFixed(2),
    it.meanBoundSeconds.toFixed(0),
  ]
  return [
    `${calls} calls from ${from} on, of ${read} read: ${atOnce} without a wait in line, ${kept.calls} waited, ${kept.calls - kept.answered} of them hung up.`,
    `Bounds of ${percent(level)}: ${basis.record} from waits in like states, ${basis.erlang} from the pace of the line (Erlang).`,
    '',
    table(
      ['', 'in time', 'loss s', 'answered', 'corrected', 'mean bound s'],
      [row('one percentile for all', onePercentile), row('Kept', kept)],
    ),
    '',
    table(
      ['ahead', 'calls', 'hung up', 'in time', 'one percentile', 'mean bound s'],
      byAhead.map((it) => [
        it.ahead,
        String(it.calls),
        String(it.calls - it.answered),
        percent(it.coverage),
        percent(it.onePercentileCoverage),
        it.meanBoundSeconds.toFixed(0),
      ]),
    ),
    '',
    'in time: the share who would have been answered within their bound, had nobody hung up (Kaplan-Meier). loss: quantile loss in',
    'seconds, lower is better: of all who waited (a hang-up ends the wait), of those answered, and of those weighed up for who hung up.',
  ].join('\n')
}
