import type { Random } from './random.ts'

declare const brand: unique symbol

/** An id of one kind of thing, such as `case_01K...`: sortable by the time it was made, not interchangeable with another kind's. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new id: the kind, 48 bits of time and 80 of chance in Crockford's base 32 (the ULID layout). */
export function newId<Kind extends string>(kind: Kind, { now, random }: { now: Date; random: Random }): Id<Kind> {
  let time = now.getTime()
  let front = ''
  for (let digit = 0; digit < 10; digit++) {
    front = alphabet[time % 32] + front
    time = Math.floor(time / 32)
  }
  let back = ''
  for (const byte of random.bytes(16)) back += alphabet[byte & 31]
  return `${kind}_${front}${back}` as Id<Kind>
}
