// What the customer's pages are made of: plain values in, a whole HTML document out. Instants are `Date`.

import type { AgreementChangePage, AgreementPage, AgreementsPage } from './agreement-page.ts'
import type { CaseHead, CasePage, FileRules } from './case-page.ts'
import type { CharterOptionPage, CharterPage } from './charter-page.ts'
import type { EmergencyKind } from './emergency.ts'
import type { T, Moments } from './language.ts'
import type { AskCodePage, MyCasesPage, PrefsPage, ReviewPage, TypeCodePage } from './my-pages.ts'
import type { ExpectationView, Form, OfferChoice, PromiseView, Proposed, Way } from './promise-view.ts'

export type * from './case-page.ts'
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
