import { none } from './lt-none.ts'
import { people } from './lt-people.ts'
import { place } from './lt-place.ts'
import { wide } from './lt-wide.ts'
import { both, type EmergencyWords } from './words.ts'

/** Lithuanian, also as it is typed without its diacritics. */
export const lt: EmergencyWords = { signs: both({ ...place, ...people }, wide), ...none }
