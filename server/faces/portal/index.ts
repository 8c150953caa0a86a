import type { FastifyInstance } from 'fastify'
import type { Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'
import { agreementPages } from './agreement-routes.ts'
import { caseLooks } from './case-looks.ts'
import { caseRoutesOfPortal } from './case-routes.ts'
import { charterPages } from './charter-routes.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { myCaseRoutes } from './my-case-routes.ts'
import { myRoutes } from './my-routes.ts'
import { prefsRoutes } from './prefs-routes.ts'
import { sheetRoutes } from './sheet-routes.ts'
import { visitRoutes } from './visit-routes.ts'

export { portalProblem } from './problem-page.ts'

/** The customer's pages: whole without scripts, in five languages, and no GET changes anything. */
export function portalRoutes(app: FastifyInstance, kept: Kept, live: Live): void {
  visitRoutes(app, kept)
  caseLooks(app, kept, live)
  caseRoutesOfPortal(app, kept)
  myRoutes(app, kept)
  myCaseRoutes(app, kept, live)
  prefsRoutes(app, kept)
  agreementPages(app, kept)
  sheetRoutes(app, kept)
  charterPages(app, kept)
  mailboxRoutes(app, kept)
}
