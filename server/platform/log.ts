/** One JSON line an event on stderr. Callers never pass message text, addresses or tokens. */
export interface Log {
  (level: 'debug' | 'info' | 'warn' | 'error', event: string, facts?: Record<string, unknown>): void
}

/** Writes lines of at least the wished level. */
export function openLog(
  least: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  write = (line: string) => void process.stderr.write(line),
): Log {
  const order = ['debug', 'info', 'warn', 'error', 'silent']
  return (level, event, facts) => {
    if (order.indexOf(level) < order.indexOf(least)) return
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...inWords(facts) })}\n`)
  }
}

function inWords(facts: Record<string, unknown> = {}): Record<string, unknown> {
  const entries = Object.entries(facts)
  return Object.fromEntries(entries.map(([key, value]) => [key, value instanceof Error ? (value.stack ?? value.message) : value]))
}
