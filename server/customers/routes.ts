import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  changeContact as changeContactShape,
  changeOrganisation as changeOrganisationShape,
  changeProject as changeProjectShape,
  contact,
  listOrganisations as listShape,
  newContact,
  newOrganisation,
  newProject,
  organisation,
  project,
} from '#contract/organisations.ts'
import { byId, id, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { addContact, changeContact, contactsOf, findContact, removeContact } from './contact.ts'
import { addOrganisation, changeOrganisation, findOrganisation, listOrganisations } from './organisation.ts'
import { addProject, changeProject, findProject, projectsOf } from './project.ts'

const byContact = z.strictObject({ id, customerId: id })

/** Organisations, their projects, and who acts for them, under /api/v1. */
export function customersRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, delete: remove } = routesOf(app, kept)
  get(
    '/api/v1/organisations',
    { may: 'agent', does: 'Companies we serve and departments of our own, by name', query: listShape, answers: listOf(organisation) },
    (ctx, { query }) => listOrganisations(ctx, query),
  )
  post(
    '/api/v1/organisations',
    { may: 'lead', does: 'Add an organisation', body: newOrganisation, answers: organisation, status: 201 },
    async (ctx, { body }) => findOrganisation(ctx, await addOrganisation(ctx, body)),
  )
  get('/api/v1/organisations/:id', { may: 'agent', does: 'One organisation', params: byId, answers: organisation }, (ctx, { params }) =>
    findOrganisation(ctx, params.id),
  )
  put(
    '/api/v1/organisations/:id',
    { may: 'lead', does: 'Change its name or its named person', params: byId, body: changeOrganisationShape, answers: organisation },
    async (ctx, { params, body }) => {
      await changeOrganisation(ctx, params.id, body)
      return findOrganisation(ctx, params.id)
    },
  )
  get(
    '/api/v1/organisations/:id/projects',
    { may: 'agent', does: 'The projects of an organisation', params: byId, answers: listOf(project) },
    async (ctx, { params }) => ({ items: await projectsOf(ctx, (await findOrganisation(ctx, params.id)).id), nextCursor: null }),
  )
  post(
    '/api/v1/organisations/:id/projects',
    { may: 'lead', does: 'Add a project', params: byId, body: newProject, answers: project, status: 201 },
    async (ctx, { params, body }) => findProject(ctx, await addProject(ctx, params.id, body)),
  )
  put(
    '/api/v1/projects/:id',
    { may: 'lead', does: 'Change a project, or let it rest', params: byId, body: changeProjectShape, answers: project },
    async (ctx, { params, body }) => {
      await changeProject(ctx, params.id, body)
      return findProject(ctx, params.id)
    },
  )
  get(
    '/api/v1/organisations/:id/contacts',
    { may: 'agent', does: 'Who acts for an organisation, and what they may do', params: byId, answers: listOf(contact) },
    async (ctx, { params }) => ({ items: await contactsOf(ctx, (await findOrganisation(ctx, params.id)).id), nextCursor: null }),
  )
  post(
    '/api/v1/organisations/:id/contacts',
    { may: 'lead', does: 'Make whoever is behind an address a contact', params: byId, body: newContact, answers: contact, status: 201 },
    async (ctx, { params, body }) => findContact(ctx, params.id, await addContact(ctx, params.id, body)),
  )
  put(
    '/api/v1/organisations/:id/contacts/:customerId',
    { may: 'lead', does: 'Change what a contact may do', params: byContact, body: changeContactShape, answers: contact },
    async (ctx, { params, body }) => {
      await changeContact(ctx, params.id, params.customerId, body)
      return findContact(ctx, params.id, params.customerId)
    },
  )
  remove(
    '/api/v1/organisations/:id/contacts/:customerId',
    { may: 'lead', does: 'End it: they see only what they asked themselves', params: byContact },
    (ctx, { params }) => removeContact(ctx, params.id, params.customerId),
  )
}
