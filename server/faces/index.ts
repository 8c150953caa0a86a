import type { FastifyInstance } from 'fastify'
import type { ProblemPage } from '#platform/http/problem.ts'
import type { Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'
import { caseRoutes } from './case-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { deskFiles } from './desk-files.ts'
import { emergencyRoutes } from './emergency-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { liveRoutes } from './live-routes.ts'
import { operationsRoutes } from './operations.ts'
import { reviewRoutes } from './review-routes.ts'
import { portalProblem, portalRoutes } from './portal/index.ts'

/** What people and programs see: composed answers of many rooms, through their front doors. */
export function facesRoutes(app: FastifyInstance, kept: Kept, live: Live): void {
  operationsRoutes(app, kept)
  caseRoutes(app, kept)
  conversationRoutes(app, kept)
  customerRoutes(app, kept)
  decisionRoutes(app, kept)
  emergencyRoutes(app, kept)
  fileRoutes(app, kept)
  reviewRoutes(app, kept)
  liveRoutes(app, kept, live)
  portalRoutes(app, kept, live)
  deskFiles(app)
}

/** How the portal answers a problem: with a page. The API answers in JSON. */
export function problemPage(kept: Kept): ProblemPage {
  return portalProblem(kept)
}
