// Promises, offers and forms as a customer sees them. Instants are `Date`.

/**
 * A native POST form (`multipart/form-data` where files may come). `hidden` goes back unchanged; `values` are what was
 * typed before, `errors` are sentences in the page's language beside their field, `summary` one for the whole form.
 */
export interface Form<Field extends string = never> {
  action: string
  hidden: { _key: string; [name: string]: string }
  values: { [name in Field]?: string | undefined }
  errors: { [name in Field]?: string | undefined }
  summary: string | null
}

export type CaseKind = 'request' | 'complaint' | 'wish'
export type CaseState = 'open' | 'answered' | 'accepted' | 'withdrawn' | 'silent' | 'set_aside'
export type PromiseState = 'offered' | 'agreed' | 'at_risk' | 'waiting' | 'moved' | 'late' | 'kept' | 'kept_late' | 'released'
/**
 * What is promised: an answer in writing by `dueAt`, a call that starts at `startsAt` and is tried until `dueAt`, word of how it stands, the
 * matter settled, or a lead's answer.
 */
export type Way = 'written' | 'call' | 'update' | 'resolution' | 'escalation' | 'arrival'

/** Kept-or-broken promises behind an option: null until there are 20. */
export type PromiseRecord = { kept: number; total: number } | null

/** One offer to choose: `id` is the value of the radio button. */
export interface OfferView {
  id: string
  way: Way
  startsAt: Date | null
  dueAt: Date
  record: PromiseRecord
  /** It is, or is better than, what was agreed with this customer. */
  asAgreed?: boolean
}

/** One promise as its customer sees it. */
export interface PromiseView {
  way: Way
  state: Exclude<PromiseState, 'offered'>
  /** Runs because nothing was chosen. */
  isDefault: boolean
  agreedAt: Date
  /** The version of the charter it was given under; null where that was before the first. */
  charterVersion: number | null
  /** When it turns, or turned, at risk by the clock. */
  riskAt: Date | null
  startsAt: Date | null
  dueAt: Date
  /** When it was kept, moved or let go. */
  endedAt: Date | null
  /** `waiting`: since when the clock stands, and for what, in words the customer reads; null where it is their word on an answer. */
  stopped: { since: Date; waitsFor: string | null } | null
  /** The time this promise replaced. */
  movedFrom: { dueAt: Date; by: 'us' | 'you'; reason: string | null } | null
  /** `late`: who has it now and the new time: with what happened and the choices, the four parts. */
  late: { owner: string; nextBy: Date } | null
  /** Who comes, where it is help that was sent. */
  who: string | null
  /** The version of an agreement it was given under, and what was agreed for when it breaks ('' where nothing is). */
  agreed?: { version: number; breach: string } | null
}

/** What became of the offers: `taken` by somebody, `expired` hold, `none` feasible at all, or `lapsed`: too old to choose, and a POST shows fresh ones. */
export type OfferProblem = 'taken' | 'expired' | 'none' | 'lapsed' | null

/** A time the customer proposed that is not promised: the time with their words, and why it cannot be, a sentence each. */
export interface Proposed {
  words: string
  /** "We understood: a call, tomorrow, 10:00." Null where nothing was said in words. */
  understood: string | null
  obstacles: string[]
  /** POST: a lead reads it, under a promise of its own; null where one does already or nothing waits. */
  askLead: Form | null
}

/** What the customer expects of a case beside the soonest we could when they said so. */
export interface ExpectationView {
  /** The result, in their words. */
  result: string | null
  by: Date | null
  /** By when as they wrote it, where no instant could be read. */
  byWords: string | null
  way: 'written' | 'call' | null
  able: { way: 'written' | 'call'; dueAt: Date } | null
  /** How much later than expected; 0 in time, null where no hour was said or nothing can be promised. */
  gapMinutes: number | null
  /** Where it is said anew, where that is another page. */
  changeHref: string | null
}

/** A promise that we ask to move, with the customer's consent: until they agree `now` stands. */
export interface MoveAsk {
  now: { way: Way; startsAt: Date | null; dueAt: Date }
  to: { way: Way; startsAt: Date | null; dueAt: Date }
  reason: string
  agree: Form
  /** Where another time is chosen. */
  changeHref: string
  keep: Form
}

/** What can be promised beside the answer now; a POST takes it. */
export interface Extra {
  way: 'update' | 'resolution'
  dueAt: Date
  form: Form
}

/** Offers as a form; field `offer` is an offer's id or `propose`, then `proposalWay`, `proposalDate`, `proposalTime`, `proposalWords` count. */
export interface OfferChoice {
  /** Soonest first. */
  offers: OfferView[]
  /** Further times of a kind already offered, behind "Other times". */
  moreOffers: OfferView[]
  mayPropose: boolean
  /** Whether a call may be proposed too; then `proposalWay` is asked for. */
  mayProposeCall: boolean
  /** Whether these are what comes nearest to a time they proposed. */
  nearest: boolean
  /** Whether words that could not be read may go to a lead as they are: field `lead`. */
  mayAskLead: boolean
  form: Form<'offer' | 'proposalWay' | 'proposalDate' | 'proposalTime' | 'proposalWords' | 'reason'>
  problem: OfferProblem
  /**
   * Offers kept free for this visitor until then. `extendAction` takes this same form's POST and answers the page again with
   * what was chosen and typed; null once it was extended ten times.
   */
  hold: { until: Date; extendAction: string | null } | null
  /** POST with `zone`; `choices` are IANA ids. */
  zone: { form: Form<'zone'>; choices: readonly string[] } | null
  /** The written answer that runs when nothing is chosen. */
  fallback: { dueAt: Date } | null
}
