import { appendFileSync } from 'node:fs'

/** Prints a measured row, and appends it to the file named by `FIGURES` where one is named. */
export function figure(row: string, facts: Record<string, string | number>): void {
  const text = `${row}: ${Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`
  console.log(text)
  if (process.env['FIGURES']) appendFileSync(process.env['FIGURES'], `${text}\n`)
}

/** The middle of some figures, rounded. */
export function median(values: readonly number[]): number {
  return Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0)
}
