import type { FastifyInstance } from 'fastify'
import { changeCustomer as changeShape, customerFound, findCustomers } from '#contract/customers.ts'
import { customerView as viewShape } from '#contract/faces.ts'
import { purchaseList } from '#contract/products.ts'
import { byId, listOf } from '#contract/wire.ts'
import { ensureKnown, findPeople } from '#cases'
import { changeCustomer } from '#customers'
import { purchasesOf, spendingOf } from '#value'
import { routesOf } from '#platform/http/routes.ts'
import { isZone } from '#platform/i18n/index.ts'
import type { Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { customerView, foundView } from './customer-view.ts'

/** People as the desk knows them: only those of whom the asker sees a case, and everybody for managers. */
export function customerRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, patch } = routesOf(app, kept)
  get(
    '/api/v1/customers',
    {
      may: 'agent',
      does: 'People by name, address or number, or those in touch lately',
      query: findCustomers,
      answers: listOf(customerFound),
    },
    async (ctx, { query }) => ({ items: (await findPeople(ctx, query.q)).map(foundView), nextCursor: null }),
  )
  get(
    '/api/v1/customers/:id',
    { may: 'agent', does: 'A person with what they asked, said and were promised', params: byId, answers: viewShape },
    (ctx, { params }) => customerView(ctx, params.id),
  )
  patch(
    '/api/v1/customers/:id',
    { may: 'agent', does: 'Correct name, telephone, language or time zone', params: byId, body: changeShape, answers: viewShape },
    async (ctx, { params, body }) => {
      await ensureKnown(ctx, params.id)
      if (body.zone && !isZone(body.zone)) refuse('bad_request')
      await changeCustomer(ctx, params.id, body)
      return customerView(ctx, params.id)
    },
  )
  get(
    '/api/v1/customers/:id/purchases',
    { may: 'agent', does: 'What a person bought, newest first', params: byId, answers: purchaseList },
    async (ctx, { params }) => {
      await ensureKnown(ctx, params.id)
      return { items: await purchasesOf(ctx, params.id), nextCursor: null, spending: await spendingOf(ctx, params.id) }
    },
  )
}
