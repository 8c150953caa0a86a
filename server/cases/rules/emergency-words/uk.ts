import { none } from './uk-none.ts'
import { people } from './uk-people.ts'
import { place } from './uk-place.ts'
import type { EmergencyWords } from './words.ts'

/** Ukrainian, with the Russian words people use beside it. */
export const uk: EmergencyWords = { signs: { ...place, ...people }, ...none }
