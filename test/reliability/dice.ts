import { seeded } from '../../server/demo/dice.ts'

/** Reproducible chance for the tests (mulberry32): the seed is printed with every finding. */
export interface Dice {
  seed: number
  /** From 0 up to 1. */
  roll(): number
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
  mark(): string
  /** Dice of its own for the nth client. */
  nth(n: number): Dice
}

/** The seed of the run: `SEED` repeats a failed one. */
export const runSeed = Number(process.env['SEED'] ?? 20261123)

export function openDice(seed: number): Dice {
  const { roll } = seeded(seed)
  const below = (limit: number) => Math.floor(roll() * limit)
  return {
    seed,
    roll,
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
    mark: () =>
      `mark-${[0, 0]
        .map(() =>
          Math.floor(roll() * 4_294_967_296)
            .toString(16)
            .padStart(8, '0'),
        )
        .join('')}`,
    nth: (n) => openDice(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)),
  }
}

/** Whether this run makes the published figures. */
export const full = process.env['FULL'] === '1'

/** The size of a test: the sample, the full number under FULL, or what `NAME=n` says. */
export function size(name: string, sample: number, all: number): number {
  return Number(process.env[name] ?? (full ? all : sample))
}
