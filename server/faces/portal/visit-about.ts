import type { FastifyRequest } from 'fastify'
import type { StartPage } from '#contract/portal.ts'
import { projectsOf } from '#customers'
import { listProducts } from '#value'
import { languageOf } from '#platform/http/language.ts'
import { look, type Kept } from '#platform/kept.ts'
import { signedIn } from './my-door.ts'

/** What P1 lets choose from: what the company lists, and for a contact who typed their code their projects, where there are several. */
export async function aboutOf(kept: Kept, request: FastifyRequest): Promise<StartPage['about']> {
  const me = await signedIn(kept, request)
  return look(kept, me?.actor ?? request.actor, languageOf(request), async (ctx) => {
    const products = (await listProducts(ctx, { onlyActive: true })).map(({ id, name }) => ({ id, name }))
    const { organisationId = null, projectIds = [] } = me?.customer ?? {}
    const projects = organisationId && projectIds.length > 1 ? await projectsOf(ctx, organisationId) : []
    return { products, projects: projects.filter(({ id }) => projectIds.includes(id)).map(({ id, name }) => ({ id, name })) }
  })
}
