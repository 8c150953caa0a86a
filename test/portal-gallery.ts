// Every page of the portal in every state: for its tests, and for pictures. All instants hang on one `now`.
import type {
  ExpectationView,
  MyCasesPage,
  OfferChoice,
  OrganisationPart,
  PortalPage,
  PrefsPage,
  ReviewedLine,
  ReviewPage,
} from '#contract/portal.ts'
import { charter, charterOption } from './portal-charter.ts'
import { agreed } from './portal-agreements.ts'
import { cases } from './portal-cases.ts'
import { at, choice, expectation, form, galleryZone, head, promise, tomorrow10 } from './portal-pieces.ts'

export { galleryFrame, galleryNow, galleryZone } from './portal-pieces.ts'

/** One page of the gallery by its name. */
export interface Exhibit {
  name: string
  page: PortalPage
}

/** Every page in every state, its free texts replaced by `words` (such as long pseudo-locale text) where given. */
export function gallery(words: (text: string) => string = (text) => text): Exhibit[] {
  return [...asking(words), ...cases(words), ...finding(words), ...agreed(words), ...duties(words)]
}

function asking(words: (text: string) => string): Exhibit[] {
  const need = { text: words('My battery will not charge.'), language: 'en', changeHref: '/?change' }
  const choose = (changes: Partial<OfferChoice>, expects: ExpectationView | null = null): PortalPage => ({
    page: 'choose',
    need,
    emergency: null,
    expectation: expects,
    choice: choice(words, changes),
    backHref: '/',
  })
  const startForm = form('/needs')
  const nothing = { products: [], projects: [] }
  return [
    { name: 'start', page: { page: 'start', form: startForm, about: nothing, files: { maxFiles: 5, maxMegabytes: 20 }, notice: null } },
    {
      name: 'start-wrong',
      page: {
        page: 'start',
        form: {
          ...startForm,
          values: { need: 'x', wentWrong: words('It was cold') },
          errors: { need: words('Tell us in one sentence what you need.') },
        },
        about: { products: [{ id: 'p1', name: words('City bicycle') }], projects: [{ id: 'j1', name: words('Couriers') }] },
        files: null,
        notice: words('The telephone is out of order today. Writing works.'),
      },
    },
    { name: 'choose', page: choose({}) },
    { name: 'choose-gap', page: choose({}, expectation(words)) },
    {
      name: 'choose-in-time',
      page: choose({}, expectation(words, { result: null, way: null, able: { way: 'written', dueAt: at(12) }, gapMinutes: 0 })),
    },
    {
      name: 'choose-other-way',
      page: choose({}, expectation(words, { by: null, gapMinutes: null, able: { way: 'written', dueAt: at(12) } })),
    },
    {
      name: 'choose-unread',
      page: choose({}, expectation(words, { by: null, byWords: words('when the birds come'), gapMinutes: null, able: null })),
    },
    { name: 'choose-taken', page: choose({ problem: 'taken', form: { ...form('/offers'), values: { offer: 'o3' } } }) },
    { name: 'choose-expired', page: choose({ problem: 'expired', hold: null }) },
    { name: 'choose-none', page: choose({ problem: 'none', offers: [], moreOffers: [], hold: null }) },
    {
      name: 'choose-propose',
      page: choose({
        form: {
          ...form('/offers'),
          values: { offer: 'propose', proposalWords: words('Before my trip') },
          errors: { proposalDate: words('Write the day and the time that suit you.') },
        },
      }),
    },
    {
      name: 'contact',
      page: {
        page: 'contact',
        chosen: { way: 'written', startsAt: null, dueAt: at(tomorrow10) },
        asks: { email: 'required', phone: 'no', reminder: false },
        form: form('/contact'),
        backHref: '/choose',
      },
    },
    {
      name: 'contact-call',
      page: {
        page: 'contact',
        chosen: { way: 'call', startsAt: at(190), dueAt: at(200) },
        asks: { email: 'optional', phone: 'required', reminder: true },
        form: { ...form('/contact'), values: { phone: '12' }, errors: { phone: words('Write the phone number we shall call.') } },
        backHref: '/choose',
      },
    },
    {
      name: 'contact-proposed',
      page: {
        page: 'contact',
        chosen: { proposed: words('Friday at 8, by phone'), understood: words('We understood: a call, Friday, 08:00.') },
        asks: { email: 'required', phone: 'optional', reminder: false },
        form: form('/contact'),
        backHref: '/choose',
      },
    },
    {
      name: 'receipt',
      page: {
        page: 'receipt',
        case: head(words, 'open'),
        promise: promise('agreed', { way: 'call', startsAt: at(190), dueAt: at(200) }),
        emergency: 'fire',
        help: null,
        proposed: null,
        address: 'r…@example.com',
        calendarHref: '/c/token/call.ics',
        changeHref: '/c/token/change',
        correctAddress: null,
      },
    },
    {
      name: 'receipt-bounced',
      page: {
        page: 'receipt',
        case: head(words, 'open'),
        promise: promise('agreed', { isDefault: true }),
        emergency: null,
        help: promise('agreed', { way: 'arrival' }),
        proposed: {
          words: words('Friday at 8, by phone'),
          understood: null,
          obstacles: [words('That is sooner than we promise: the earliest is 14:32.')],
          askLead: null,
        },
        address: null,
        calendarHref: null,
        changeHref: '/c/token/change',
        correctAddress: form('/c/token/address'),
      },
    },
  ]
}

function finding(words: (text: string) => string): Exhibit[] {
  const same = (text: string) => text
  const own = { askedBy: null, project: null }
  const entries = [
    {
      case: head(same, 'open'),
      promise: promise('late', { dueAt: at(-8), late: { owner: 'Tomas', nextBy: at(15) } }),
      openedAt: at(-60),
      ...own,
    },
    {
      case: { ...head(same, 'answered'), number: 'K-1038', title: 'Kur mano siunta?', titleLanguage: 'lt' },
      promise: promise('kept', { endedAt: at(-5) }),
      openedAt: at(-3000),
      ...own,
    },
    {
      case: { ...head(same, 'open'), number: 'K-1021', kind: 'wish' as const },
      promise: promise('agreed', { dueAt: at(tomorrow10) }),
      openedAt: at(-4000),
      ...own,
    },
  ]
  return [
    { name: 'ask-code', page: { page: 'askCode', form: form('/my/codes') } },
    {
      name: 'ask-code-wrong',
      page: {
        page: 'askCode',
        form: {
          ...form('/my/codes'),
          values: { address: 'rasa@' },
          errors: { address: 'An e-mail address looks like name@example.com. Check yours.' },
        },
      },
    },
    {
      name: 'type-code',
      page: { page: 'typeCode', address: 'rasa@example.com', minutes: 15, form: form('/my/proof'), again: form('/my/codes') },
    },
    {
      name: 'type-code-wrong',
      page: {
        page: 'typeCode',
        address: 'rasa@example.com',
        minutes: 1,
        form: {
          ...form('/my/proof'),
          values: { code: '123456' },
          errors: { code: 'This code does not match. Compare it with the newest mail from us.' },
        },
        again: form('/my/codes'),
      },
    },
    { name: 'my-cases', page: myCases({ cases: entries }) },
    { name: 'my-cases-none', page: myCases({}) },
    { name: 'prefs', page: prefs({}) },
    { name: 'prefs-wrong', page: prefs({ errors: { quietTo: words('Write both times as 22:00, or neither.') }, saved: false }) },
    { name: 'review', page: review(words) },
    { name: 'my-organisation', page: myCases({ cases: entries.slice(0, 1), organisation: colleagues(words) }) },
    ...(['expired', 'replaced', 'wrong'] as const).map((problem): Exhibit => ({
      name: `link-${problem}`,
      page: { page: 'link', problem, sentTo: null, form: form('/links') },
    })),
    { name: 'link-sent', page: { page: 'link', problem: 'expired', sentTo: 'rasa@example.com', form: form('/links') } },
  ]
}

const myCases = (changes: Partial<MyCasesPage>): MyCasesPage => ({
  page: 'myCases',
  address: 'rasa@example.com',
  cases: [],
  organisation: null,
  agreementsHref: '/my/agreements',
  prefsHref: '/prefs',
  leave: form('/my/leave'),
  ...changes,
})

function prefs({ errors = {}, saved = true }: { errors?: PrefsPage['form']['errors']; saved?: boolean }): PrefsPage {
  const values = {
    name: 'Rasa',
    phone: '+37060000000',
    language: 'lt',
    zone: galleryZone,
    prefers: 'written',
    quietFrom: '22:00',
    restNotice: 'yes',
  }
  return {
    page: 'prefs',
    saved,
    address: 'rasa@example.com',
    form: { ...form('/prefs'), values, errors },
    zones: [galleryZone, 'America/New_York'],
    dataHref: '/prefs/data',
    erase: form('/prefs/erasure'),
    backHref: '/my',
  }
}

function review(words: (text: string) => string): ReviewPage {
  const of = (number: string) => ({ number, subject: words('The battery does not charge'), language: 'en', href: `/my/cases/${number}` })
  const line = (number: string, changes: Partial<ReviewedLine>): ReviewedLine => ({
    ...of(number),
    promise: { way: 'written', startsAt: null, dueAt: at(-3000) },
    state: 'kept',
    doneAt: at(-3060),
    movedBy: null,
    reason: null,
    ...changes,
  })
  const call = { way: 'call' as const, startsAt: at(190), dueAt: at(200) }
  return {
    page: 'review',
    organisation: words('Miesto dviračiai, UAB'),
    namedPerson: 'Ieva Petrauskienė',
    from: at(-90 * 1440),
    until: at(0),
    isCut: true,
    opened: 12,
    ended: 9,
    parts: [
      { what: 'broken', count: 2, lines: [line('K-1001', { state: 'kept_late' }), line('K-1002', { state: 'late', doneAt: null })] },
      {
        what: 'moved',
        count: 1,
        lines: [line('K-1003', { state: 'moved', doneAt: null, movedBy: 'us', reason: words('A part comes later.') })],
      },
      { what: 'running', count: 1, lines: [line('K-1004', { promise: call, state: 'at_risk', doneAt: null })] },
      { what: 'kept', count: 1, lines: [line('K-1005', {})] },
    ],
    gaps: [
      { ...of('K-1002'), by: at(-90), openingGapMinutes: 170, metAt: at(-20), closingGapMinutes: 70 },
      { ...of('K-1005'), by: at(30), openingGapMinutes: 0, metAt: null, closingGapMinutes: null },
    ],
    changes: [
      {
        sentence: words('You can be called until 20:00.'),
        language: 'en',
        at: at(-900),
        because: words('It changed because 14 of you asked.'),
      },
    ],
    wishes: [{ ...of('K-1006'), state: 'answered' }],
    ratings: [{ ...of('K-1005'), score: 5, text: words('Quick and kind') }],
    earlierHref: '/my/review?1',
    laterHref: '/my/review?2',
    backHref: '/my',
  }
}

function colleagues(words: (text: string) => string): OrganisationPart {
  const filter = (key: string, label: string | null, isChosen = false) => ({ key, label, href: `/my?${key}`, isChosen })
  const asked = { askedBy: words('Giedrė Mockutė'), project: words('Bicycle sharing') }
  return {
    name: words('Miesto dviračiai, UAB'),
    namedPerson: 'Ieva Petrauskienė',
    isPart: false,
    cases: [
      { case: { ...head(words, 'open'), number: 'K-1050' }, promise: promise('at_risk', { dueAt: at(3) }), openedAt: at(-50), ...asked },
      { case: { ...head(words, 'answered'), number: 'K-1049' }, promise: null, openedAt: at(-90), ...asked, project: null },
      { case: { ...head(words, 'withdrawn'), number: 'K-1047' }, promise: null, openedAt: at(-900), ...asked },
    ],
    states: [filter('everything', null, true), filter('running', null), filter('ended', null)],
    projects: [filter('every_project', null, true), filter('p1', words('Bicycle sharing')), filter('p2', words('Couriers'))],
    moreHref: '/my?after=1',
    reviewHref: '/my/review',
  }
}

function duties(words: (text: string) => string): Exhibit[] {
  const company = { name: 'Velo Shop', address: ['Pylimo g. 1', '01100 Vilnius'], email: 'help@kept.example', phone: '+370 600 00000' }
  const sheets = (['accessibility', 'privacy', 'imprint'] as const).map((sheet): Exhibit => ({
    name: sheet,
    page: { page: 'sheet', sheet, company, setAsideDays: 30 },
  }))
  const failures = ([403, 404, 413, 429, 500, 503] as const).map((status): Exhibit => ({
    name: `error-${status}`,
    page: {
      page: 'error',
      status,
      errorId: status === 500 ? 'req-7f3a91' : null,
      typed: status === 503 ? words('My battery will not charge.') : null,
      againHref: status >= 500 ? '/again' : null,
    },
  }))
  const charters: Exhibit[] = [
    { name: 'charter', page: charter(words) },
    { name: 'charter-old', page: charter(words, { version: 1, standing: 'before' }) },
    { name: 'charter-option', page: charterOption(words) },
    {
      name: 'charter-option-new',
      page: charterOption(words, { item: { ...charterOption(words).item, record: null }, spans: [], stands: false }),
    },
  ]
  return [...sheets, ...charters, ...failures]
}
