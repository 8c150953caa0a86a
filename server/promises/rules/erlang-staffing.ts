/** Nobody asks for more than this; a search ends here. */
const MOST_SERVERS = 1_000_000

/** The servers found, and where the square-root rule began. */
export type Staffing = { readonly servers: number; readonly estimate: number }

/**
 * The fewest servers that are enough, for an `isEnough` that once true stays true; `null` past a million. The
 * square-root rule (Halfin and Whitt 1981: load plus its root times the normal quantile of the share wished) is only where the exact steps begin.
 */
export function serversFor(load: number, share: number, isEnough: (servers: number) => boolean): Staffing | null {
  const estimate = Math.min(MOST_SERVERS, Math.max(1, Math.ceil(load + normalQuantile(share) * Math.sqrt(load))))
  let servers = estimate
  while (servers > 1 && isEnough(servers - 1)) servers--
  while (!isEnough(servers)) if (++servers > MOST_SERVERS) return null
  return { servers, estimate }
}

/** The normal quantile to half a thousandth (Abramowitz and Stegun 26.2.23): enough for an estimate. */
function normalQuantile(share: number): number {
  const tail = Math.max(1e-12, Math.min(share, 1 - share))
  const t = Math.sqrt(-2 * Math.log(tail))
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return share < 0.5 ? -z : z
}
