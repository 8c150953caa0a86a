/** What a text says the time stands to: due by it, at it, not before it, before it, or about it. */
export type Relation = 'by' | 'at' | 'after' | 'before' | 'around'

/** The words that say what a time stands to, as senses. */
export const relations: readonly (Relation | 'from' | 'between')[] = ['by', 'at', 'after', 'before', 'around', 'from', 'between']

/** A day as people say it. */
export type Day =
  | { readonly as: 'offset'; readonly days: number }
  | { readonly as: 'weekday'; readonly weekday: number }
  | { readonly as: 'week'; readonly weeks: number }
  | { readonly as: 'date'; readonly day: number; readonly month: number | null; readonly year: number | null }

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months'

/** One thing a text says, and where: a time of day (`isSure`: of 24 hours, or with a.m. or p.m.), a part of the day, a day, a length of time, or what it stands to. */
export type Fact = { readonly start: number; readonly end: number } & (
  | { readonly is: 'clock'; readonly minutes: number; readonly isSure: boolean; readonly relation: Relation | null }
  | { readonly is: 'part'; readonly part: string }
  | { readonly is: 'day'; readonly day: Day }
  | { readonly is: 'span'; readonly count: number; readonly unit: Unit; readonly isWithin: boolean }
  | { readonly is: 'now' }
  | { readonly is: 'relation'; readonly relation: Relation | 'from' | 'between' }
  | { readonly is: 'form'; readonly form: 'written' | 'call' }
  | { readonly is: 'place' }
  | { readonly is: 'and' }
  | { readonly is: 'known' }
  | { readonly is: 'unknown' }
  /** What makes a reading unsafe: "except", "every", a figure that fits nowhere. */
  | { readonly is: 'unsure' }
)

/** What a reader found, and how many items it read. */
export type Found = { readonly facts: readonly Fact[]; readonly length: number }
