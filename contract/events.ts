import type { Side } from './agreements.ts'
import type { Channel, Kind, State } from './cases.ts'
import type { EmergencyKind } from './emergency.ts'
import type { PromiseForm } from './promises.ts'
import type { Language } from './wire.ts'

/** What was changed, in a sentence for each language there is one in. */
export type ChangeSentences = { [one in Language]?: string | undefined }

/** Every event that may be told, with its facts. One row tells every story: timeline, audit, live pages, and what other rooms do next. */
export interface Events {
  'people.signed_in': { staffId: string }
  'people.staff_added': { staffId: string; role: string }
  'people.key_made': { keyId: string; name: string; role: string }
  'people.key_removed': { keyId: string }
  'people.calendar_changed': { calendarId: string }
  /** What a person can do and when: their week, single days, skills, languages, calls. */
  'people.shifts_changed': { staffId: string; teamIds: string[] }
  /** An absence was recorded (`absent`) or taken back. */
  'people.absence_changed': { staffId: string; teamIds: string[]; absent: boolean }
  'customer.proven': { customerId: string; by: 'link' | 'code' | 'mail' }
  /** What is known of a person was changed: only the fields that differ. */
  'customer.changed': { customerId: string; before: Record<string, string | null>; after: Record<string, string | null> }
  /** A person said how they like to be served: which of their preferences changed, not what they are. */
  'customer.preferences_changed': { customerId: string; changed: string[] }
  'customer.organisation_changed': { organisationId: string; before: Record<string, unknown> | null; after: Record<string, unknown> }
  'customer.project_changed': { organisationId: string; projectId: string; name: string; active: boolean }
  /** Somebody became a contact of an organisation, may do something else for it, or (`sees` null) is none any more. */
  'customer.contact_changed': { organisationId: string; customerId: string; sees: string | null; signs: boolean; projectIds: string[] }
  'value.product_changed': { productId: string; before: Record<string, unknown> | null; after: Record<string, unknown> }
  'value.purchase_recorded': { purchaseId: string; customerId: string }
  'case.opened': { caseId: string; number: number; kind: Kind; channel: Channel; language: Language; customerId: string; teamId: string }
  'case.linked': { caseId: string; otherId: string; why: 'same_mail' }
  'case.claimed': { caseId: string; staffId: string }
  'case.handed_over': { caseId: string; from: string; to: string }
  'case.changed': { caseId: string; before: Record<string, unknown>; after: Record<string, unknown> }
  'case.message_received': { caseId: string; messageId: string; customerId: string | null; stranger: boolean }
  'case.message_sending': { caseId: string; messageId: string; answer: boolean; sendsAt: string }
  'case.message_undone': { caseId: string; messageId: string }
  'case.message_sent': { caseId: string; messageId: string; answer: boolean; pressedAt: string; byId: string }
  'case.noted': { caseId: string; messageId: string }
  'case.answered': { caseId: string; messageId: string; pressedAt: string; byId: string }
  'case.accepted': { caseId: string }
  'case.rejected': { caseId: string; words: boolean }
  'case.withdrawn': { caseId: string }
  'case.reopened': { caseId: string; from: State }
  'case.silent_notice': { caseId: string; nth: number }
  'case.silent': { caseId: string }
  'case.set_aside': { caseId: string; reason: string }
  'case.taken_back': { caseId: string }
  /** Read by the rules in somebody's words, or said by a person or a key; `words` as they were written. */
  'case.emergency_raised': { caseId: string; emergencyId: string; kind: EmergencyKind; by: 'rule' | 'person'; words: string[] }
  'case.emergency_confirmed': { caseId: string; emergencyId: string }
  'case.emergency_set_down': { caseId: string; emergencyId: string; why: 'not_an_emergency' | 'over' }
  'promise.offered': { caseId: string; offerIds: string[] }
  'promise.agreed': {
    caseId: string
    promiseId: string
    form: PromiseForm
    startsAt: string | null
    dueAt: string
    isDefault: boolean
    previousId: string | null
    probability: number | null
    /** The version of the charter that was public then. */
    charterVersion?: number | null
  }
  'promise.at_risk': { caseId: string; promiseId: string; dueAt: string; cause: 'clock' | 'estimate'; because: string | null }
  'promise.late': { caseId: string; promiseId: string; dueAt: string }
  'promise.kept': { caseId: string; promiseId: string; keptAt: string }
  'promise.kept_late': { caseId: string; promiseId: string; keptAt: string; lateMinutes: number }
  'promise.moved': {
    caseId: string
    promiseId: string
    by: 'customer' | 'us'
    reason: string | null
    wasAtRisk: boolean
    fromAt: string
    toAt: string
  }
  'promise.move_asked': { caseId: string; promiseId: string; requestId: string; reason: string; fromAt: string; toAt: string }
  'promise.move_declined': { caseId: string; promiseId: string; requestId: string; by: 'customer' | 'us' }
  'promise.paused': { caseId: string; promiseId: string; at: string; for: string | null }
  'promise.resumed': { caseId: string; promiseId: string; dueAt: string }
  'promise.released': { caseId: string; promiseId: string; why: 'chosen_other' | 'withdrawn' | 'accepted' | 'set_aside' | 'let_go' }
  /** What a customer expects of a case, and how much later the soonest was that we could. */
  'promise.expected': {
    caseId: string
    by: string | null
    form: 'written' | 'call' | null
    ableAt: string | null
    gapMinutes: number | null
  }
  'promise.asked_for': { caseId: string; askedFor: 'exactly' | 'partly' | 'not' }
  'promise.proposed': {
    caseId: string
    form: PromiseForm
    /** Null where a place was named and no time. */
    at: string | null
    feasible: boolean
    words: string | null
    /** Whom they named, and where; absent in what was told before these were read. */
    personId?: string | null
    place?: string | null
  }
  'promise.change_made': { changeId: string; group: string; what: string; asked: number; sentences: ChangeSentences }
  'promise.change_told': { caseId: string; changeId: string; asked: number; sentences: ChangeSentences }
  'promise.option_changed': { optionId: string; before: Record<string, unknown> | null; after: Record<string, unknown> }
  'promise.capacity_set': { teamId: string; answersPerHour: number }
  'promise.charter_drafted': { version: number }
  /** The menu and the texts became a version that everybody can read; `changes` is in how many points it differs from the one before. */
  'promise.charter_published': { version: number; changes: number; askedByCount: number | null }
  'promise.overbooked': { caseId: string; promiseId: string; at: string; reason: string }
  /** A standing level: proposed by a side, signed (`agreed`: by both now), declined, or given notice of. */
  'promise.agreement_proposed': { agreementId: string; version: number; by: Side }
  'promise.agreement_signed': { agreementId: string; version: number; by: Side; agreed: boolean }
  'promise.agreement_declined': { agreementId: string; version: number; by: Side; reason: string | null }
  'promise.agreement_ended': { agreementId: string; version: number; by: Side; reason: string; endsAt: string }
  /** A promise that an agreement had made is late, and what was agreed for that. Told beside `promise.late`. */
  'promise.agreement_broken': { caseId: string; promiseId: string; agreementId: string; version: number; breach: string }
  'promise.escalated': { caseId: string; words: string; reason: string }
  'promise.called': { caseId: string; promiseId: string; outcome: 'reached' | 'no_answer' | 'busy'; nth: number }
  'mail.queued': { caseId: string | null; mailId: string; kind: string }
  'mail.sent': { caseId: string | null; mailId: string; kind: string }
  'mail.failed': { caseId: string | null; mailId: string; kind: string; because: string }
  'mail.bounced': { caseId: string; mailId: string; hard: boolean; status: string | null }
  'mail.withheld': { caseId: string | null; mailId: string; kind: string }
  'mail.digested': { caseId: string | null; mailId: string; count: number }
  'mail.set_aside': { mailId: string; reason: string }
  'channels.mailbox_added': { mailboxId: string; address: string; teamId: string }
  'feedback.given': { caseId: string; score: number; words: boolean }
}

export type EventName = keyof Events
