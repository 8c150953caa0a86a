import { none } from './en-none.ts'
import { people } from './en-people.ts'
import { place } from './en-place.ts'
import type { EmergencyWords } from './words.ts'

/** English. */
export const en: EmergencyWords = { signs: { ...place, ...people }, ...none }
