/** The parts of the work by which expectations are summed up. */
export const parts = ['team', 'product', 'organisation'] as const
export type Part = (typeof parts)[number]

/** The part an address names; teams unless it names another that exists. */
export const partOf = (by: string | undefined): Part => parts.find((part) => part === by) ?? 'team'
