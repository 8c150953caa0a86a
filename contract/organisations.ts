import * as z from 'zod'
import { email, id, line, page } from './wire.ts'

export const organisationKind = z.enum(['company', 'department'])
/** Of which cases a contact of an organisation may know: what they asked, what their projects asked, or all of it. */
export const sees = z.enum(['own', 'projects', 'organisation'])
export type Sees = z.infer<typeof sees>

const named = z.object({ id: z.string(), name: z.string() })

export const organisation = z.object({
  id: z.string(),
  name: z.string(),
  kind: organisationKind,
  /** A department's own team; null for a company. */
  team: named.nullable(),
  /** The person of ours who stands behind it. */
  namedPerson: named.nullable(),
  contacts: z.number(),
  version: z.number(),
})
export const project = z.object({
  id: z.string(),
  organisationId: z.string(),
  name: z.string(),
  namedPerson: named.nullable(),
  active: z.boolean(),
  version: z.number(),
})
export const contact = z.object({
  customerId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  sees,
  signs: z.boolean(),
  projectIds: z.array(z.string()),
  proven: z.boolean(),
})

export const listOrganisations = z.strictObject({ ...page, q: z.string().trim().max(200).optional(), kind: organisationKind.optional() })
const terms = { name: line, namedPersonId: id.nullable().default(null) }
export const newOrganisation = z
  .strictObject({ ...terms, kind: organisationKind.default('company'), teamId: id.nullable().default(null) })
  .refine(({ kind, teamId }) => (kind === 'department') === (teamId !== null), {
    path: ['teamId'],
    message: 'a department needs its team, a company has none',
  })
export const changeOrganisation = z.strictObject({ ...terms, version: z.number().int() })
export const newProject = z.strictObject(terms)
export const changeProject = z.strictObject({ ...terms, active: z.boolean(), version: z.number().int() })
/** Who acts for an organisation, by the address they are known by or will be. */
export const newContact = z.strictObject({
  email,
  name: z.string().trim().max(200).optional(),
  sees: sees.default('own'),
  signs: z.boolean().default(false),
  projectIds: z.array(id).max(100).default([]),
})
export const changeContact = z.strictObject({ sees, signs: z.boolean(), projectIds: z.array(id).max(100) })

export type Organisation = z.infer<typeof organisation>
export type Project = z.infer<typeof project>
export type Contact = z.infer<typeof contact>
