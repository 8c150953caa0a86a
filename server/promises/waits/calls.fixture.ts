import { writeFile } from 'node:fs/promises'

/** The columns of the export; the others of a real one are not looked at. */
export const head = 'vru_line,call_id,priority,type,date,vru_entry,vru_exit,q_start,q_exit,q_time,outcome,ser_start,ser_exit,server'

/** One line of an export: times in seconds of the day, a wait of `null` for who was taken at once. */
export function callLine({
  id,
  date = '1999-02-01',
  at,
  wait,
  outcome = 'AGENT',
  handling = 120,
  server = 'A01',
  priority = 0,
}: {
  id: number
  date?: string
  at: number
  wait: number | null
  outcome?: string
  handling?: number
  server?: string
  priority?: number
}): string {
  const left = at + (wait ?? 0)
  const queue = wait === null ? ['0:00:00', '0:00:00', 0] : [clock(at), clock(left), wait]
  const service = outcome === 'AGENT' ? [clock(left), clock(left + handling), server] : ['0:00:00', '0:00:00', '']
  return ['L1', id, priority, 'PS', date, clock(at - 5), clock(at), ...queue, outcome, ...service].join(',')
}

/** Writes an export of these lines. */
export async function writeCalls(file: string, lines: readonly string[]): Promise<string> {
  await writeFile(file, `${[head, ...lines].join('\n')}\n`)
  return file
}

function clock(seconds: number): string {
  const of = ((Math.round(seconds) % 86_400) + 86_400) % 86_400
  const two = (part: number) => String(Math.floor(part) % 60).padStart(2, '0')
  return `${Math.floor(of / 3600)}:${two(of / 60)}:${two(of)}`
}

/** A call of a desk that is made up: when it came, what it would have waited had it stayed, and its line. */
export type MadeUp = { readonly id: number; readonly virtualSeconds: number; readonly line: string }

/**
 * Days of a made-up desk from nine to five: callers come at random, more of them at noon; people answer in the order of coming, fewer of
 * them each third day; who waits hangs up after a patience of their own. The same draws make the same calls.
 */
export function madeUpCalls(draw: () => number, days: number): MadeUp[] {
  const lasts = (mean: number) => -Math.log(1 - draw()) * mean
  const calls: MadeUp[] = []
  for (let day = 1; day <= days; day++) {
    const people = day % 3 ? 7 : 6
    const freeAt = Array.from({ length: people }, () => 9 * 3600)
    for (let at = 9 * 3600 + lasts(30); at < 17 * 3600; at += lasts(24 + (6 * Math.abs(at - 46_800)) / 14_400)) {
      const first = freeAt.indexOf(Math.min(...freeAt))
      const [come, virtual] = [Math.round(at), Math.max(0, Math.round((freeAt[first] ?? 0) - at))]
      const [patience, handling] = [Math.round(lasts(240)), Math.round(lasts(170))]
      const hangsUp = virtual > patience
      if (!hangsUp) freeAt[first] = come + virtual + handling
      const it = {
        id: calls.length + 1,
        date: `1999-02-${String(day).padStart(2, '0')}`,
        at: come,
        wait: virtual === 0 ? null : Math.min(virtual, patience),
        outcome: hangsUp ? 'HANG' : 'AGENT',
        handling,
        server: `A${first}`,
      }
      calls.push({ id: it.id, virtualSeconds: virtual, line: callLine(it) })
    }
  }
  return calls
}
