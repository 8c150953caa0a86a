// P6: the page of one case. Instants are `Date`.
import type { EmergencyKind } from './emergency.ts'
import type {
  CaseKind,
  CaseState,
  ExpectationView,
  Extra,
  Form,
  MoveAsk,
  OfferChoice,
  OfferProblem,
  PromiseView,
  Proposed,
  Way,
} from './promise-view.ts'
import type { PlaceInLine } from './promises.ts'
import type { TrackerEvent } from './tracker.ts'

/** What may be attached; told before choosing. */
export interface FileRules {
  maxFiles: number
  maxMegabytes: number
}

/** The head of a case; `href` is its page. */
export interface CaseHead {
  number: string
  title: string
  titleLanguage: string | null
  kind: CaseKind
  state: CaseState
  href: string
}

/** One message of the thread; `delivery` is about our own. */
export interface ThreadMessage {
  id: string
  from: 'customer' | 'us'
  name: string | null
  at: Date
  text: string
  /** BCP 47 when known, for the `lang` attribute. */
  language: string | null
  isAnswer: boolean
  delivery: 'sent' | 'waiting' | 'failed'
  attachments: Attachment[]
}
export interface Attachment {
  name: string
  href: string
  bytes: number
}

/** A sentence about what was just done, worded by `done.<it>`. */
export type Done =
  | 'message_sent'
  | 'accepted'
  | 'rejected'
  | 'kept_open'
  | 'withdrawn'
  | 'reopened'
  | 'chosen'
  | 'proposed'
  | 'agreed'
  | 'moved'
  | 'kept_time'
  | 'escalated'
  | 'address_corrected'
  | 'expected'
  | 'helped'

/** P6: my case. A form that is null is not offered in this state. */
export interface CasePage {
  page: 'case'
  case: CaseHead
  /** Who asked, where that was a colleague of the reader: then closing and choosing stay with them. */
  askedBy: string | null
  done: Done | null
  /** What stands on the case as an emergency. */
  emergency: EmergencyKind | null
  /** Help that is on its way or came lately, and the customer's word that it is there. */
  help: PromiseView | null
  arrived: Form | null
  /** The answer: the promise of it that runs or ended last; null only before the first. */
  promise: PromiseView | null
  /** Beside the answer: word of how it stands, the matter settled, a lead's answer, those that run first, then those just ended. */
  beside: PromiseView[]
  /** What they expect, and the form to say it, open while the matter is. */
  expectation: ExpectationView | null
  ownView: Form<'expected' | 'expectedBy' | 'expectedWay' | 'wentWrong' | 'putRight'> | null
  /** What else can be asked for; `problem` where the time that was asked for is gone. */
  extras: { items: Extra[]; problem: OfferProblem }
  /** What the customer proposed and waits for. */
  proposed: Proposed | null
  /** Open while the default promise runs, or after a call was missed. */
  choice: OfferChoice | null
  /** A move that we ask for and the customer has not decided on. */
  move: MoveAsk | null
  /** When we are late: the new time is fine. */
  agree: Form | null
  /** While an answer waits for the customer's word. */
  answer: { accept: Form; reject: Form<'text'>; keepOpen: Form } | null
  reopen: Form<'text'> | null
  message: { form: Form<'text' | 'files'>; files: FileRules | null } | null
  tracker: TrackerEvent[]
  /** The place in the team's line; null where no written answer is awaited. */
  line: PlaceInLine | null
  /** What comes next and by whom; null when nothing is due. */
  next: { name: string | null; way: Way; startsAt: Date | null; dueAt: Date } | null
  messages: ThreadMessage[]
  /** Masked address, for "we write to". */
  address: string | null
  correctAddress: Form<'email'> | null
  links: { change: string | null; escalate: string | null; close: string | null; rate: string | null; calendar: string | null }
  /** `text/event-stream` that speaks when this case changes (any event makes the page fetch itself again); null once nothing can change. */
  liveHref: string | null
}
