export { acceptOffer, movePromise, type MovePromise } from './acceptance.ts'
export { agreementOn, agreementUnder, findAgreement, listAgreements, signersOf } from './agreement.ts'
export { backtestOptions, runBacktest } from './backtest/command.ts'
export { recordAttempt } from './call.ts'
export { promisesSweeps } from './checking.ts'
export { startDefault } from './default.ts'
export { quoteBeside, type FormBeside } from './beside.ts'
export { escalate, quoteEscalation } from './escalation.ts'
export { promiseExtra, type PromiseExtra } from './extra.ts'
export { feasibilityOf } from './feasibility.ts'
export { promisesHears } from './hears.ts'
export { freshOffers, offerFor, type OfferFor, type OfferRow } from './offering.ts'
export { addOption, listOptions, setCapacity, type NewOption } from './option.ts'
export { agreeToMove, askToMove, declineMove, moveRequestOf, type MoveRequest } from './move-request.ts'
export { counterAgreement, declineAgreement, endAgreement, proposeAgreement, signAgreement, type NewAgreement } from './negotiation.ts'
export { pausePromise, resumePromise } from './pause.ts'
export { overbook, propose, type Propose } from './proposal.ts'
export {
  moveRequestView,
  offersOf,
  promisesOf,
  recordOfCustomer,
  recordsOfOptions,
  runningPromise,
  viewOffers,
  viewPromises,
} from './reading.ts'
export { isTooFar } from './rules/proposal.ts'
export { releasePromise } from './release.ts'
export { promisesRoutes } from './routes.ts'
export { agreedOn } from './rules/agreement.ts'
export { standingOf } from './standing.ts'
export type { PromiseRow } from './store.ts'
export { attachVisit, extendHolds, offersForVisit, offersOfVisit, releaseVisit, type OffersForVisit } from './visit.ts'
export { offerView, promiseView } from './views.ts'
