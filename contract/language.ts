// How words and times reach a reader.

/** A language Kept is complete in (ISO 639-1). */
export type Language = 'en' | 'tr' | 'uk' | 'lt' | 'hu'

/** Translates a key with its values into one language. */
export type T = { (key: string, values?: Record<string, string | number>): string; language: Language }

/** A time as message values: see `Moments.values`. */
export type MomentValues = { time: string; clock: string; date: string; day: 'today' | 'tomorrow' | 'other' }

/** The time formats of one reader, at one instant. */
export interface Moments {
  now: Date
  zone: string
  zoneName: string
  /** The reader's calendar day, as YYYY-MM-DD. */
  today: string
  /** "14:32", "tomorrow, 10:00" or "Tuesday 24 November, 10:00". */
  clock(at: Date): string
  /** The same with its parts, for messages that word today, tomorrow and later apart. */
  values(at: Date): MomentValues
  /** Weekday, date, year, clock and zone. */
  full(at: Date): string
  /** Milliseconds as "12 minutes". */
  duration(ms: number): string
}
