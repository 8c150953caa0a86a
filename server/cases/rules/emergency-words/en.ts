import { none } from './en-none.ts'
import { people } from './en-people.ts'
import { place } from './en-place.ts'
import { wide } from './en-wide.ts'
import { both, type EmergencyWords } from './words.ts'

/** English. */
export const en: EmergencyWords = { signs: both({ ...place, ...people }, wide), ...none }
