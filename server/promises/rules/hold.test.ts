import { describe, expect, test } from 'vitest'
import { beginHold, extendHold, type Hold, holdRefusal, isHeld } from './hold.ts'

const MINUTE = 60_000

describe('a hold', () => {
  test('lasts ten minutes and is not revived', () => {
    const hold = beginHold(0)
    expect([isHeld(hold, 10 * MINUTE - 1), isHeld(hold, 10 * MINUTE)]).toEqual([true, false])
    expect(extendHold(hold, 10 * MINUTE)).toEqual({ refused: 'promises.hold_expired' })
  })
  test('can be extended ten times', () => {
    let hold: Hold = beginHold(0)
    for (let i = 1; i <= 10; i++) {
      const next = extendHold(hold, i * 5 * MINUTE)
      if ('refused' in next) throw new Error(next.refused)
      hold = next
    }
    expect(hold).toEqual({ expiresAtMs: 60 * MINUTE, extensions: 10 })
    expect(extendHold(hold, 55 * MINUTE)).toEqual({ refused: 'promises.hold_extended_out' })
  })
  test('without a proven address all holds together stay within a fifth', () => {
    expect(holdRefusal({ capacityUnits: 54, unprovenUnits: 9 }, false)).toBe(null)
    expect(holdRefusal({ capacityUnits: 54, unprovenUnits: 10 }, false)).toBe('promises.hold_share_full')
    expect(holdRefusal({ capacityUnits: 54, unprovenUnits: 10 }, true)).toBe(null)
    expect(holdRefusal({ capacityUnits: 4, unprovenUnits: 0 }, false)).toBe('promises.hold_share_full')
    expect(holdRefusal({ capacityUnits: 15, unprovenUnits: 2 }, false)).toBe(null)
  })
})
