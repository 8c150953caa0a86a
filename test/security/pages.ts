/** The customer's pages: who may open them is asked in `portal.test.ts`. */
export const pages: readonly string[] = []
