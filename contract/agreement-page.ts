import type { Side, VersionState } from './agreements.ts'
import type { Language } from './language.ts'
import type { Matter } from './matters.ts'
import type { Form } from './promise-view.ts'

/** The terms of a version in the customer's words; null where nothing is agreed. Minutes are working minutes, dates 'YYYY-MM-DD'. */
export interface TermsView {
  answerMinutes: number | null
  callMinutes: number | null
  updateMinutes: number | null
  resolutionMinutes: number | null
  /** The agreed hours by name; null: ours. */
  hours: string | null
  forms: ('written' | 'call')[]
  language: Language | null
  matter: Matter | null
  person: string | null
  from: string
  until: string | null
  noticeDays: number
  breach: string
  words: string
}

/** Who said something, and when. */
export interface SaidView {
  by: Side
  name: string
  at: Date
}

/** One version as the customer reads it. */
export interface AgreementVersionView {
  version: number
  state: VersionState
  waitsFor: Side | null
  terms: TermsView
  proposed: SaidView
  note: string
  signatures: SaidView[]
  declined: SaidView | null
  ended: SaidView | null
  reason: string
  endsAt: Date | null
  kept: number
  broken: number
}

/** P20: the standing levels agreed with somebody, or their organisation. */
export interface AgreementsPage {
  page: 'agreements'
  items: Array<{ href: string; party: string; what: string | null; version: AgreementVersionView }>
  backHref: string
}

/** P20, one of them: what it says, how it stands, and what whoever signs can do. */
export interface AgreementPage {
  page: 'agreement'
  party: string
  /** The project and the product it is narrowed to; null: everything they ask. */
  what: string | null
  /** What waits for a word, else what holds, else the newest. */
  version: AgreementVersionView
  /** What holds now, where something else is proposed. */
  holds: AgreementVersionView | null
  others: AgreementVersionView[]
  done: 'signed' | 'proposed' | 'declined' | 'ended' | null
  /** It changed while they read: what they did has not been done. */
  isChanged: boolean
  sign: Form | null
  changeHref: string | null
  decline: Form<'reason'> | null
  end: Form<'reason'> | null
  /** They may read, and somebody else signs. */
  onlyReads: boolean
  backHref: string
}

/** P20, other terms: hours of work as people write them ('4', '0.5', ''). */
export interface AgreementChangePage {
  page: 'agreementChange'
  what: string | null
  form: Form<'answer' | 'call' | 'update' | 'resolution' | 'way' | 'matter' | 'from' | 'until' | 'breach' | 'words' | 'note'>
  backHref: string
}
