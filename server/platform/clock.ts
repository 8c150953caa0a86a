/** The one source of the present. Tests hand in a clock they can move; nothing else reads the machine's. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
