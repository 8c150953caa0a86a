/** The texts of a charter beside its entries, in the order in which they are read. */
export const charterParts = ['whom', 'first', 'money', 'unkept', 'free', 'conditions', 'closing', 'elsewhere'] as const
export type CharterPart = (typeof charterParts)[number]
