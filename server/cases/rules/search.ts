const mostWords = 8

/**
 * What somebody typed as a PostgreSQL text query: every word must begin a word of the message ("batt charg" finds "battery charging").
 * Null when there is no word in it.
 */
export function searchQuery(typed: string): string | null {
  const words =
    typed
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, mostWords) ?? []
  return words.length ? words.map((word) => `${word}:*`).join(' & ') : null
}
