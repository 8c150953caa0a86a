import type { FastifyInstance } from 'fastify'
import { changeProduct as changeShape, newProduct, newPurchase, product, purchase, setPace as paceShape } from '#contract/products.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { addProduct, changeProduct, findProduct, listProducts, setPace } from './product.ts'
import { recordPurchase } from './purchase.ts'

/** What the company sells and what was bought, under /api/v1. */
export function valueRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  get('/api/v1/products', { may: 'agent', does: 'Products and services', answers: listOf(product) }, async (ctx) => ({
    items: await listProducts(ctx),
    nextCursor: null,
  }))
  post(
    '/api/v1/products',
    { may: 'manager', does: 'Add a product or a service', body: newProduct, answers: product, status: 201 },
    async (ctx, { body }) => findProduct(ctx, await addProduct(ctx, body)),
  )
  put(
    '/api/v1/products/:id',
    { may: 'manager', does: 'Change a product, or take it off the list', params: byId, body: changeShape, answers: product },
    async (ctx, { params, body }) => {
      await changeProduct(ctx, params.id, body)
      return findProduct(ctx, params.id)
    },
  )
  put(
    '/api/v1/products/:id/pace',
    { may: 'manager', does: 'Say how soon its matters are worked on, and why', params: byId, body: paceShape, answers: product },
    async (ctx, { params, body }) => {
      await setPace(ctx, params.id, body)
      return findProduct(ctx, params.id)
    },
  )
  post(
    '/api/v1/purchases',
    { may: 'manager', does: 'Record a purchase; sent again it changes nothing', body: newPurchase, answers: purchase, status: 201 },
    async (ctx, { body }) => (await recordPurchase(ctx, { ...body, boughtAt: new Date(body.boughtAt) })).purchase,
  )
}
