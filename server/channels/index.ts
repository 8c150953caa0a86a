import { channelsRetention } from './retention.ts'
import { digestSweep } from './email/digest.ts'
import { sendSweep } from './email/sending.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'

export { deliveriesOf, demoMails, oldestQueuedSeconds } from './delivery.ts'
export { callFile, type CallDate } from './email/calendar-file.ts'
export { importMbox, type Imported } from './email/mbox.ts'
export { openSmtpDoor, type SmtpDoor, type SmtpDoorOptions } from './email/smtp-door.ts'
export { countKnock, type Knock } from './form/knock.ts'
export { expectedOfVisit, readExpected } from './form/expected.ts'
export { chosenInstant, openVisitCase } from './form/visit-case.ts'
export {
  changeVisit,
  findVisit,
  freshVisitOffers,
  holdLonger,
  lockVisit,
  openVisit,
  visitFiles,
  type Choice,
  type Said,
  type Visit,
} from './form/visit.ts'
export { channelsHears } from './hears.ts'
export { openByApi, takeIn, type TakeIn, type TakenIn } from './intake.ts'
export { addMailbox, findMailbox, listMailboxes, type Place } from './mailbox.ts'
export { mailCode, mailInvitation, mailLink } from './notices.ts'
export { channelsRoutes } from './routes.ts'
export { receiveByApi } from './spoken.ts'

export const channelsSweeps: readonly Sweep[] = [sendSweep, digestSweep, ...channelsRetention]
