import { emergencyKinds, type EmergencyKind } from '#contract/emergency.ts'

/**
 * What a language says of emergencies, as patterns over words. In a pattern words stand side by side; `..` allows up to seven words between,
 * `&` the same and either order; `a|b` is one of them, `stem*` any word that begins so. Diacritics and case make no difference. A sign that
 * begins with `!` is believed whatever stands beside it.
 */
export interface EmergencyWords {
  signs: Signs
  /** What looks like a sign and is none: a sign that shares a word with it does not count. */
  vetoes: readonly string[]
  /** What makes a whole sentence one about the past, an exercise or an insurance, unless it also says that it is happening. */
  calm: readonly string[]
  /** What says that it is happening. */
  now: readonly string[]
  /** One word that denies what follows within two words, and one that denies what it follows. */
  no: { before: string; after: string }
}

/** Patterns by what they tell of. */
export type Signs = Readonly<Record<EmergencyKind, readonly string[]>>

/** Two sets of signs as one: for each kind what either says of it. */
export function both(one: Signs, other: Signs): Signs {
  const said = (kind: EmergencyKind): readonly string[] => [...one[kind], ...other[kind]]
  return Object.fromEntries(emergencyKinds.map((kind) => [kind, said(kind)])) as Signs
}
