import type { ErrorPage } from '#contract/portal.ts'
import type { ProblemPage } from '#platform/http/problem.ts'
import type { Kept } from '#platform/kept.ts'
import { typedOf } from './fields.ts'
import { sendPage } from './page.ts'

/** How people in a browser are told of a problem: with a page, and with the text they had typed. Programs, the API and the desk get JSON. */
export function portalProblem(kept: Kept): ProblemPage {
  return (request, reply, problem) => {
    const path = request.url.split('?')[0] ?? '/'
    const asksHtml = (request.headers.accept ?? '').includes('text/html')
    if (!asksHtml || /^\/(api|desk)(\/|$)/.test(path) || path.endsWith('.json')) return null
    const status = statusOf(problem.status)
    const page: ErrorPage = {
      page: 'error',
      status,
      errorId: status >= 500 ? problem.traceId : null,
      typed: typedOf(request),
      againHref: status !== 404 && request.method === 'GET' ? request.url : null,
    }
    // A page that cannot be drawn is answered as a program would be.
    return sendPage(kept, request, reply, page, { status: problem.status, path: '/' }).catch(() => null)
  }
}

/** The page there is for a status: what has none of its own is a form that cannot be sent like this, or nothing at all. */
function statusOf(status: number): ErrorPage['status'] {
  if (status === 413 || status === 429 || status === 503) return status
  if (status >= 500) return 500
  return status === 404 || status === 410 || status === 405 ? 404 : 403
}
