// What has happened on a case, as its customer may read it. Instants are `Date`.

import type { Way } from './promise-view.ts'

/** One real event of the history, worded by `tracker.<what>` with `name` and a promise's time. */
export interface TrackerEvent {
  at: Date
  what: TrackerKind
  /** Who did it, a person or a team, by the name the customer may read. */
  name: string | null
  /** Who of the customer's side it is about, where that is not the reader: then the line is worded for a third person. */
  by: string | null
  promise: { way: Way; startsAt: Date | null; dueAt: Date } | null
  /** What was changed because they asked, in a sentence. */
  words?: string | undefined
}
export type TrackerKind =
  | 'asked'
  | 'added'
  | 'promised'
  | 'chosen'
  | 'proposed'
  | 'countered'
  | 'opened'
  | 'wrote'
  | 'at_risk'
  | 'late'
  | 'moved_by_us'
  | 'moved_by_you'
  | 'move_asked'
  | 'move_declined'
  | 'move_withdrawn'
  | 'paused'
  | 'resumed'
  | 'call_missed'
  | 'call_done'
  | 'escalated'
  | 'answered'
  | 'kept'
  | 'kept_late'
  | 'rejected'
  | 'kept_open'
  | 'accepted'
  | 'withdrawn'
  | 'released'
  | 'reopened'
  | 'reminded'
  | 'silent'
  | 'rated'
  | 'changed'
  | 'emergency'
  | 'help_sent'
  | 'help_moved'
  | 'help_late'
  | 'help_came'
  | 'help_came_late'
