import * as z from 'zod'
import { email, language } from './wire.ts'

/** Whom a case is for, as said by whoever opens it: at least an address or a number to reach them. */
export const customerInput = z
  .strictObject({
    email: email.optional(),
    name: z.string().trim().max(200).optional(),
    phone: z
      .string()
      .trim()
      .max(40)
      .regex(/^[+\d][\d\s()./-]{4,}$/)
      .optional(),
    language: language.optional(),
  })
  .refine((customer) => customer.email || customer.phone, { message: 'needs an e-mail address or a telephone number' })

export const customer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string(),
  zone: z.string().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How they like to be answered, and the hours of their clock in which they want to be left alone; null: they did not say. */
  prefers: z.enum(['written', 'call']).nullable(),
  quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
  proven: z.boolean(),
  since: z.date(),
})

export type Customer = z.infer<typeof customer>
export type CustomerInput = z.infer<typeof customerInput>
