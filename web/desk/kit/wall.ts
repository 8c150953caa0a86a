/** The instant at which clocks in a zone show a date (`2026-11-25`) and a time (`14:32`), in epoch milliseconds; null for half a date. */
export function instantOf(date: string, time: string, zone: string): number | null {
  const shown = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(shown)) return null
  // Asked twice, because the first guess may lie beyond a change of the clocks.
  const guess = shown - aheadMs(shown, zone)
  return shown - aheadMs(guess, zone)
}

function aheadMs(atMs: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(atMs)
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(atMs / 1000) * 1000
}
