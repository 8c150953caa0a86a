// The pages of a case in every state: part of the gallery.
import type { CasePage, CaseState } from '#contract/portal.ts'
import type { Exhibit } from './portal-gallery.ts'
import { at, beside, casePage, choice, everyEvent, expectation, extras, form, head, promise, tomorrow10 } from './portal-pieces.ts'

/** The pages of a case in every state, its free texts replaced by `words`. */
export function cases(words: (text: string) => string): Exhibit[] {
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
    one('colleague', {
      askedBy: words('Giedrė Mockutė'),
      tracker: everyEvent().map((event) => ({ ...event, by: words('Giedrė Mockutė') })),
      address: null,
      links: { change: null, escalate: '/my/cases/1/escalation', close: null, rate: null, calendar: null },
    }),
    one('calling', {
      promise: promise('at_risk', { way: 'call', agreedAt: at(-60), startsAt: at(-3), dueAt: at(7), riskAt: at(-18) }),
      next: null,
    }),
    one('at-risk', { promise: promise('at_risk', { dueAt: at(3), agreedAt: at(-9), riskAt: at(0) }) }),
    one('waiting', {
      promise: promise('waiting', { stopped: { since: at(-4), waitsFor: words('a photo of the frame') } }),
      liveHref: null,
    }),
    one('moved', { promise: promise('agreed', { ...moved, dueAt: at(70) }) }),
    one('move-asked', {
      move: {
        now: { way: 'written', startsAt: null, dueAt: at(12) },
        to: { way: 'written', startsAt: null, dueAt: at(70) },
        reason: words('The workshop is still testing your battery.'),
        agree: form('/c/token/move/agreement'),
        changeHref: '/c/token/change',
        keep: form('/c/token/move/refusal'),
      },
      beside: beside(),
      extras: { items: [{ way: 'resolution', dueAt: at(tomorrow10), form: form('/c/token/resolutions') }], problem: null },
    }),
    one('extras', { extras: { items: extras(), problem: null }, done: 'chosen' }),
    one('extras-taken', { extras: { items: extras(), problem: 'taken' } }),
    one('in-danger', { emergency: 'cannot_breathe', tracker: everyEvent() }),
    one('help', {
      emergency: 'gas',
      help: promise('agreed', { way: 'arrival', who: words('Gas engineer Rimas, white van') }),
      arrived: form('/c/token/help'),
      done: 'helped',
    }),
    one('help-late', {
      emergency: 'gas',
      help: promise('late', { way: 'arrival', dueAt: at(-4), who: words('Gas engineer Rimas') }),
      arrived: form('/c/token/help'),
    }),
    one('help-came', { help: promise('kept', { way: 'arrival', dueAt: at(-4), endedAt: at(-6) }) }),
    one('escalated', { beside: [promise('agreed', { way: 'escalation', dueAt: at(55) })], done: 'escalated' }),
    one(
      'waits-for-word',
      {
        promise: promise('kept', { endedAt: at(-5) }),
        beside: [
          promise('waiting', { way: 'resolution', dueAt: at(tomorrow10), stopped: { since: at(-5), waitsFor: null } }),
          promise('kept', { way: 'update', dueAt: at(-5), endedAt: at(-8) }),
        ],
        ...answered,
      },
      'answered',
    ),
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
      proposed: {
        words: words('Friday at 8, by phone'),
        understood: words('We understood: a call, Friday, 08:00.'),
        obstacles: [],
        askLead: form('/c/token/proposal/lead'),
      },
      correctAddress: form('/c/token/address'),
    }),
    one('countered', {
      promise: promise('agreed', { isDefault: true }),
      proposed: {
        words: words('14:25 – before my trip'),
        understood: null,
        obstacles: [words('That is sooner than we promise: the earliest is 14:32.')],
        askLead: null,
      },
      choice: choice(words, { hold: null, nearest: true, mayProposeCall: true, mayAskLead: true }),
    }),
    one('expecting', { expectation: expectation(words, { changeHref: null }), done: 'expected' }),
    one('message-wrong', {
      message: {
        form: { ...form('/c/token/messages'), errors: { text: words('Write a few words.') } },
        files: { maxFiles: 1, maxMegabytes: 20 },
      },
    }),
    {
      name: 'change',
      page: { page: 'change', case: head(words, 'open'), promise: promise('agreed', {}), proposed: null, choice: choice(words, {}) },
    },
    {
      name: 'change-taken',
      page: {
        page: 'change',
        case: head(words, 'open'),
        promise: promise('agreed', {}),
        proposed: null,
        choice: choice(words, { problem: 'taken', zone: null }),
      },
    },
    {
      name: 'change-countered',
      page: {
        page: 'change',
        case: head(words, 'open'),
        promise: promise('agreed', {}),
        proposed: {
          words: words('14:25'),
          understood: null,
          obstacles: [words('By then our time is promised to others already.')],
          askLead: null,
        },
        choice: choice(words, {
          nearest: true,
          mayProposeCall: true,
          form: {
            ...form('/c/token/change'),
            values: { offer: 'propose', proposalDate: '2026-11-23', proposalTime: '17:00' },
            errors: { proposalWay: words('Choose whether we write or call.') },
          },
        }),
      },
    },
    {
      name: 'escalate',
      page: {
        page: 'escalate',
        case: head(words, 'open'),
        reader: 'Daiva Mikalauskienė',
        promise: { way: 'escalation', dueAt: at(60) },
        running: null,
        phone: '+370 600 00000',
        form: form('/c/token/escalation'),
      },
    },
    {
      name: 'escalate-again',
      page: {
        page: 'escalate',
        case: head(words, 'open'),
        reader: 'Daiva Mikalauskienė',
        promise: null,
        running: promise('agreed', { way: 'escalation', dueAt: at(55), riskAt: at(40) }),
        phone: null,
        form: form('/c/token/escalation'),
      },
    },
    { name: 'close', page: { page: 'close', case: head(words, 'open'), form: form('/c/token/end') } },
    {
      name: 'rate',
      page: {
        page: 'rate',
        case: head(words, 'accepted'),
        askedFor: null,
        asksImportance: false,
        form: { ...form('/c/token/rating'), values: { score: '4' } },
      },
    },
    {
      name: 'rate-wrong',
      page: {
        page: 'rate',
        case: head(words, 'accepted'),
        askedFor: words('A lamp that glows green'),
        asksImportance: true,
        form: { ...form('/c/token/rating'), errors: { score: words('Choose a number from 1 to 5.') } },
      },
    },
    { name: 'rated', page: { page: 'rated', case: head(words, 'accepted') } },
  ]
}
