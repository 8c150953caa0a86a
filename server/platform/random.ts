import { randomBytes, randomInt } from 'node:crypto'

/** The one source of chance: bytes for tokens and ids, whole numbers below a bound. */
export interface Random {
  bytes(count: number): Buffer
  below(bound: number): number
}

export const systemRandom: Random = { bytes: randomBytes, below: (bound) => randomInt(bound) }
