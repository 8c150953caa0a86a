// What the gallery's pages are put together from.
import type {
  ExpectationView,
  CaseHead,
  CasePage,
  CaseState,
  Extra,
  Form,
  Frame,
  OfferChoice,
  OfferView,
  PromiseState,
  PromiseView,
  ThreadMessage,
  TrackerEvent,
  TrackerKind,
  Way,
} from '#contract/portal.ts'

/** Monday 23 November 2026, 14:20 in Vilnius. */
export const galleryNow = new Date('2026-11-23T12:20:00Z')
export const galleryZone = 'Europe/Vilnius'

/** A frame of the demo shop. */
export function galleryFrame(changes: Partial<Frame> = {}): Frame {
  const links = {
    home: '/',
    myCases: '/my',
    charter: '/charter',
    accessibility: '/accessibility',
    privacy: '/privacy',
    imprint: '/imprint',
  }
  return { shopName: 'Velo Shop', path: '/c/token', textSize: 'normal', theme: 'light', links, display: form('/display'), ...changes }
}

/** A case page in its quietest state. */
export function casePage(words: (text: string) => string, state: CaseState): CasePage {
  return {
    page: 'case',
    case: head(words, state),
    askedBy: null,
    done: null,
    emergency: null,
    help: null,
    arrived: null,
    promise: promise('agreed', {}),
    beside: [],
    expectation: null,
    ownView: form('/c/token/expectation'),
    extras: { items: [], problem: null },
    proposed: null,
    choice: null,
    move: null,
    agree: null,
    answer: null,
    reopen: null,
    message: { form: form('/c/token/messages'), files: { maxFiles: 5, maxMegabytes: 20 } },
    tracker: [event('asked', -20), event('promised', -20, { way: 'written', startsAt: null, dueAt: at(12) }), event('opened', -16)],
    line: { ahead: 3, isMore: false },
    next: { name: 'Tomas', way: 'written', startsAt: null, dueAt: at(12) },
    messages: thread(words),
    address: 'r…@example.com',
    correctAddress: null,
    links: { change: '/c/token/change', escalate: '/c/token/escalation', close: '/c/token/end', rate: null, calendar: null },
    liveHref: '/c/token/live',
  }
}

/** What a customer expects, and what we can: later, in time, another way, nothing, or an hour that nobody can read. */
export function expectation(words: (text: string) => string, changes: Partial<ExpectationView> = {}): ExpectationView {
  return {
    result: words('The lamp glows green and stays so.'),
    by: at(30),
    byWords: null,
    way: 'call',
    able: { way: 'call', dueAt: at(200) },
    gapMinutes: 170,
    changeHref: '/?change',
    ...changes,
  }
}

/** A short conversation in two languages, with files. */
export function thread(words: (text: string) => string): ThreadMessage[] {
  const attachments = [
    { name: 'lamp blinks red.jpg', href: '/c/token/files/1', bytes: 2_400_000 },
    { name: 'receipt.pdf', href: '/c/token/files/2', bytes: 84_000 },
  ]
  return [
    {
      id: '1',
      from: 'customer',
      name: null,
      at: at(-20),
      text: words('I charged it all night and the lamp still blinks red.\n\nWhat shall I do?'),
      language: 'en',
      isAnswer: false,
      delivery: 'sent',
      attachments,
    },
    {
      id: '2',
      from: 'us',
      name: 'Tomas',
      at: at(-5),
      text: 'Laikykite mygtuką dešimt sekundžių nuspaustą.',
      language: 'lt',
      isAnswer: true,
      delivery: 'failed',
      attachments: [],
    },
  ]
}

/** One event of each kind, hours apart. */
export function everyEvent(): TrackerEvent[] {
  const kinds: Record<TrackerKind, true> = {
    asked: true,
    added: true,
    promised: true,
    chosen: true,
    proposed: true,
    countered: true,
    opened: true,
    wrote: true,
    at_risk: true,
    late: true,
    moved_by_us: true,
    moved_by_you: true,
    move_asked: true,
    move_declined: true,
    move_withdrawn: true,
    paused: true,
    resumed: true,
    call_missed: true,
    call_done: true,
    escalated: true,
    answered: true,
    kept: true,
    kept_late: true,
    rejected: true,
    kept_open: true,
    accepted: true,
    withdrawn: true,
    released: true,
    reopened: true,
    reminded: true,
    silent: true,
    rated: true,
    changed: true,
    emergency: true,
    help_sent: true,
    help_moved: true,
    help_late: true,
    help_came: true,
    help_came_late: true,
  }
  return Object.keys(kinds).map((kind, index) =>
    event(kind as TrackerKind, index * 60 - 3000, { way: ways[index % ways.length] ?? 'written', startsAt: at(190), dueAt: at(200) }),
  )
}

const ways: Way[] = ['written', 'call', 'update', 'resolution', 'escalation', 'arrival']

/** One event, its minutes counted from now. */
export function event(what: TrackerKind, minutes: number, promised: TrackerEvent['promise'] = null): TrackerEvent {
  return { at: at(minutes), what, name: what === 'opened' || what === 'wrote' ? 'Tomas' : null, by: null, promise: promised }
}

/** A promise in a state, given 20 minutes ago. */
export function promise(state: Exclude<PromiseState, 'offered'>, changes: Partial<PromiseView>): PromiseView {
  const plain = {
    way: 'written' as const,
    isDefault: false,
    agreedAt: at(-20),
    charterVersion: 3,
    riskAt: at(4),
    startsAt: null,
    dueAt: at(12),
    endedAt: null,
    stopped: null,
    movedFrom: null,
    late: null,
    who: null,
  }
  return { ...plain, state, ...changes }
}

/** A promise of each kind beside the answer, in states of all weights. */
export function beside(): PromiseView[] {
  return [
    promise('late', { way: 'escalation', dueAt: at(-8), late: { owner: 'Daiva Mikalauskienė', nextBy: at(20) } }),
    promise('at_risk', { way: 'update', dueAt: at(9) }),
    promise('kept_late', { way: 'resolution', dueAt: at(-90), endedAt: at(-60) }),
  ]
}

/** What else can be asked for. */
export function extras(): Extra[] {
  return [
    { way: 'update', dueAt: at(115), form: form('/c/token/updates') },
    { way: 'resolution', dueAt: at(tomorrow10), form: form('/c/token/resolutions') },
  ]
}

/** Three offers, two further times, a hold and a zone. */
export function choice(words: (text: string) => string, changes: Partial<OfferChoice>): OfferChoice {
  return {
    offers: [offer('o1', 'written', 12, 96), offer('o2', 'call', 200, 91), offer('o3', 'written', tomorrow10, 99)],
    moreOffers: [offer('o4', 'call', 1500, null), offer('o5', 'call', 3000, null)],
    mayPropose: true,
    mayProposeCall: false,
    nearest: false,
    mayAskLead: false,
    form: { ...form('/offers'), values: { reason: words('') } },
    problem: null,
    hold: { until: at(5), extendAction: '/holds' },
    zone: { form: form('/zone'), choices: ['Europe/London', 'Europe/Vilnius', 'Europe/Istanbul'] },
    fallback: { dueAt: at(200) },
    ...changes,
  }
}

/** One offer due in so many minutes. */
export function offer(id: string, way: OfferView['way'], minutes: number, kept: number | null): OfferView {
  return {
    id,
    way,
    startsAt: way === 'call' ? at(minutes - 10) : null,
    dueAt: at(minutes),
    record: kept === null ? null : { kept, total: 100 },
  }
}

/** The head of the case. */
export function head(words: (text: string) => string, state: CaseState): CaseHead {
  return { number: 'K-1042', title: words('Battery will not charge'), titleLanguage: 'en', kind: 'request', state, href: '/c/token' }
}

/** Minutes from now to 10:00 the next day. */
export const tomorrow10 = 1180

/** An instant so many minutes from now. */
export function at(minutes: number): Date {
  return new Date(galleryNow.getTime() + minutes * 60_000)
}

/** An empty form. */
export function form(action: string): Form<string> & { values: Record<string, string | undefined> } {
  return { action, hidden: { _key: 'key-1' }, values: {}, errors: {}, summary: null }
}
