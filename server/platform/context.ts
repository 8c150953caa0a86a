import type { Events } from '#contract/events.ts'
import type { RoleName } from '#contract/people.ts'
import type { T } from './i18n/translate.ts'
import type { Db } from './db/database.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'

/** Who asks: the system itself, a member of staff, a key, a customer on their page, or a visitor nobody knows yet. */
export type Actor =
  | { kind: 'system' }
  | { kind: 'staff'; id: string; name: string; role: RoleName; teamIds: readonly string[] }
  | { kind: 'key'; id: string; name: string; role: RoleName; teamIds: readonly string[] }
  | { kind: 'customer'; id: string; caseId: string | null; sight?: Sight | null }
  | { kind: 'visitor' }

/** What a customer may know beyond their own cases: those of their organisation, all or only of some projects. */
export interface Sight {
  organisationId: string
  projectIds: readonly string[] | null
}

/** The id of whoever asks; null where nobody has one. */
export const actorId = (actor: Actor): string | null => ('id' in actor ? actor.id : null)

/** Records that something happened, in the same transaction; rooms above hear it at once, readers after the commit. */
export interface Tell {
  <Name extends keyof Events>(name: Name, facts: Events[Name]): Promise<void>
  /** Writes what was told so far, for whoever reads the history before the transaction ends. */
  written(): Promise<void>
}

/** What every verb gets as its first argument. */
export interface Context {
  db: Db
  actor: Actor
  now: Date
  random: Random
  tell: Tell
  log: Log
  t: T
}

export const system: Actor = { kind: 'system' }
