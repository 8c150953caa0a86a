/** What is known when a caller joins a line; times in milliseconds. */
export type WaitState = {
  /** How many wait already, and how many of them are of the same kinds. */
  readonly ahead: number
  readonly aheadAlike: number
  /** How many people took a call in the last half hour. */
  readonly people: number
  /** The mean wait of the last five who were answered out of the line; 0 before there are any. */
  readonly lastWaitsMs: number
  /** What is known of the caller, such as `priority=2`. */
  readonly kinds: readonly string[]
}

/** A wait that has ended: the caller was answered, or hung up before they were. */
export type Waited = { readonly state: WaitState; readonly waitMs: number; readonly isAnswered: boolean }
