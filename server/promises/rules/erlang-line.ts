/** How fast a line moves: answers a second while somebody waits, and the rate at which each who waits hangs up. */
export type LinePace = { readonly answerRate: number; readonly patienceRate: number }

/**
 * The chance that a caller with so many ahead, who does not hang up, still waits after so many seconds: answers come at the pace,
 * each person ahead may hang up first (Erlang A given the queue; its stages make a sum of negative binomial terms,
 * Poisson ones without hanging up). O(ahead), no factorials.
 */
export function stillWaiting({ answerRate, patienceRate }: LinePace, ahead: number, seconds: number): number {
  if (!(seconds > 0)) return 1
  const gone = patienceRate > 0 ? -Math.expm1(-patienceRate * seconds) : 0
  let [term, sum] = [-answerRate * seconds, 0]
  for (let j = 0; j <= ahead; j++) {
    sum += Math.exp(term)
    term += Math.log(patienceRate > 0 ? ((answerRate / patienceRate + j) * gone) / (j + 1) : (answerRate * seconds) / (j + 1))
  }
  return Math.min(1, sum)
}

/** The seconds within which a caller with so many ahead is answered with this chance, to a part in 2 to the 40th; infinite where nobody answers. */
export function lineBound(pace: LinePace, ahead: number, level: number): number {
  if (!(pace.answerRate > 0)) return Number.POSITIVE_INFINITY
  const isDone = (seconds: number) => stillWaiting(pace, ahead, seconds) <= 1 - level
  let high = 1 / pace.answerRate
  while (!isDone(high)) high *= 2
  let low = 0
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2
    if (isDone(middle)) high = middle
    else low = middle
  }
  return high
}
