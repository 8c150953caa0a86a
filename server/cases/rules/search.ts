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

/**
 * What somebody typed as a query over people: every word must begin a word of their name or address. A telephone number is compared by its
 * last eight digits, however its country or trunk is written; a shorter one must begin it. Null when there is nothing to look for.
 */
export function personQuery(typed: string): string | null {
  const text = typed.trim()
  const digits = /^[+\d][\d\s()./-]{4,}$/.test(text) ? text.replace(/\D/g, '') : ''
  if (digits.length >= phoneDigits) return digits.slice(-phoneDigits)
  return digits ? `${digits}:*` : searchQuery(typed)
}

const phoneDigits = 8
