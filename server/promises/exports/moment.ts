const written = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/

/**
 * Makes a reader of written times: `2016-04-01`, `2016-04-01 09:30`, `2016-04-01T09:30:00.5+02:00`. Without an offset
 * they are local times of `zone`. It answers epoch milliseconds, or null for what it cannot read.
 */
export function momentReader(zone: string): (text: string) => number | null {
  const isUtc = zone === 'UTC'
  return (text) => {
    const parts = written.exec(text.trim())
    if (!parts) return null
    const [year, month, day, hour, minute, second, fraction] = parts.slice(1, 8).map((part) => Number(part ?? 0))
    const utcMs = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second, fraction)
    const isReal = new Date(utcMs).getUTCDate() === day && (hour ?? 0) < 24 && (minute ?? 0) < 60
    if (!isReal) return null
    const offset = parts[8]
    if (offset) return utcMs - offsetMs(offset)
    return isUtc ? utcMs : local(utcMs, zone)
  }
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return minutes * (offset.startsWith('-') ? -60_000 : 60_000)
}

const local = (utcMs: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(utcMs).toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(zone).epochMilliseconds
