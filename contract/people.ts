import * as z from 'zod'
import { email, id, line } from './wire.ts'

export const roleName = z.enum(['agent', 'lead', 'manager', 'admin'])
export type RoleName = z.infer<typeof roleName>

export const signIn = z.strictObject({ email, password: z.string().min(1).max(1000) })
export const demoSignIn = z.strictObject({ staffId: id })
export const newKey = z.strictObject({ name: line, role: roleName, teamIds: z.array(id).max(50).default([]) })
export const newStaff = z.strictObject({ email, name: line, role: roleName, teamIds: z.array(id).max(50).default([]) })
export const choosePassword = z.strictObject({ token: z.string().min(20).max(200), password: z.string().min(10).max(1000) })
export const chooseKeys = z.strictObject({ shortcuts: z.enum(['letters', 'off']) })

export const team = z.object({ id: z.string(), name: z.string() })
export const staff = z.object({ id: z.string(), name: z.string(), email: z.string(), role: roleName, teamIds: z.array(z.string()) })
export const key = z.object({ id: z.string(), name: z.string(), role: roleName, createdAt: z.date(), lastUsedAt: z.date().nullable() })
export const me = z.object({
  id: z.string(),
  name: z.string(),
  role: roleName,
  teamIds: z.array(z.string()),
  shortcuts: z.enum(['letters', 'off']),
  teams: z.array(team),
  staff: z.array(z.object({ id: z.string(), name: z.string() })),
  shop: z.object({ name: z.string(), zone: z.string(), language: z.string(), demo: z.boolean() }),
})

export type Team = z.infer<typeof team>
export type Staff = z.infer<typeof staff>
export type Key = z.infer<typeof key>
export type Me = z.infer<typeof me>
