// The pages of whoever typed their code: their cases and their organisation's, what they prefer, and the joint review. Instants are `Date`.

import type { CaseHead } from './portal.ts'
import type { CaseState, Form, PromiseState, PromiseView, Way } from './promise-view.ts'

/** P11, first: to which address shall the code go. */
export interface AskCodePage {
  page: 'askCode'
  form: Form<'address'>
}

/** P11, then: type the code. The page never says whether the address is known. */
export interface TypeCodePage {
  page: 'typeCode'
  address: string
  minutes: number
  form: Form<'code'>
  again: Form
}

/** P11, last: the cases of a proven address, and beside them what the organisation of a contact asked. */
export interface MyCasesPage {
  page: 'myCases'
  address: string
  cases: MyCase[]
  organisation: OrganisationPart | null
  /** Where the standing levels agreed with them are read; null where nothing was ever proposed. */
  agreementsHref: string | null
  prefsHref: string
  leave: Form
}
export interface MyCase {
  case: CaseHead
  promise: PromiseView | null
  openedAt: Date
  /** Who asked, where that was a colleague, and for which project. */
  askedBy: string | null
  project: string | null
}

/** What colleagues asked, as far as the reader's rights go. */
export interface OrganisationPart {
  name: string
  /** Who of ours stands behind it. */
  namedPerson: string | null
  /** Whether only cases of the reader's projects are shown. */
  isPart: boolean
  cases: MyCase[]
  states: FilterLink[]
  projects: FilterLink[]
  moreHref: string | null
  /** The joint review, for whoever sees all of it. */
  reviewHref: string | null
}
/** A filter as a link; `label` is a name, where there is none `key` words it. */
export interface FilterLink {
  key: string
  label: string | null
  href: string
  isChosen: boolean
}

/** P17: what a person prefers. `prefers` is `written`, `call` or `any`; times are HH:MM; `restNotice` is `yes` or `no`. */
export interface PrefsPage {
  page: 'prefs'
  saved: boolean
  address: string
  form: Form<'name' | 'phone' | 'language' | 'zone' | 'prefers' | 'quietFrom' | 'quietTo' | 'restNotice'>
  zones: string[]
  dataHref: string
  erase: Form
  backHref: string
}

/** The joint review of an organisation, to read and to print. */
export interface ReviewPage {
  page: 'review'
  organisation: string
  namedPerson: string | null
  from: Date
  /** An instant of the last day. */
  until: Date
  isCut: boolean
  opened: number
  ended: number
  parts: { what: 'broken' | 'moved' | 'running' | 'kept'; count: number; lines: ReviewedLine[] }[]
  /** What was expected by an hour: how much later we could and it was done, in minutes. */
  gaps: (ReviewedCase & { by: Date; openingGapMinutes: number | null; metAt: Date | null; closingGapMinutes: number | null })[]
  changes: { sentence: string; language: string; at: Date; because: string }[]
  wishes: (ReviewedCase & { state: CaseState })[]
  ratings: (ReviewedCase & { score: number; text: string | null })[]
  earlierHref: string
  laterHref: string | null
  backHref: string
}
interface ReviewedCase {
  number: string
  subject: string
  language: string
  href: string
}
export interface ReviewedLine extends ReviewedCase {
  promise: { way: Way; startsAt: Date | null; dueAt: Date }
  state: PromiseState
  doneAt: Date | null
  movedBy: 'customer' | 'us' | null
  reason: string | null
}
