import type { Pace } from '#contract/products.ts'

/** Under so many answers nothing follows from them. */
export const leastAnswers = 20

/**
 * How soon the customers of a product need matters about it, from how often each pace was said: what more than half of them say, else as usual.
 * Null while fewer than twenty have said anything.
 */
export function paceSaid(counts: Readonly<Record<Pace, number>>): { pace: Pace; count: number; total: number } | null {
  const total = counts.urgent + counts.ordinary + counts.paperwork
  if (total < leastAnswers) return null
  const pace = (['urgent', 'paperwork'] as const).find((one) => counts[one] * 2 > total) ?? 'ordinary'
  return { pace, count: counts[pace], total }
}
