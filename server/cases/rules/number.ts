/** A case number as people say it: K-1042. */
export const numberText = (number: number): string => `K-${number}`

/** The number in such a text, or null. */
export function readNumber(text: string): number | null {
  const match = /^\s*k-?(\d{1,9})\s*$/i.exec(text)
  return match ? Number(match[1]) : null
}
