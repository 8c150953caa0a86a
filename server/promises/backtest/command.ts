import { readFile } from 'node:fs/promises'
import { isZone } from '#platform/i18n/index.ts'
import { type Flags, levelOf, word } from '../exports/flags.ts'
import type { Calendar } from '../rules/working-time.ts'
import { backtest, type Backtest } from './backtest.ts'
import { usualLevels } from './baselines.ts'
import { progressOn } from './progress.ts'
import { reportText } from './report.ts'
import { simulationText } from './simulation-report.ts'
import { simulation } from './simulation.ts'

const text = { type: 'string' } as const
const list = { type: 'string', multiple: true } as const

/** The options of `kept backtest`; each column has a name of its own in the export. */
export const backtestOptions = {
  outcome: text,
  level: text,
  from: text,
  out: text,
  zone: text,
  calendar: text,
  fixed: text,
  number: text,
  opened: text,
  team: text,
  priority: text,
  class: list,
  rung: list,
  simulate: { type: 'boolean' } as const,
  weeks: text,
}

/** Runs `kept backtest FILE` and answers what to print: tables, or with --json the whole summary. With --simulate a desk is run over it. */
export async function runBacktest(flags: Flags, file: string | undefined): Promise<string | object> {
  const [wish, progress] = [await wishOf(flags, file), progressOn(process.stderr)]
  if (flags['simulate']) {
    if (wish.out !== null) throw new Error('--out writes the quotes of a backtest; leave it out with --simulate')
    const found = await simulation(wish, weeksOf(flags), progress)
    return flags['json'] ? found : simulationText(found)
  }
  if (flags['weeks'] !== undefined) throw new Error('--weeks belongs to --simulate')
  const summary = await backtest(wish, progress)
  return flags['json'] ? summary : reportText(summary)
}

async function wishOf(flags: Flags, file: string | undefined): Promise<Backtest> {
  if (!file) throw new Error('backtest needs a file: kept backtest CASES.csv --outcome COLUMN')
  const outcome = word(flags, 'outcome')
  if (!outcome) throw new Error('--outcome is missing: the column that says when a case was answered, or resolved')
  const calendar = await readCalendar(word(flags, 'calendar'))
  const zone = word(flags, 'zone') ?? calendar?.zone ?? 'UTC'
  const columns = {
    outcome,
    number: word(flags, 'number') ?? 'number',
    opened: word(flags, 'opened') ?? 'opened_at',
    team: word(flags, 'team') ?? 'group_first',
    priority: word(flags, 'priority') ?? 'priority',
    classes: words(flags, 'class'),
    rungs: words(flags, 'rung'),
  }
  return {
    file,
    out: word(flags, 'out') ?? null,
    from: word(flags, 'from') ?? null,
    zone: knownZone(zone),
    calendar,
    level: levelOf(flags),
    fixed: fixedOf(word(flags, 'fixed'), outcome),
    columns,
  }
}

function weeksOf(flags: Flags): number {
  const weeks = Number(word(flags, 'weeks') ?? 4)
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 520) throw new Error('--weeks is a whole number from 1 on, such as 4')
  return weeks
}

const words = (flags: Flags, name: string): string[] => [flags[name] ?? []].flat().filter((value) => typeof value === 'string')

function fixedOf(hours: string | undefined, outcome: string): readonly number[] {
  if (hours === undefined) return /resol|clos|solv/.test(outcome) ? usualLevels.resolution : usualLevels.answer
  const levels = hours.split(',').map(Number)
  if (!levels.every((level) => level > 0)) throw new Error('--fixed is hours by priority from 1 on, such as 0.5,2,8,24')
  return levels
}

function knownZone(zone: string): string {
  if (!isZone(zone)) throw new Error(`"${zone}" is no time zone like Europe/Vilnius`)
  return zone
}

async function readCalendar(file: string | undefined): Promise<Calendar | null> {
  if (file === undefined) return null
  const { zone, week, holidays = [], extra = {} } = JSON.parse(await readFile(file, 'utf8')) as Partial<Calendar>
  if (!zone || week?.length !== 7)
    throw new Error('A calendar is JSON with a zone and a week of seven days: {"zone": "UTC", "week": [[["09:00", "17:00"]], ...]}')
  return { zone, week, holidays, extra }
}
