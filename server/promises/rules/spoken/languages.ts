import { en } from './en.ts'
import { hu } from './hu.ts'
import { lt } from './lt.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'
import { lexiconOf, type Lexicon } from './vocabulary.ts'

const all: readonly Lexicon[] = [en, tr, uk, lt, hu].map(lexiconOf)

/** The five languages ready to look up, one of them first. */
export const lexicons = (first: string): readonly Lexicon[] => [
  ...all.filter(({ vocabulary }) => vocabulary.language === first),
  ...all.filter(({ vocabulary }) => vocabulary.language !== first),
]
