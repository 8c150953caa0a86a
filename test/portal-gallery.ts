// Every page of the portal in every state: for its tests, and for pictures. All instants hang on one `now`.
import type { CasePage, CaseState, OfferChoice, PortalPage } from '#contract/portal.ts'
import { at, casePage, choice, everyEvent, form, head, promise, tomorrow10 } from './portal-pieces.ts'

export { galleryFrame, galleryNow, galleryZone } from './portal-pieces.ts'

/** One page of the gallery by its name. */
export interface Exhibit {
  name: string
  page: PortalPage
}

/** Every page in every state, its free texts replaced by `words` (such as long pseudo-locale text) where given. */
export function gallery(words: (text: string) => string = (text) => text): Exhibit[] {
  return [...asking(words), ...cases(words), ...finding(), ...duties(words)]
}

function asking(words: (text: string) => string): Exhibit[] {
  const need = { text: words('My battery will not charge.'), language: 'en', changeHref: '/?change' }
  const choose = (changes: Partial<OfferChoice>): PortalPage => ({ page: 'choose', need, choice: choice(words, changes), backHref: '/' })
  const startForm = form('/needs')
  return [
    { name: 'start', page: { page: 'start', form: startForm, files: { maxFiles: 5, maxMegabytes: 20 }, notice: null } },
    {
      name: 'start-wrong',
      page: {
        page: 'start',
        form: {
          ...startForm,
          values: { need: 'x', wentWrong: words('It was cold') },
          errors: { need: words('Tell us in one sentence what you need.') },
        },
        files: null,
        notice: words('The telephone is out of order today. Writing works.'),
      },
    },
    { name: 'choose', page: choose({}) },
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
        chosen: { proposed: words('Friday at 8, by phone') },
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
        proposed: words('Friday at 8, by phone'),
        address: null,
        calendarHref: null,
        changeHref: '/c/token/change',
        correctAddress: form('/c/token/address'),
      },
    },
  ]
}

function cases(words: (text: string) => string): Exhibit[] {
  const late = { owner: 'Tomas', nextBy: at(15) }
  const moved = { movedFrom: { dueAt: at(12), by: 'us' as const, reason: words('The workshop is testing your battery.') } }
  const answer = { accept: form('/c/token/acceptance'), reject: form('/c/token/rejection'), keepOpen: form('/c/token/open') }
  const answered = { answer, next: null, links: { change: null, escalate: null, close: '/c/token/end', rate: null, calendar: null } }
  const ended = {
    liveHref: null,
    next: null,
    message: null,
    reopen: form('/c/token/messages'),
    links: { change: null, escalate: null, close: null, rate: '/c/token/rate', calendar: null },
  }
  const one = (name: string, changes: Partial<CasePage>, state: CaseState = 'open'): Exhibit => ({
    name: `case-${name}`,
    page: { ...casePage(words, state), ...changes },
  })
  return [
    one('default', { promise: promise('agreed', { isDefault: true }), choice: choice(words, { hold: null }), done: 'message_sent' }),
    one('agreed', { promise: promise('agreed', {}) }),
    one('calling', {
      promise: promise('at_risk', { way: 'call', agreedAt: at(-60), startsAt: at(-3), dueAt: at(7), riskAt: at(-18) }),
      next: null,
    }),
    one('at-risk', { promise: promise('at_risk', { dueAt: at(3), agreedAt: at(-9), riskAt: at(0) }) }),
    one('waiting', {
      promise: promise('waiting', { stopped: { since: at(-4), waitsFor: words('a photo of the frame') } }),
      liveHref: null,
    }),
    one('moved', { promise: promise('agreed', { ...moved, dueAt: at(70) }), agree: form('/c/token/agreement') }),
    one('moved-old', { promise: promise('moved', { ...moved, endedAt: at(-2) }), next: null }),
    one('late', {
      promise: promise('late', { agreedAt: at(-30), dueAt: at(-8), riskAt: at(-12), late }),
      agree: form('/c/token/agreement'),
    }),
    one('answered', { promise: promise('kept', { endedAt: at(-5) }), ...answered }, 'answered'),
    one(
      'answered-late',
      { promise: promise('kept_late', { agreedAt: at(-60), dueAt: at(-20), endedAt: at(-5) }), ...answered },
      'answered',
    ),
    one(
      'accepted',
      { promise: promise('kept', { way: 'call', startsAt: at(-60), dueAt: at(-50), endedAt: at(-55) }), done: 'accepted', ...ended },
      'accepted',
    ),
    one('withdrawn', { promise: promise('released', { endedAt: at(-5) }), done: 'withdrawn', ...ended }, 'withdrawn'),
    one('silent', { promise: promise('kept', { agreedAt: at(-9000), dueAt: at(-8000), endedAt: at(-8400) }), ...ended }, 'silent'),
    one('reopened', { promise: promise('agreed', {}), done: 'reopened', tracker: everyEvent() }),
    one('proposed', {
      promise: promise('agreed', { isDefault: true }),
      proposed: words('Friday at 8, by phone'),
      correctAddress: form('/c/token/address'),
    }),
    one('message-wrong', {
      message: {
        form: { ...form('/c/token/messages'), errors: { text: words('Write a few words.') } },
        files: { maxFiles: 1, maxMegabytes: 20 },
      },
    }),
    { name: 'change', page: { page: 'change', case: head(words, 'open'), promise: promise('agreed', {}), choice: choice(words, {}) } },
    {
      name: 'change-taken',
      page: {
        page: 'change',
        case: head(words, 'open'),
        promise: promise('agreed', {}),
        choice: choice(words, { problem: 'taken', zone: null }),
      },
    },
    {
      name: 'escalate',
      page: {
        page: 'escalate',
        case: head(words, 'open'),
        reader: 'Daiva Mikalauskienė',
        promise: { way: 'written', dueAt: at(60) },
        phone: '+370 600 00000',
        form: form('/c/token/escalation'),
      },
    },
    { name: 'close', page: { page: 'close', case: head(words, 'open'), form: form('/c/token/end') } },
    { name: 'rate', page: { page: 'rate', case: head(words, 'accepted'), form: { ...form('/c/token/rating'), values: { score: '4' } } } },
    {
      name: 'rate-wrong',
      page: {
        page: 'rate',
        case: head(words, 'accepted'),
        form: { ...form('/c/token/rating'), errors: { score: words('Choose a number from 1 to 5.') } },
      },
    },
    { name: 'rated', page: { page: 'rated', case: head(words, 'accepted') } },
  ]
}

function finding(): Exhibit[] {
  const same = (text: string) => text
  const entries = [
    { case: head(same, 'open'), promise: promise('late', { dueAt: at(-8), late: { owner: 'Tomas', nextBy: at(15) } }), openedAt: at(-60) },
    {
      case: { ...head(same, 'answered'), number: 'K-1038', title: 'Kur mano siunta?', titleLanguage: 'lt' },
      promise: promise('kept', { endedAt: at(-5) }),
      openedAt: at(-3000),
    },
    {
      case: { ...head(same, 'open'), number: 'K-1021', kind: 'wish' as const },
      promise: promise('agreed', { dueAt: at(tomorrow10) }),
      openedAt: at(-4000),
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
    { name: 'my-cases', page: { page: 'myCases', address: 'rasa@example.com', cases: entries, leave: form('/my/leave') } },
    { name: 'my-cases-none', page: { page: 'myCases', address: 'rasa@example.com', cases: [], leave: form('/my/leave') } },
    ...(['expired', 'replaced', 'wrong'] as const).map((problem): Exhibit => ({
      name: `link-${problem}`,
      page: { page: 'link', problem, sentTo: null, form: form('/links') },
    })),
    { name: 'link-sent', page: { page: 'link', problem: 'expired', sentTo: 'rasa@example.com', form: form('/links') } },
  ]
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
  return [...sheets, ...failures]
}
