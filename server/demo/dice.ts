/** Repeatable chance: the same seed, the same story. Mulberry32, a 32-bit generator with full period. */
export interface Dice {
  /** A number from 0 up to but without 1. */
  roll(): number
  pick<Item>(items: readonly Item[]): Item
}

export function seeded(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { roll, pick: (items) => items[Math.floor(roll() * items.length)] as (typeof items)[number] }
}
