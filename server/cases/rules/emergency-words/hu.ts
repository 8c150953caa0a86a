import { none } from './hu-none.ts'
import { people } from './hu-people.ts'
import { place } from './hu-place.ts'
import { wide } from './hu-wide.ts'
import { both, type EmergencyWords } from './words.ts'

/** Hungarian, also as it is typed without its accents. */
export const hu: EmergencyWords = { signs: both({ ...place, ...people }, wide), ...none }
