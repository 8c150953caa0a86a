import { progressOn } from '../backtest/progress.ts'
import { type Flags, levelOf, word } from '../exports/flags.ts'
import { waitsText } from './report.ts'
import { boundWaits } from './waits.ts'

const text = { type: 'string' } as const

/** The options of `kept waits`. */
export const waitsOptions = { from: text, out: text, level: text }

/** Runs `kept waits FILE` and answers what to print: tables, or with --json the whole summary. */
export async function runWaits(flags: Flags, file: string | undefined): Promise<string | object> {
  if (!file) throw new Error('waits needs a file: kept waits CALLS.csv --from DATE --out waits.csv')
  const wish = { file, out: word(flags, 'out') ?? null, from: word(flags, 'from') ?? null, level: levelOf(flags) }
  const summary = await boundWaits(wish, progressOn(process.stderr))
  return flags['json'] ? summary : waitsText(summary)
}
