/** What could be promised: an answer by `dueAtMs`, in writing or by a call. */
export interface Able {
  form: 'written' | 'call'
  dueAtMs: number
}

/**
 * What we can against what is expected: the soonest answer in the form asked for, else the soonest in any. Null where nothing can be promised.
 */
export function ability(offers: readonly { form: string; dueAtMs: number }[], form: Able['form'] | null): Able | null {
  const answers = offers.filter((offer): offer is Able => offer.form === 'written' || offer.form === 'call')
  const asked = answers.filter((offer) => offer.form === form)
  return soonest(asked) ?? soonest(answers)
}

/** How much later than expected, in whole minutes rounded up; 0 in time, null where no hour was said or nothing can be promised. */
export function gapMinutes(byMs: number | null, atMs: number | null): number | null {
  return byMs === null || atMs === null ? null : Math.max(0, Math.ceil((atMs - byMs) / 60_000))
}

const soonest = (offers: readonly Able[]): Able | null =>
  offers.reduce<Able | null>((best, offer) => (best && best.dueAtMs <= offer.dueAtMs ? best : offer), null)
