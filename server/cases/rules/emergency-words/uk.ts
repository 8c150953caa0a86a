import { none } from './uk-none.ts'
import { people } from './uk-people.ts'
import { place } from './uk-place.ts'
import { wide } from './uk-wide.ts'
import { both, type EmergencyWords } from './words.ts'

/** Ukrainian, with the Russian words people use beside it. */
export const uk: EmergencyWords = { signs: both({ ...place, ...people }, wide), ...none }
