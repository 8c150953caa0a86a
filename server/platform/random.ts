import { randomBytes, randomInt } from 'node:crypto'

/** The one source of chance: bytes for tokens and ids, whole numbers below a bound. */
export interface Random {
  bytes(count: number): Buffer
  below(bound: number): number
}

const poolSize = 8_192
let pool = Buffer.alloc(0)

/** Bytes of the system's generator, fetched many at a time because ids ask for few; none is given twice. */
function bytes(count: number): Buffer {
  if (count > poolSize) return randomBytes(count)
  if (pool.length < count) pool = randomBytes(poolSize)
  const given = pool.subarray(0, count)
  pool = pool.subarray(count)
  return given
}

export const systemRandom: Random = { bytes, below: (bound) => randomInt(bound) }
