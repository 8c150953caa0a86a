// The charter as the public reads it. All sentences are in the reader's language, but for `Said`, which names its own.
import type { Language } from './language.ts'
import type { PromiseRecord, Way } from './promise-view.ts'

/** A text of the company, in the reader's language or in the one there is. */
export interface Worded {
  text: string
  language: Language
}

/** An entry: its sentence, its conditions, and how often it was kept. */
export interface CharterItem {
  way: Way
  sentence: string
  notes: string[]
  record: PromiseRecord
  href: string
}

/** What changed with a version, and why. */
export interface CharterStep {
  version: number
  publishedAt: Date
  why: Worded | null
  askedBy: number | null
  changes: string[]
  href: string
}

/** The charter: as it stands now, as it was before, or as it would be. */
export interface CharterPage {
  page: 'charter'
  standing: 'now' | 'before' | 'preview'
  version: number
  publishedAt: Date
  items: CharterItem[]
  hours: string[]
  texts: { title: string; said: Worded }[]
  /** What was changed because customers asked, newest first. */
  asked: (Worded & { at: Date; because: string })[]
  /** Newest first. */
  steps: CharterStep[]
  currentHref: string
  feedHref: string
  jsonHref: string
}

/** One entry with its record over time: spans of a week or a month, oldest first, none where there is no record yet. */
export interface CharterOptionPage {
  page: 'charterOption'
  version: number
  item: CharterItem
  /** Whether the present charter still has it. */
  stands: boolean
  hours: string[]
  by: 'week' | 'month'
  spans: { from: string; label: string; kept: number; total: number }[]
  charterHref: string
  otherHref: string
}
