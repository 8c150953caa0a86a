import * as z from 'zod'
import { email, language } from './wire.ts'

const phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^[+\d][\d\s()./-]{4,}$/)

/** Whom a case is for, as said by whoever opens it: at least an address or a number to reach them. */
export const customerInput = z
  .strictObject({
    email: email.optional(),
    name: z.string().trim().max(200).optional(),
    phone: phone.optional(),
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

/** What staff may correct; what is not named stays, null takes it away. */
export const changeCustomer = z.strictObject({
  name: z.string().trim().max(200).optional(),
  phone: phone.nullable().optional(),
  language: language.optional(),
  zone: z.string().trim().min(1).max(64).nullable().optional(),
})
export const findCustomers = z.strictObject({ q: z.string().trim().max(200).optional() })
/** A person in a list: how many of their cases the reader may see, and when the newest of these was opened. */
export const customerFound = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  cases: z.number(),
  lastAt: z.date().nullable(),
})

export type CustomerFound = z.infer<typeof customerFound>
export type Customer = z.infer<typeof customer>
export type CustomerInput = z.infer<typeof customerInput>
