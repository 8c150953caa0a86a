// Every page of the portal in every state: for its tests, and for pictures. All instants hang on one `now`.
import type { OfferChoice, PortalPage } from '#contract/portal.ts'
import { agreed } from './portal-agreements.ts'
import { cases } from './portal-cases.ts'
import { at, choice, form, head, promise, tomorrow10 } from './portal-pieces.ts'

export { galleryFrame, galleryNow, galleryZone } from './portal-pieces.ts'

/** One page of the gallery by its name. */
export interface Exhibit {
  name: string
  page: PortalPage
}

/** Every page in every state, its free texts replaced by `words` (such as long pseudo-locale text) where given. */
export function gallery(words: (text: string) => string = (text) => text): Exhibit[] {
  return [...asking(words), ...cases(words), ...finding(), ...agreed(words), ...duties(words)]
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
        proposed: { words: words('Friday at 8, by phone'), obstacles: [words('That is sooner than we promise: the earliest is 14:32.')] },
        address: null,
        calendarHref: null,
        changeHref: '/c/token/change',
        correctAddress: form('/c/token/address'),
      },
    },
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
