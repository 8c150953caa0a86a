// What the customer's pages are made of: plain values in, a whole HTML document out. Instants are `Date`.

import type { AgreementChangePage, AgreementPage, AgreementsPage } from './agreement-page.ts'
import type { CharterOptionPage, CharterPage } from './charter-page.ts'
import type { EmergencyKind } from './emergency.ts'
import type { T, Moments } from './language.ts'
import type { AskCodePage, MyCasesPage, PrefsPage, ReviewPage, TypeCodePage } from './my-pages.ts'
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

export type * from './charter-page.ts'
export type * from './agreement-page.ts'
export type * from './language.ts'
export type * from './my-pages.ts'
export type * from './promise-view.ts'
export type * from './tracker.ts'

/** What surrounds every page. `path` is where the display switches come back to (path and query of a GET). */
export interface Frame {
  shopName: string
  path: string
  textSize: TextSize
  theme: 'system' | 'light' | 'dark'
  links: { home: string; myCases: string; charter: string; accessibility: string; privacy: string; imprint: string }
  /** The other sides of a demo, in its footer only. */
  demo?: { desk: string; mailbox: string } | undefined
  /** POST with `language` or `textSize`, and `back`: sets a cookie and answers 303 to `back`. */
  display: Form<'language' | 'textSize'>
}
export type TextSize = 'normal' | 'large' | 'larger'

/** What may be attached; told before choosing. */
export interface FileRules {
  maxFiles: number
  maxMegabytes: number
}

interface Named {
  id: string
  name: string
}

/** P1: say what you need. */
export interface StartPage {
  page: 'start'
  /** `expectedBy` is in words; `expectedWay` one of `any`, `written`, `call`. */
  form: Form<'need' | 'kind' | 'wentWrong' | 'expected' | 'expectedBy' | 'expectedWay' | 'putRight' | 'files' | 'productId' | 'projectId'>
  /** What it may be about, each a choice only where there is one. */
  about: { products: Named[]; projects: Named[] }
  files: FileRules | null
  /** A sentence about a known trouble, in the page's language. */
  notice: string | null
}

/** P3: choose your promise. */
export interface ChoosePage {
  page: 'choose'
  need: { text: string; language: string | null; changeHref: string }
  expectation: ExpectationView | null
  /** What their words tell of; said before there is a case. */
  emergency: EmergencyKind | null
  choice: OfferChoice
  backHref: string
}

/** P4: how we reach you. Fields not in `asks` are not shown; e-mail is required when `asks.email` is 'required', and so on. */
export interface ContactPage {
  page: 'contact'
  chosen: { way: Way; startsAt: Date | null; dueAt: Date } | { proposed: string; understood: string | null }
  asks: { email: Need; phone: Need; reminder: boolean }
  form: Form<'name' | 'email' | 'phone' | 'reminder'>
  backHref: string
}
export type Need = 'required' | 'optional' | 'no'

/** P5: the promise receipt. */
export interface ReceiptPage {
  page: 'receipt'
  case: CaseHead
  promise: PromiseView | null
  /** What stands on the case, where what they typed tells of it. */
  emergency: EmergencyKind | null
  /** Help that is on its way, without who it is: nobody has proven the address. */
  help: PromiseView | null
  /** Set when the customer proposed a time that is being looked at. */
  proposed: Proposed | null
  /** Masked, as "r...@example.com"; null when unknown. */
  address: string | null
  calendarHref: string | null
  changeHref: string
  /** Set when our first mail came back. */
  correctAddress: Form<'email'> | null
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

/** P7: change the promise; the old one stays until the new is confirmed. */
export interface ChangePage {
  page: 'change'
  case: CaseHead
  promise: PromiseView
  proposed: Proposed | null
  choice: OfferChoice
}

/** P8: not going well. `reason` is one of `slow`, `unheard`, `wrong`, `other`. */
export interface EscalatePage {
  page: 'escalate'
  case: CaseHead
  /** Who reads it. */
  reader: string
  /** The promise for the escalation itself; null when nothing can be promised. */
  promise: { way: Way; dueAt: Date } | null
  /** A lead's answer that is under way: nothing needs to be said twice. */
  running: PromiseView | null
  phone: string | null
  form: Form<'reason' | 'words'>
}

/** P10, first: close. `outcome` is one of `solved`, `stop`, `keepOpen`. */
export interface ClosePage {
  page: 'close'
  case: CaseHead
  form: Form<'outcome'>
}

/** P10, then: rate. `score` is 1 to 5, preselected through `values` when a mail's link named one. */
export interface RatePage {
  page: 'rate'
  case: CaseHead
  /** What they had asked for in their words; then `askedFor` is asked: `exactly`, `partly` or `not`. */
  askedFor: string | null
  /** Whether to ask what mattered most and how soon it was needed: where the case is about a product. */
  asksImportance: boolean
  form: Form<'score' | 'words' | 'askedFor' | 'matter' | 'pace'>
}

/** P10, last: thank you. */
export interface RatedPage {
  page: 'rated'
  case: CaseHead
}

/** P18: a link that no longer opens anything. */
export interface LinkPage {
  page: 'link'
  problem: 'expired' | 'replaced' | 'wrong'
  /** Set once a new one was asked for; says nothing about whether the address is known. */
  sentTo: string | null
  form: Form<'address'>
}

/** P19: the short duty pages. */
export interface SheetPage {
  page: 'sheet'
  sheet: 'accessibility' | 'privacy' | 'imprint'
  company: { name: string; address: string[]; email: string; phone: string | null }
  /** Days after which unneeded mail and drafts go, for the privacy page. */
  setAsideDays: number
}

/** Whatever went wrong; `typed` gives back the text that could not be saved. */
export interface ErrorPage {
  page: 'error'
  status: 403 | 404 | 413 | 429 | 500 | 503
  errorId: string | null
  typed: string | null
  /** A GET to try again, or null. */
  againHref: string | null
}

export type PortalPage =
  | StartPage
  | ChoosePage
  | ContactPage
  | ReceiptPage
  | CasePage
  | ChangePage
  | EscalatePage
  | ClosePage
  | RatePage
  | RatedPage
  | AskCodePage
  | TypeCodePage
  | MyCasesPage
  | PrefsPage
  | ReviewPage
  | AgreementsPage
  | AgreementPage
  | AgreementChangePage
  | LinkPage
  | SheetPage
  | CharterPage
  | CharterOptionPage
  | ErrorPage

/** What `dist/portal/server/render.js` exports as `renderPage`. */
export type RenderPage = (page: PortalPage, frame: Frame, t: T, moments: Moments) => string
