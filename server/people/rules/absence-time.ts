/**
 * An absence as people state it, as instants of their zone: a date as the beginning is its first moment, as the end its last; a time of day
 * ('2026-12-01T14:00') is that moment. Null when a date does not exist or the end is not later.
 */
export function absenceInstants(zone: string, from: string, until: string): { startsMs: number; endsMs: number } | null {
  try {
    const [startsMs, endsMs] = [instantOf(zone, from, 0), instantOf(zone, until, 1)]
    return startsMs < endsMs ? { startsMs, endsMs } : null
  } catch {
    return null
  }
}

/** The same back from instants, in the words it was stated in. */
export function absenceWords(zone: string, startsMs: number, endsMs: number): { from: string; until: string } {
  return { from: wordOf(zone, startsMs, 0), until: wordOf(zone, endsMs, 1) }
}

function instantOf(zone: string, text: string, daysLater: number): number {
  if (text.includes('T')) return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  return Temporal.PlainDate.from(text).add({ days: daysLater }).toZonedDateTime(zone).epochMilliseconds
}

function wordOf(zone: string, atMs: number, daysEarlier: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone)
  const isMidnight = at.epochMilliseconds === at.startOfDay().epochMilliseconds
  return isMidnight
    ? at.toPlainDate().subtract({ days: daysEarlier }).toString()
    : at.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
