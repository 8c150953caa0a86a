import * as z from 'zod'

/** What matters most to a customer: how soon, that it is right, by whom, at what price, that they are told, or how they are met. Worded by `matter.<it>`. */
export const matter = z.enum(['time', 'result', 'person', 'price', 'information', 'kindness'])
export type Matter = z.infer<typeof matter>
