export { acceptOffer, movePromise, type MovePromise } from './acceptance.ts'
export { agreementOn, agreementUnder, findAgreement, hasAgreements, listAgreements, signersOf } from './agreement.ts'
export { backtestOptions, runBacktest } from './backtest/command.ts'
export { recordAttempt } from './call.ts'
export { changeCharterTexts, foundCharter, pendingCharter, publishCharter } from './charter.ts'
export { hoursLines, previewCharter, publicVersions, readCharter, readCharterOption, wordsFor } from './charter-reading.ts'
export { promisesSweeps } from './checking.ts'
export { startDefault } from './default.ts'
export { quoteBeside, type FormBeside } from './beside.ts'
export { escalate, quoteEscalation } from './escalation.ts'
export {
  expectAtOpening,
  expectationOf,
  gapsOf,
  gapBefore,
  sayAskedFor,
  stateExpectation,
  sumExpectations,
  type Expected,
} from './expectation.ts'
export { promiseExtra, type PromiseExtra } from './extra.ts'
export { feasibilityOf } from './feasibility.ts'
export { helpArrived, sendHelp, type SendHelp } from './help.ts'
export { promisesHears } from './hears.ts'
export { freshOffers, offerFor, type OfferFor, type OfferRow } from './offering.ts'
export { addOption, listOptions, offersCalls, setCapacity, type NewOption } from './option.ts'
export { agreeToMove, askToMove, declineMove, moveRequestOf, type MoveRequest } from './move-request.ts'
export { counterAgreement, declineAgreement, endAgreement, proposeAgreement, signAgreement, type NewAgreement } from './negotiation.ts'
export { pausePromise, resumePromise } from './pause.ts'
export { placeInLine } from './place.ts'
export { becauseOf, changesFor, changesOf, sentenceIn, type PublicChange } from './change.ts'
export { understand, type Meant } from './meaning.ts'
export { askLead, overbook, propose, type Propose } from './proposal.ts'
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
export { givenToDepartments, reviewPromises, type Reviewed } from './review.ts'
export { isTooFar } from './rules/proposal.ts'
export { readSpoken, type Spoken } from './rules/spoken/spoken.ts'
export { releasePromise } from './release.ts'
export { promisesRoutes } from './routes.ts'
export { agreedOn } from './rules/agreement.ts'
export { standingOf } from './standing.ts'
export type { PromiseRow } from './store.ts'
export { waitsOptions, runWaits } from './waits/command.ts'
export { runErlang } from './waits/erlang-command.ts'
export { erlangHelp, erlangOptions } from './waits/erlang-flags.ts'
export { attachVisit, extendHolds, offersForVisit, offersOfVisit, releaseVisit, type OffersForVisit } from './visit.ts'
export { offerView, promiseView } from './views.ts'
