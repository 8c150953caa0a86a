import { wilson } from '../rules/record.ts'

/** Outcomes count up to so many hours, and a missing one counts as that. */
export const CAP_HOURS = 720

const LEAST_CASES = 100

/** How well quotes did: the share kept, the quantile loss in hours (lower is better), and how even teams fare. */
export type Score = {
  readonly cases: number
  readonly coverage: number
  readonly pinball: number
  /** The mean distance of a team's share from the level, over teams with a hundred cases, weighted by cases. */
  readonly teamDeviation: number | null
  readonly worstTeam: Share | null
  readonly teams: readonly Share[]
  readonly weeks: readonly Share[]
}

/** A team or a week: its share kept with the 95 % Wilson interval, and its loss. */
export type Share = {
  readonly name: string
  readonly cases: number
  readonly coverage: number
  readonly low: number
  readonly high: number
  readonly pinball: number
}

/** Counts quotes as they come, in memory of the number of teams and weeks. */
export type Scoring = {
  readonly add: (team: string, week: string, hours: number, quotedHours: number) => void
  readonly score: () => Score
}

/** Begins to score quotes of one level (0 to 1) by the proper score of a quantile, as `docs/use/backtest.md` says. */
export function scoring(level: number): Scoring {
  const [all, teams, weeks] = [nothing(), new Map<string, Tally>(), new Map<string, Tally>()]
  const add = (team: string, week: string, hours: number, quotedHours: number) => {
    const actual = Math.min(hours, CAP_HOURS)
    const isKept = actual <= quotedHours
    const loss = isKept ? (1 - level) * (quotedHours - actual) : level * (actual - quotedHours)
    for (const tally of [all, tallyOf(teams, team), tallyOf(weeks, week)]) {
      tally.cases++
      tally.kept += isKept ? 1 : 0
      tally.loss += loss
    }
  }
  return { add, score: () => scoreOf(level, all, sharesOf(teams), sharesOf(weeks)) }
}

type Tally = { cases: number; kept: number; loss: number }

function scoreOf(level: number, all: Tally, teams: Share[], weeks: Share[]): Score {
  const large = teams.filter(({ cases }) => cases >= LEAST_CASES)
  const weight = large.reduce((sum, { cases }) => sum + cases, 0)
  const apart = large.reduce((sum, { cases, coverage }) => sum + cases * Math.abs(coverage - level), 0)
  return {
    cases: all.cases,
    coverage: all.kept / all.cases,
    pinball: all.loss / all.cases,
    teamDeviation: weight ? apart / weight : null,
    worstTeam: large.toSorted((a, b) => a.coverage - b.coverage)[0] ?? null,
    teams: teams.toSorted((a, b) => b.cases - a.cases),
    weeks: weeks.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

const nothing = (): Tally => ({ cases: 0, kept: 0, loss: 0 })

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const known = tallies.get(name) ?? nothing()
  tallies.set(name, known)
  return known
}

function sharesOf(tallies: ReadonlyMap<string, Tally>): Share[] {
  return [...tallies].map(([name, { cases, kept, loss }]) => {
    const [low, high] = wilson(kept, cases)
    return { name, cases, coverage: kept / cases, low, high, pinball: loss / cases }
  })
}
