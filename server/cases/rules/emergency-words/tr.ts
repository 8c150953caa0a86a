import { none } from './tr-none.ts'
import { people } from './tr-people.ts'
import { place } from './tr-place.ts'
import { wide } from './tr-wide.ts'
import { both, type EmergencyWords } from './words.ts'

/** Turkish, also as it is typed without its own letters; a dotted and a dotless i are one. */
export const tr: EmergencyWords = { signs: both({ ...place, ...people }, wide), ...none }
